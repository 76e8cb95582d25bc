"""The outbox of a second engine. The database itself fills it, so that no way of changing a row forgets it."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

CHANGED = """
CREATE FUNCTION search_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM search_index) THEN
        RETURN NULL;  -- nobody follows
    END IF;
    INSERT INTO search_outbox AS o
        (kind, object_id, version, held, audience, narrowed, since, due, attempts, error, refused)
    SELECT CASE kind WHEN 'clause' THEN 'document' ELSE kind END AS thing, object_id,
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
CREATE TRIGGER search_row_inserted AFTER INSERT ON search_row REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_row_changed();
CREATE TRIGGER search_row_updated AFTER UPDATE ON search_row REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_row_changed();
CREATE TRIGGER search_row_deleted AFTER DELETE ON search_row REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_row_changed();
"""
FORGOTTEN = """
DROP TRIGGER search_row_inserted ON search_row;
DROP TRIGGER search_row_updated ON search_row;
DROP TRIGGER search_row_deleted ON search_row;
DROP FUNCTION search_row_changed;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_what_is_filtered")]

    operations = [
        migrations.CreateModel(
            name="Index",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("serving", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"verbose_name": "search index", "verbose_name_plural": "search indexes"},
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("object_id", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
                (
                    "held",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="What the index may hold of it: keys of rows since deleted or written anew.",
                        size=None,
                    ),
                ),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        help_text="Who may read it for all the index may know.",
                        size=None,
                    ),
                ),
                (
                    "narrowed",
                    models.BooleanField(
                        help_text="Somebody lost the right to it; questions leave it out until the index knows."
                    ),
                ),
                ("since", models.DateTimeField()),
                ("due", models.DateTimeField(db_index=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                (
                    "refused",
                    models.BooleanField(default=False, help_text="The server took others, but not this."),
                ),
            ],
            options={
                "verbose_name": "change the index has yet to hear",
                "verbose_name_plural": "changes the index has yet to hear",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="search_outbox_once")
                ],
                "indexes": [
                    models.Index(
                        fields=["kind", "object_id"],
                        name="search_outbox_narrowed",
                        condition=models.Q(narrowed=True),
                    )
                ],
            },
        ),
        migrations.RunSQL(CHANGED, FORGOTTEN),
    ]
