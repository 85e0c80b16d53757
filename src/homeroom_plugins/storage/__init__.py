"""Stores: where an office keeps its journals and records."""
