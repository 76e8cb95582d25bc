"""Below which places papers go through steps, as a function: its plan is kept, five tables long."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_ways(above text[], kinds integer[]) RETURNS SETOF varchar LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT section.path
    FROM wagtailcore_workflowpage AS here
    JOIN wagtailcore_page AS section ON section.id = here.page_id
    JOIN wagtailcore_workflow AS way ON way.id = here.workflow_id AND way.active
    JOIN wagtailcore_workflowtask AS place ON place.workflow_id = way.id
    JOIN wagtailcore_task AS step ON step.id = place.task_id
    WHERE section.path = ANY(above) AND step.content_type_id = ANY(kinds);
END $$;
"""
BACKWARD = "DROP FUNCTION documents_ways(text[], integer[]);"


class Migration(migrations.Migration):
    dependencies = [("documents", "0020_clauses_without_a_second_index")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
