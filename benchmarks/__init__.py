"""Measuring commands, run by `make bench`, and what they last said."""
