"""The embedded service: both web APIs over one CAD kernel. Nothing here knows of Jupyter."""
