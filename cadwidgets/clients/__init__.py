"""Clients of the two web APIs: they know addresses and contracts, nothing of CAD and nothing of Jupyter."""
