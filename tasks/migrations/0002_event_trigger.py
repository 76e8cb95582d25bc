"""What happened stays written: events are only added."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION tasks_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event % is never changed or deleted', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER tasks_event_is_kept BEFORE UPDATE OR DELETE ON tasks_event
    FOR EACH ROW EXECUTE FUNCTION tasks_event_is_kept();
"""
BACKWARD = """
DROP TRIGGER tasks_event_is_kept ON tasks_event;
DROP FUNCTION tasks_event_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
