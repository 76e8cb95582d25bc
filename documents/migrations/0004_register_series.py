"""Series per type, the day and the printed form of every entry, years that are closed with a statement."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_document_types"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="registeryear",
            options={
                "ordering": ["-year", "type__order"],
                "verbose_name": "year of a register",
                "verbose_name_plural": "years of registers",
            },
        ),
        migrations.RemoveConstraint(
            model_name="registeryear",
            name="register_year_once",
        ),
        migrations.AddField(
            model_name="entry",
            name="key",
            field=models.CharField(db_index=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="manner",
            field=models.CharField(
                choices=[("in_turn", "In turn"), ("inserted", "Inserted"), ("backdated", "Back-dated")],
                default="in_turn",
                max_length=10,
                verbose_name="manner",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="on",
            field=models.DateField(default=datetime.date(2000, 1, 1), verbose_name="day"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="printed",
            field=models.CharField(default="", max_length=80, verbose_name="as printed"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="why",
            field=models.CharField(blank=True, max_length=500, verbose_name="why not in turn"),
        ),
        migrations.AddField(
            model_name="register",
            name="series",
            field=models.CharField(
                choices=[("shared", "One series for all types"), ("per_type", "One series for each type")],
                default="shared",
                help_text="Normative papers count by type in any case; all copies share one series.",
                max_length=10,
                verbose_name="series",
            ),
        ),
        migrations.AddField(
            model_name="registeryear",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_years",
                to=settings.AUTH_USER_MODEL,
                verbose_name="closed by",
            ),
        ),
        migrations.AddField(
            model_name="registeryear",
            name="first",
            field=models.PositiveIntegerField(default=1, verbose_name="first number"),
        ),
        migrations.AddField(
            model_name="registeryear",
            name="last_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the last number"),
        ),
        migrations.AddField(
            model_name="registeryear",
            name="statement",
            field=models.JSONField(blank=True, default=dict, verbose_name="closing statement"),
        ),
        migrations.AddField(
            model_name="registeryear",
            name="type",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.documenttype",
                verbose_name="type",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="symbol",
            field=models.CharField(blank=True, max_length=60, verbose_name="symbol"),
        ),
        migrations.AlterField(
            model_name="register",
            name="types",
            field=models.ManyToManyField(
                blank=True,
                help_text="Empty: for all types.",
                related_name="registers",
                to="documents.documenttype",
                verbose_name="types",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("manner", "in_turn"), models.Q(("why", ""), _negated=True), _connector="OR"
                ),
                name="out_of_turn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("manner", "inserted"), _negated=True),
                    models.Q(("suffix", ""), _negated=True),
                    _connector="OR",
                ),
                name="inserted_with_suffix",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeryear",
            constraint=models.UniqueConstraint(
                fields=("register", "year", "type"), name="register_year_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="registeryear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None), models.Q(("closed_by", None), _negated=True), _connector="OR"
                ),
                name="register_year_closed_by_somebody",
            ),
        ),
    ]
