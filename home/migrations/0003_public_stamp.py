"""A number that grows with every change to what public pages rest on."""

from django.db import migrations, models

TABLES = (
    "agencies_agency",
    "documents_clause",
    "documents_documentfile",
    "documents_documentpage",
    "documents_documentreader",
    "documents_documenttype",
    "documents_reference",
    "documents_sectionpage",
    "documents_storedfile",
    "home_guidancepage",
    "home_homepage",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_site",
    "wagtailimages_image",
    "wagtailimages_rendition",
    "wagtailredirects_redirect",
)
# Saving a draft names none of these columns, and the public sees no draft.
PAGE_COLUMNS = (
    "alias_of_id, content_type_id, depth, first_published_at, last_published_at, live, numchild, path,"
    " search_description, seo_title, show_in_menus, slug, title, url_path"
)
FUNCTION = """
CREATE FUNCTION home_public_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- a row that nobody else holds, so nobody waits; a new one when all are held
    UPDATE home_publicstamp SET n = n + 1
    WHERE id = (SELECT id FROM home_publicstamp ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO home_publicstamp (n) VALUES (1);
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE home_publicstamp SET (fillfactor = 25);
"""


def trigger(table: str, update: str = "UPDATE") -> str:
    return (
        f"CREATE TRIGGER home_public_changed AFTER INSERT OR {update} OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION home_public_changed();"
    )


FORWARD = FUNCTION + "\n".join(
    [*map(trigger, TABLES), trigger("wagtailcore_page", f"UPDATE OF {PAGE_COLUMNS}")]
)
BACKWARD = "DROP FUNCTION home_public_changed() CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_drafts"),
        ("agencies", "0002_edited_as_one_form"),
        ("documents", "0003_document_types"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicStamp",
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
                "verbose_name": "stamp of public pages",
                "verbose_name_plural": "stamps of public pages",
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
