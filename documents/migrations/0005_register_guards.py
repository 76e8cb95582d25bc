"""Fill in what entries and counters did not say yet; then the database keeps closed years and all numbers."""

from django.db import migrations

from vietnamese.numbers import key_of

FORWARD = """
CREATE OR REPLACE FUNCTION documents_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counter documents_registeryear%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'register entry % is never deleted', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO counter FROM documents_registeryear WHERE id = NEW.register_year_id;
    IF counter.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'register year % is closed', counter.id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.number NOT BETWEEN counter.first AND counter.last THEN
            RAISE EXCEPTION 'number % was not given by the counter', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.register_year_id, NEW.number, NEW.suffix, NEW.symbol, NEW.printed, NEW.key, NEW."on", NEW.manner,
        NEW.why, NEW.idempotency_key, NEW.taken_by_id, NEW.taken_at)
       IS DISTINCT FROM
       (OLD.id, OLD.register_year_id, OLD.number, OLD.suffix, OLD.symbol, OLD.printed, OLD.key, OLD."on", OLD.manner,
        OLD.why, OLD.idempotency_key, OLD.taken_by_id, OLD.taken_at)
       OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)
       OR (OLD.voided_at IS NOT NULL AND
           (NEW.voided_at, NEW.voided_by_id, NEW.reason) IS DISTINCT FROM (OLD.voided_at, OLD.voided_by_id, OLD.reason))
    THEN
        RAISE EXCEPTION 'register entry % is never changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER documents_entry_is_kept ON documents_entry;
CREATE TRIGGER documents_entry_is_kept BEFORE INSERT OR UPDATE OR DELETE ON documents_entry
    FOR EACH ROW EXECUTE FUNCTION documents_entry_is_kept();

CREATE OR REPLACE FUNCTION documents_counter_goes_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'register year % is never deleted', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'register year % is closed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.register_id, NEW.year, NEW.type_id) IS DISTINCT FROM (OLD.register_id, OLD.year, OLD.type_id)
       OR (OLD.last >= OLD.first AND (NEW.first <> OLD.first OR NEW.last NOT BETWEEN OLD.last AND OLD.last + 1))
       OR (OLD.last < OLD.first AND NEW.last NOT BETWEEN NEW.first - 1 AND NEW.first)
    THEN
        RAISE EXCEPTION 'the counter of register year % goes up one by one', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER documents_counter_goes_up ON documents_registeryear;
CREATE TRIGGER documents_counter_goes_up BEFORE UPDATE OR DELETE ON documents_registeryear
    FOR EACH ROW EXECUTE FUNCTION documents_counter_goes_up();

CREATE FUNCTION documents_book_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a register is never emptied' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER documents_book_is_not_emptied BEFORE TRUNCATE ON documents_entry
    FOR EACH STATEMENT EXECUTE FUNCTION documents_book_is_not_emptied();
CREATE TRIGGER documents_book_is_not_emptied BEFORE TRUNCATE ON documents_registeryear
    FOR EACH STATEMENT EXECUTE FUNCTION documents_book_is_not_emptied();
"""


def fill(apps, schema_editor):
    Entry = apps.get_model("documents", "Entry")
    for entry in Entry.objects.filter(printed="").select_related("document__type", "register_year"):
        paper = entry.document
        entry.on = paper.issued_on if paper and paper.issued_on else entry.taken_at.date()
        family = paper.type.family if paper else "administrative"
        joint = {"party": "-", "normative": f"/{entry.on.year}/"}.get(family, "/")
        entry.printed = f"{entry.number:02d}{entry.suffix}{joint}{entry.symbol}"
        entry.key = key_of(entry.printed)
        entry.save(update_fields=["on", "printed", "key"])
    for counter in apps.get_model("documents", "RegisterYear").objects.all():
        entries = counter.entries.order_by("number")
        first, latest = entries.first(), entries.order_by("-on").first()
        counter.first = first.number if first else counter.last + 1
        counter.last_on = latest.on if latest else None
        counter.save(update_fields=["first", "last_on"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_register_series")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
