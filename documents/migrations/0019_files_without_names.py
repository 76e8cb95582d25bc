"""Which files of a paper with names to protect may go to everybody, as a clerk has said."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0018_first_pages")]

    operations = [
        migrations.AddField(
            model_name="documentfile",
            name="without_names",
            field=models.BooleanField(
                default=False,
                help_text="Only where the paper has names to protect: everybody gets this file although it may be a picture. A file whose words hold one of the names stays with those who work with the paper all the same.",
                verbose_name="tells no name to protect",
            ),
        ),
        migrations.AlterField(
            model_name="documentpage",
            name="protected_names",
            field=models.TextField(
                blank=True,
                help_text="Victims, witnesses, informants; one name per line, in full. Who does not work with the paper reads […] instead, and gets no file that may tell a name. Search neither finds nor shows them.",
                verbose_name="names to protect",
            ),
        ),
    ]
