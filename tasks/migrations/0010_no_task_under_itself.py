"""No task stands under itself, not through others either; and a part stays with its task."""

from django.db import migrations

# One writer at a time: two tasks put under each other at one moment would not see one another.
FORWARD = """
CREATE FUNCTION tasks_task_not_under_itself() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above_part bigint := NEW.under_id;
    above_task bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tasks_task.under_id'));
    WHILE above_part IS NOT NULL LOOP
        SELECT task_id INTO above_task FROM tasks_assignment WHERE id = above_part;
        IF above_task = NEW.id THEN
            RAISE EXCEPTION 'task % would stand under itself', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'task_not_under_itself';
        END IF;
        SELECT under_id INTO above_part FROM tasks_task WHERE id = above_task;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER tasks_task_not_under_itself BEFORE UPDATE OF under_id ON tasks_task
    FOR EACH ROW WHEN (NEW.under_id IS NOT NULL AND NEW.under_id IS DISTINCT FROM OLD.under_id)
    EXECUTE FUNCTION tasks_task_not_under_itself();
CREATE FUNCTION tasks_part_keeps_its_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'part % belongs to task % for good', OLD.id, OLD.task_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'part_keeps_its_task';
END $$;
CREATE TRIGGER tasks_part_keeps_its_task BEFORE UPDATE OF task_id ON tasks_assignment
    FOR EACH ROW WHEN (NEW.task_id IS DISTINCT FROM OLD.task_id)
    EXECUTE FUNCTION tasks_part_keeps_its_task();
"""
BACKWARD = """
DROP TRIGGER tasks_part_keeps_its_task ON tasks_assignment;
DROP FUNCTION tasks_part_keeps_its_task();
DROP TRIGGER tasks_task_not_under_itself ON tasks_task;
DROP FUNCTION tasks_task_not_under_itself();
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_subtasks")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
