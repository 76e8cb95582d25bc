"""Reporting rounds: when agencies report, opened, reminded and closed by background work."""
