"""Recipients of issued papers, and recalls, which are not undone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION documents_recall_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'paper % is recalled; that is not undone', OLD.page_ptr_id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER documents_recall_is_kept BEFORE UPDATE ON documents_documentpage
    FOR EACH ROW WHEN (
        OLD.recalled_on IS NOT NULL
        AND (NEW.recalled_on, NEW.recall_reason) IS DISTINCT FROM (OLD.recalled_on, OLD.recall_reason)
    ) EXECUTE FUNCTION documents_recall_is_kept();
"""
BACKWARD = """
DROP TRIGGER documents_recall_is_kept ON documents_documentpage;
DROP FUNCTION documents_recall_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_edited_as_one_form"),
        ("documents", "0010_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="documentpage",
            name="recall_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=500, verbose_name="reason of the recall"
            ),
        ),
        migrations.AddField(
            model_name="documentpage",
            name="recalled_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="recalled on"),
        ),
        migrations.CreateModel(
            name="Distribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outside", models.CharField(blank=True, max_length=200, verbose_name="recipient outside")),
                (
                    "delivered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="delivered at"),
                ),
                ("resent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent again at")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened at")),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged at"),
                ),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="given back at")),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_papers",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="distributions",
                        to="documents.documentpage",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient of a paper",
                "verbose_name_plural": "recipients of papers",
                "ordering": ["document_id", "agency__name", "outside"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "agency"), name="sent_once_to_an_agency"),
                    models.UniqueConstraint(
                        condition=models.Q(("agency", None)),
                        fields=("document", "outside"),
                        name="sent_once_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency", None), ("outside__gt", "")),
                            models.Q(("agency__isnull", False), ("outside", "")),
                            _connector="OR",
                        ),
                        name="an_agency_or_a_name_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at", None), ("acknowledged_by__isnull", False), _connector="OR"
                        ),
                        name="acknowledged_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
