"""The database itself refuses to change or delete a number that was taken."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'register entry % is never deleted', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.register_year_id, NEW.number, NEW.suffix, NEW.symbol, NEW.idempotency_key, NEW.taken_by_id, NEW.taken_at)
       IS DISTINCT FROM
       (OLD.register_year_id, OLD.number, OLD.suffix, OLD.symbol, OLD.idempotency_key, OLD.taken_by_id, OLD.taken_at)
       OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)
       OR (OLD.voided_at IS NOT NULL AND
           (NEW.voided_at, NEW.voided_by_id, NEW.reason) IS DISTINCT FROM (OLD.voided_at, OLD.voided_by_id, OLD.reason))
    THEN
        RAISE EXCEPTION 'register entry % is never changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_entry_is_kept BEFORE UPDATE OR DELETE ON documents_entry
    FOR EACH ROW EXECUTE FUNCTION documents_entry_is_kept();

CREATE FUNCTION documents_counter_goes_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last < OLD.last THEN
        RAISE EXCEPTION 'the counter of register year % never goes back', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_counter_goes_up BEFORE UPDATE ON documents_registeryear
    FOR EACH ROW EXECUTE FUNCTION documents_counter_goes_up();
"""
BACKWARD = """
DROP TRIGGER documents_counter_goes_up ON documents_registeryear;
DROP FUNCTION documents_counter_goes_up();
DROP TRIGGER documents_entry_is_kept ON documents_entry;
DROP FUNCTION documents_entry_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
