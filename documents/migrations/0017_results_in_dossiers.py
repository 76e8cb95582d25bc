"""Results of tasks as lines of dossiers; the bytes of frozen papers stay."""

from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION documents_issued_keeps_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM documents_documentfile AS held
        JOIN documents_documentpage AS paper ON paper.page_ptr_id = held.page_id
        WHERE held.file_id = OLD.id AND (paper.issued_at IS NOT NULL OR documents_is_frozen(paper.page_ptr_id))
    ) THEN
        RAISE EXCEPTION 'file % belongs to an issued or frozen paper', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0016_retention_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dossierline",
            name="source",
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddConstraint(
            model_name="dossierline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("dossier", "source"),
                name="result_once_in_a_dossier",
            ),
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
