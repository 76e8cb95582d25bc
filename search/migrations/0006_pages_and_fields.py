"""Pages of files belong to their paper; a row may stand in several fields of the plan.

Clauses get their fields from `manage.py rebuild_search`, files their pages from the daily work.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

CHANGED = """
CREATE OR REPLACE FUNCTION search_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM search_index) THEN
        RETURN NULL;  -- nobody follows
    END IF;
    INSERT INTO search_outbox AS o
        (kind, object_id, version, held, audience, narrowed, since, due, attempts, error, refused)
    SELECT THING AS thing, object_id,
           nextval('search_version'),
           CASE TG_OP WHEN 'DELETE' THEN array_agg(DISTINCT kind || ':' || object_id || ':' || anchor)
                ELSE '{}' END,
           coalesce(array_agg(DISTINCT key) FILTER (WHERE key IS NOT NULL), '{}'),
           TG_OP = 'DELETE', clock_timestamp(), clock_timestamp(), 0, '', false
    FROM changed LEFT JOIN LATERAL unnest(audience) AS key ON true
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (kind, object_id) DO UPDATE SET
        version = excluded.version,
        held = CASE TG_OP WHEN 'DELETE' THEN ARRAY(SELECT DISTINCT unnest(o.held || excluded.held))
                    ELSE o.held END,
        audience = CASE TG_OP WHEN 'DELETE'
                        THEN ARRAY(SELECT DISTINCT unnest(o.audience || excluded.audience))
                        ELSE o.audience END,
        -- what readers lost; right at the end of the transaction, for rows are deleted and inserted anew
        narrowed = TG_OP = 'DELETE' OR NOT o.audience <@ excluded.audience;
    RETURN NULL;
END $$;
"""
WITH_PAGES = CHANGED.replace("THING", "CASE kind WHEN 'task' THEN kind ELSE 'document' END")
WITHOUT = CHANGED.replace("THING", "CASE kind WHEN 'clause' THEN 'document' ELSE kind END")
SEVERAL = """
UPDATE search_row SET fields = ARRAY[field], version = nextval('search_version') WHERE field <> ''
"""
ONE = """
UPDATE search_row SET field = fields[1], version = nextval('search_version') WHERE cardinality(fields) > 0
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_saved_searches_and_openings")]

    operations = [
        migrations.RunSQL(WITH_PAGES, WITHOUT),
        migrations.AddField(
            model_name="row",
            name="fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=255),
                default=list,
                help_text="Field of the plan a clause or task stands in; all of them for the paper.",
                size=None,
            ),
        ),
        migrations.RunSQL(SEVERAL, ONE),
        migrations.RemoveField(model_name="row", name="field"),
        migrations.AlterField(
            model_name="row",
            name="kind",
            field=models.CharField(
                choices=[
                    ("document", "Document"),
                    ("clause", "Clause"),
                    ("page", "Page of a file"),
                    ("task", "Task"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="object_id",
            field=models.BigIntegerField(
                help_text="The paper's key for papers, clauses and pages, the task's for tasks."
            ),
        ),
    ]
