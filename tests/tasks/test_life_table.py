"""Whatever people do in whatever order, the rules hold and the log explains how things stand."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as tuned
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agencies.actions import NameSubstitute, Refused
from agencies.models import Substitution, User
from tasks import actions, life
from tasks.models import Assignment, Extension, Task
from tasks.reminders import steps_on
from tasks.statuses import CLOSED, Decision, State, What
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory
from tests.together import at_once

which = st.integers(0, 7)
words = st.sampled_from(["", "Có lý do."])


class Life(RuleBasedStateMachine):
    """One task of three agencies, their people, a clerk and the clock; every action, right or wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.today = timezone.localdate()
        self.clerk = UserFactory(secretary=True)
        self.agencies = AgencyFactory.create_batch(3)
        self.people = [UserFactory(focal_person=agency) for _ in range(2) for agency in self.agencies]
        self.communes = [AgencyFactory(parent=agency) for agency in self.agencies[:2]]
        self.people += [UserFactory(focal_person=agency) for agency in self.communes]
        self.officers = [actions.Share(self.agencies[0], person) for person in self.people[:6:3]]
        first = AssignmentFactory(agency=self.agencies[0], due_on=self.today + timedelta(days=3))
        AssignmentFactory(agency=self.agencies[1], task=first.task, coordinates=True, due_on=first.due_on)
        self.begun = {part.pk: part.due_on for part in first.task.assignments.all()}

    def attempt(self, action: type[actions.Pause], part: int, person: Any, **said: Any) -> None:
        parts = list(Assignment.objects.order_by("pk"))
        with suppress(Refused, PermissionDenied):
            action(parts[part % len(parts)], person, **said).execute()

    @rule(part=which, person=which)
    def accept(self, part, person):
        self.attempt(actions.Accept, part, self.people[person])

    @rule(part=which, person=which, reason=words)
    def refuse(self, part, person, reason):
        self.attempt(actions.Refuse, part, self.people[person], reason=reason)

    @rule(part=which, person=which, done=st.booleans(), sure=st.booleans())
    def report(self, part, person, done, sure):
        done_on = self.today if done else None
        said = {"text": "Đã làm.", "done_on": done_on, "despite_subtasks": sure}
        self.attempt(actions.ReportProgress, part, self.people[person], **said)

    @rule(part=which, person=which, days=st.integers(-5, 60))
    def ask(self, part, person, days):
        later = self.today + timedelta(days=days)
        self.attempt(actions.AskExtension, part, self.people[person], new_due_on=later, reason="Chờ.")

    @rule(part=which, person=which, colleague=which)
    def delegate(self, part, person, colleague):
        self.attempt(actions.Delegate, part, self.people[person], officer=self.people[colleague])

    @rule(part=which, granted=st.booleans(), reason=words)
    def decide(self, part, granted, reason):
        self.attempt(actions.DecideExtension, part, self.clerk, granted=granted, answer=reason)

    @rule(
        part=which,
        verb=st.sampled_from([actions.SendBack, actions.GiveAgain, actions.Pause, actions.CancelPart]),
        reason=words,
    )
    def turn(self, part, verb, reason):
        self.attempt(verb, part, self.clerk, reason=reason)

    @rule(part=which, verb=st.sampled_from([actions.Confirm, actions.Resume, actions.Remind]))
    def say_yes(self, part, verb):
        self.attempt(verb, part, self.clerk)

    @rule(part=which, days=st.integers(-5, 60))
    def move_date(self, part, days):
        later = self.today + timedelta(days=days)
        self.attempt(actions.MoveDate, part, self.clerk, new_due_on=later, reason="Theo kế hoạch mới.")

    @rule(part=which, heir=st.integers(0, 2))
    def move(self, part, heir):
        self.attempt(
            actions.GiveToAnother, part, self.clerk, agency=self.agencies[heir], reason="Đổi chức năng."
        )

    @rule(part=which, person=which, title=st.sampled_from(["", "Rà soát.", "Lập danh sách."]), to=which)
    def split(self, part, person, title, to):
        below = [*(actions.Share(one) for one in self.communes), *self.officers]
        shares = [below[to % len(below)]]
        self.attempt(actions.Split, part, self.people[person], title=title, shares=shares, due_on=None)

    @rule(
        part=which,
        person=which,
        verb=st.sampled_from([actions.Confirm, actions.Resume, actions.Remind, actions.CancelPart]),
    )
    def decide_as_the_giver(self, part, person, verb):
        said = {"reason": "Không cần nữa."} if verb is actions.CancelPart else {}
        self.attempt(verb, part, self.people[person], **said)

    @rule(of=which, to=which, days=st.integers(-1, 3))
    def substitute(self, of, to, days):
        with suppress(Refused, PermissionDenied):
            NameSubstitute(
                self.people[of],
                self.people[of],
                agency=[*self.agencies, *self.agencies, *self.communes][of],
                substitute=self.people[to],
                first=self.today,
                last=self.today + timedelta(days=days),
            ).execute()

    @rule(part=which, days=st.integers(0, 30))
    def strike(self, part, days):
        held = list(Assignment.objects.order_by("pk"))
        one = held[part % len(held)]
        for step in steps_on(self.today + timedelta(days=days), one.due_on or self.today):
            with suppress(Refused):
                actions.RemindByTheClock(one, User.system(), step=step).execute(skip_permission_checks=True)

    @invariant()
    def the_log_explains_how_things_stand(self) -> None:
        for part in Assignment.objects.all():
            state, due = State.ASSIGNED.value, self.begun.get(part.pk, part.due_on)
            for event in part.events.order_by("pk"):
                line = life.LIFE[What(event.what)]
                if event.what != What.GIVEN:
                    assert event.before == state
                    assert event.before in line.before
                assert line.to is None or event.after == line.to
                state = event.after or state
                if event.what == What.GRANTED and part.pk in self.begun:
                    due = timezone.datetime.fromisoformat(event.data["new_due_on"]).date()
            assert (part.state, part.due_on) == (state, due)

    @invariant()
    def what_cannot_be_is_not(self) -> None:
        for part in Assignment.objects.select_related("officer"):
            assert (part.done_on is not None) == (part.state in {State.REPORTED, State.CONFIRMED})
            waiting = Extension.objects.filter(assignment=part, decision=Decision.WAITING).count()
            assert waiting <= (part.state not in CLOSED)
            for event in part.events.filter(on_behalf_of__isnull=False):
                stands_in = Substitution.objects.filter(officer=event.on_behalf_of, substitute=event.user)
                assert stands_in.filter(agency=part.agency).exists()
            if part.officer:
                assert part.officer.memberships.filter(agency=part.agency).exists()

    @invariant()
    def a_sub_task_stands_below_and_never_moves_what_is_above(self) -> None:
        for part in Assignment.objects.filter(task__under__isnull=False).select_related(
            "task__under__agency"
        ):
            above = part.task.under
            assert above.task_id != part.task_id
            made_by_people = {event.user_id for event in above.events.all()}
            # Whoever works below the part, and serves no agency of it, has left no word in its log.
            assert not made_by_people & {user.pk for user in self.people[6:]}


