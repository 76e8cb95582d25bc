"""When a paper of ours was issued; from then on the database keeps what was issued."""

from django.db import migrations, models

FROZEN = (
    "type_id, number, suffix, symbol, printed, key, year, issuer_id, issuer_as_written, place, issued_on, "
    "subject, signer, signer_titles, recipients, text, issued_at"
)


def row_of(name):
    return ", ".join(f"{name}.{field}" for field in FROZEN.split(", "))


FORWARD = """
CREATE FUNCTION documents_issued_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.FROZEN) IS DISTINCT FROM ROW(OLD.FROZEN)
       OR (OLD.effective_on IS NOT NULL AND NEW.effective_on IS DISTINCT FROM OLD.effective_on)
       OR (OLD.expires_on IS NOT NULL AND NEW.expires_on IS DISTINCT FROM OLD.expires_on)
    THEN
        RAISE EXCEPTION 'paper % is issued: it is corrected, replaced or recalled, never changed', OLD.page_ptr_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_issued_is_kept BEFORE UPDATE ON documents_documentpage
    FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION documents_issued_is_kept();

CREATE FUNCTION documents_issued_keeps_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.page_id, NEW.file_id) = (OLD.page_id, OLD.file_id) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM documents_documentpage WHERE page_ptr_id = OLD.page_id AND issued_at IS NOT NULL) THEN
        RAISE EXCEPTION 'paper % is issued: its files stay', OLD.page_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_issued_keeps_files BEFORE UPDATE OR DELETE ON documents_documentfile
    FOR EACH ROW EXECUTE FUNCTION documents_issued_keeps_files();

CREATE FUNCTION documents_issued_keeps_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM documents_documentfile AS held
        JOIN documents_documentpage AS paper ON paper.page_ptr_id = held.page_id
        WHERE held.file_id = OLD.id AND paper.issued_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'file % belongs to an issued paper', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_issued_keeps_bytes BEFORE UPDATE ON documents_storedfile
    FOR EACH ROW WHEN ((NEW.file, NEW.sha256) IS DISTINCT FROM (OLD.file, OLD.sha256))
    EXECUTE FUNCTION documents_issued_keeps_bytes();
""".replace("NEW.FROZEN", row_of("NEW")).replace("OLD.FROZEN", row_of("OLD"))
BACKWARD = """
DROP TRIGGER documents_issued_keeps_bytes ON documents_storedfile;
DROP FUNCTION documents_issued_keeps_bytes();
DROP TRIGGER documents_issued_keeps_files ON documents_documentfile;
DROP FUNCTION documents_issued_keeps_files();
DROP TRIGGER documents_issued_is_kept ON documents_documentpage;
DROP FUNCTION documents_issued_is_kept();
"""


def note_what_is_issued(apps, schema_editor):
    DocumentPage = apps.get_model("documents", "DocumentPage")
    numbered = (
        apps.get_model("documents", "Entry")
        .objects.exclude(document=None)
        .exclude(register_year__register__direction="in")
    )
    published = DocumentPage.objects.filter(pk__in=numbered.values("document")).exclude(
        first_published_at=None
    )
    for paper in published.only("first_published_at").iterator():
        DocumentPage.objects.filter(pk=paper.pk).update(issued_at=paper.first_published_at)


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_arrivals")]

    operations = [
        migrations.AddField(
            model_name="documentpage",
            name="issued_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="issued at"),
        ),
        migrations.RunPython(note_what_is_issued, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
