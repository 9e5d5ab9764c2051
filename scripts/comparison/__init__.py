"""Compares the catalog's dimensions with independent open tables: see ``scripts/compare-catalog``."""
