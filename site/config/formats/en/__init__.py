"""Formats of the English interface: the same dates, since the documents are the same."""
