"""Pages of search below /admin/."""
