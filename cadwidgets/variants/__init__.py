"""Many variants of one model: which ones, their builds, and the search for the best. Runs without Jupyter."""