@pytest.mark.django_db
def test_any_sequence_of_actions_keeps_the_rules_and_the_log_explains_the_state():
    run_state_machine_as_test(
        Life,
        settings=tuned(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_of_an_agency_and_the_secretariat_at_the_same_moment_one_gets_a_sentence():
    part = AssignmentFactory(working=True)
    beside = AssignmentFactory(task=part.task, coordinates=True)
    officer, other = UserFactory(focal_person=part.agency), UserFactory(focal_person=beside.agency)
    clerk = UserFactory(secretary=True)
    deeds = [
        actions.ReportProgress(part, officer, text="Xong.", done_on=part.heard_on),
        actions.GiveToAnother(part, clerk, agency=AgencyFactory(), reason="Đổi."),
        actions.Accept(beside, other),
    ]
    refused = at_once(*(deed.execute for deed in deeds), expected=Refused)
    part.refresh_from_db()
    beside.refresh_from_db()
    assert len(refused) == 1
    assert part.state in {State.REPORTED, State.CANCELLED}
    assert part.events.get(after=part.state).before == State.WORKING
    assert beside.state == State.ACCEPTED, "another agency's part is not held up"


@pytest.mark.django_db(transaction=True)
def test_of_two_ways_to_stand_under_each_other_at_one_moment_one_is_refused():
    first, second = AssignmentFactory(), AssignmentFactory()
    pairs = [(first.task_id, second.pk), (second.task_id, first.pk)]
    refused = at_once(
        *(partial(Task.objects.filter(pk=task).update, under=part) for task, part in pairs),
        expected=IntegrityError,
    )
    assert len(refused) == 1
    assert Task.objects.filter(under__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_sub_task_given_while_completion_is_reported_is_not_overlooked():
    part = AssignmentFactory(working=True)
    head, commune = UserFactory(head_of=part.agency), AgencyFactory(parent=part.agency)
    deeds = [
        actions.Split(part, head, title="Rà soát", shares=[actions.Share(commune)], due_on=None),
        actions.ReportProgress(part, head, text="Xong.", done_on=part.heard_on),
    ]
    refused = at_once(*(deed.execute for deed in deeds), expected=Refused)
    part.refresh_from_db()
    assert len(refused) == 1
    assert part.subtasks.exists() == (part.state == State.WORKING)


def test_the_page_on_the_life_of_a_task_says_what_the_table_says():
    page = (Path(settings.BASE_DIR) / "docs/features/life-of-a-task.md").read_text(encoding="utf-8")
    for what, line in life.LIFE.items():
        assert row(what, line) in page, row(what, line)


def row(what: What, line: life.Step) -> str:
    """One line of the table as the page has it."""

    def listed(values: Any) -> str:
        return ", ".join(sorted(one.value for one in values)) or "–"

    before = "any" if line.before == life.ANY else listed(line.before)
    to = line.to.value if line.to else "–"
    return (
        f"| {what.value} | {line.by.value} | {before} | {to} | {listed(line.asks)} | {listed(line.tells)} |"
    )
