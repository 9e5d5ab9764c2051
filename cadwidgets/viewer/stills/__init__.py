"""Pictures of a viewer without a browser: what the scene holds, seen through its camera, painted by numpy."""
