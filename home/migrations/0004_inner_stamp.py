"""A number that grows with every change to what pages show to people who have signed in, beyond the public things."""

from django.db import migrations, models

TABLES = ("tasks_assignment", "tasks_task", "wagtailcore_pagelogentry")
# The log of a page names people: a new one is in no log yet, and one who signs in changes other columns.
RENAMED = "UPDATE OF first_name, last_name, username OR DELETE OR TRUNCATE"
# The page of a paper notes its first reader in an agency it was sent to, so it is drawn anew once it is sent. By
# row: a reading that finds nothing to note changes nothing.
SENT = """
CREATE TRIGGER home_inner_changed AFTER INSERT OR UPDATE OR DELETE ON documents_distribution
    FOR EACH ROW EXECUTE FUNCTION home_inner_changed();
"""
FUNCTION = """
CREATE FUNCTION home_inner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- as home_public_changed: a row that nobody else holds, so nobody waits
    UPDATE home_innerstamp SET n = n + 1
    WHERE id = (SELECT id FROM home_innerstamp ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO home_innerstamp (n) VALUES (1);
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE home_innerstamp SET (fillfactor = 25);
"""


def trigger(table: str, changes: str = "INSERT OR UPDATE OR DELETE OR TRUNCATE") -> str:
    return (
        f"CREATE TRIGGER home_inner_changed AFTER {changes} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION home_inner_changed();"
    )


FORWARD = FUNCTION + "\n".join([*map(trigger, TABLES), trigger("agencies_user", RENAMED), SENT])
BACKWARD = "DROP FUNCTION home_inner_changed() CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_public_stamp"),
        ("documents", "0011_distribution"),
        ("tasks", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="InnerStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "stamp of inner pages",
                "verbose_name_plural": "stamps of inner pages",
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
