"""Saved views are of lists of every kind, not of tasks alone: the table is taken over as it is."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def rename_content_type(apps, schema_editor):
    """What the log says of views keeps pointing at them."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    if not ContentType.objects.filter(app_label="agencies", model="savedview").exists():
        ContentType.objects.filter(app_label="tasks", model="savedview").update(app_label="agencies")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_substitutes"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("tasks", "0012_saved_views"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("ALTER TABLE tasks_savedview RENAME TO agencies_savedview"),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("query", models.TextField(blank=True)),
                        ("default", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved view",
                        "verbose_name_plural": "saved views",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "place", "name"), name="view_named_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("default", True)),
                                fields=("owner", "place"),
                                name="one_default_view",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(rename_content_type, migrations.RunPython.noop, elidable=True),
    ]
