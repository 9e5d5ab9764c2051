"""Plain data that crosses borders: no network, no CAD kernel, no Jupyter."""
