"""base is shared; dev runs on a desk, test under pytest, production on the office's server."""
