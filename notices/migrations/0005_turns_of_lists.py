import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0018_first_pages"),
        ("notices", "0004_turns_of_papers"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="paperturn", name="turn_of_a_step_or_of_a_request"),
        migrations.AlterField(
            model_name="paperturn",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turns",
                to="documents.documentpage",
            ),
        ),
        migrations.AddField(
            model_name="paperturn",
            name="disposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turns",
                to="documents.disposal",
            ),
        ),
        migrations.AlterField(
            model_name="paperturn",
            name="what",
            field=models.CharField(
                choices=[
                    ("waits", "waits at a step"),
                    ("agreed", "agreed to"),
                    ("returned", "returned to the drafter"),
                    ("issued", "issued"),
                    ("asked", "wider circulation asked for"),
                    ("granted", "wider circulation granted"),
                    ("refused", "wider circulation refused"),
                    ("proposed", "list for disposal sent for approval"),
                    ("approved", "list for disposal approved"),
                    ("given_back", "list for disposal returned"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="preference",
            name="topic",
            field=models.CharField(
                choices=[
                    ("given", "A task is given to my agency or to me"),
                    ("answered", "An agency accepts or refuses a task"),
                    ("reported", "An agency reports"),
                    ("judged", "A report of my agency is confirmed or sent back"),
                    ("asked", "An agency asks for an extension"),
                    ("decided", "An extension is granted or declined"),
                    ("stopped", "A task is paused, resumed or cancelled"),
                    ("reminded", "A date is near or has passed"),
                    ("escalated", "My agency is late by more than a week (to its head)"),
                    ("round_open", "A report of a round is asked of my agency"),
                    ("round_due", "A report of a round is near its date or late"),
                    ("round_late", "My agency has not sent its report in days (to its head)"),
                    ("round_back", "A report of my agency is returned or received"),
                    ("chased", "My agency gets a letter because its report is missing"),
                    ("round_in", "An agency sends its report or takes it back"),
                    ("round_end", "A reporting round closes"),
                    ("paper", "A paper is sent to my agency"),
                    ("step", "A draft waits for my review, signature or number"),
                    ("drafted", "My draft is agreed to, returned or issued"),
                    ("widening", "A request for wider circulation waits for a decision"),
                    ("widened", "My request for wider circulation is decided"),
                    ("disposal", "A list for disposal waits for approval"),
                    ("disposed", "My list for disposal is approved or returned"),
                ],
                max_length=10,
                verbose_name="topic",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperturn",
            constraint=models.CheckConstraint(
                name="turn_of_one_thing",
                condition=models.Q(
                    models.Q(("disposal__isnull", True), ("step__isnull", False), ("widening__isnull", True)),
                    models.Q(("disposal__isnull", True), ("step__isnull", True), ("widening__isnull", False)),
                    models.Q(("disposal__isnull", False), ("step__isnull", True), ("widening__isnull", True)),
                    _connector="OR",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="paperturn",
            constraint=models.CheckConstraint(
                name="turn_of_a_paper_or_of_a_list",
                condition=models.Q(
                    models.Q(("disposal__isnull", True), ("document__isnull", False)),
                    models.Q(("disposal__isnull", False), ("document__isnull", True)),
                    _connector="OR",
                ),
            ),
        ),
    ]
