"""A turn is of a paper, of a request or of a list: of any matter that goes from hand to hand."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_turns_of_lists")]

    operations = [
        migrations.RenameModel("PaperTurn", "MatterTurn"),
        migrations.AlterModelOptions(
            name="matterturn",
            options={"verbose_name": "turn of a matter", "verbose_name_plural": "turns of matters"},
        ),
    ]
