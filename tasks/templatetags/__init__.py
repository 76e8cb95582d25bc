"""Template tags of tasks."""
