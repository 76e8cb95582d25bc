"""An issued paper is not taken out of sight: it is recalled, which its page says."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_issued_stays_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM documents_documentpage WHERE page_ptr_id = OLD.id AND issued_at IS NOT NULL) THEN
        RAISE EXCEPTION 'paper % is issued: it is recalled, not withdrawn', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_issued_stays_published BEFORE UPDATE OF live ON wagtailcore_page
    FOR EACH ROW WHEN (OLD.live AND NOT NEW.live) EXECUTE FUNCTION documents_issued_stays_published();
"""
BACKWARD = """
DROP TRIGGER documents_issued_stays_published ON wagtailcore_page;
DROP FUNCTION documents_issued_stays_published();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0021_ways_of_sections"), ("wagtailcore", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
