from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0008_sample")]

    operations = [
        migrations.AddIndex(
            model_name="row",
            index=models.Index(
                fields=["serial"], name="search_serial", condition=models.Q(("kind", "document"))
            ),
        ),
    ]
