"""Each new paper of a saved search is noted once; what was looked at before counts as known."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0009_file_pages"),
        ("search", "0006_pages_and_fields"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE search_savedsearch SET saved_at = checked_at", migrations.RunSQL.noop, elidable=True
        ),
        migrations.RemoveField(
            model_name="savedsearch",
            name="checked_at",
        ),
        migrations.RemoveField(
            model_name="savedsearch",
            name="fresh",
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="looked",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="looked_before",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="mailed_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="NewPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.documentpage",
                    ),
                ),
                (
                    "saved",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="new_papers",
                        to="search.savedsearch",
                    ),
                ),
            ],
            options={
                "verbose_name": "new document of a saved search",
                "verbose_name_plural": "new documents of saved searches",
                "constraints": [
                    models.UniqueConstraint(fields=("saved", "document"), name="new_paper_once_a_search")
                ],
            },
        ),
    ]
