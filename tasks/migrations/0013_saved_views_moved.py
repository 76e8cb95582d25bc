"""The table of saved views is that of agencies now (agencies.0004)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_saved_views"), ("agencies", "0004_saved_views")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="SavedView")])
    ]
