"""Dates and numbers as Vietnamese offices write them (FORMAT_MODULE_PATH)."""
