"""What the registry costs, measured on a site of its own (manage.py measure_registry)."""
