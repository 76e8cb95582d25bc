"""What is said of an agency's part in a task on a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from tasks.marks import mark_of, marks_of, tally
from tasks.models import Assignment, Task
from tasks.statuses import Deadline, State

TODAY = date(2026, 11, 23)


def part(state: State, due: int | None = None, done: int | None = None, **task: Any) -> Assignment:
    """A part whose date lies so many days from today."""

    def day(shift: int | None) -> date | None:
        return None if shift is None else TODAY + timedelta(days=shift)

    return Assignment(task=Task(title="Việc", **task), state=state, due_on=day(due), done_on=day(done))


@pytest.mark.parametrize(
    ("assignment", "family"),
    [
        (part(State.ASSIGNED, 30), "grey"),
        (part(State.ASSIGNED, -54), "red"),
        (part(State.WORKING, -1), "red"),
        (part(State.WORKING, 0), "amber"),
        (part(State.WORKING, 5), "amber"),
        (part(State.WORKING, 60), "blue"),
        (part(State.WORKING), "blue"),
        (part(State.WORKING, deadline=Deadline.REGULAR), "grey"),
        (part(State.REPORTED, -3, -5), "violet"),
        (part(State.CONFIRMED, 3, 1), "green"),
        (part(State.CONFIRMED, -9, -2), "green"),
        (part(State.REFUSED, 30), "violet"),
        (part(State.SENT_BACK, 30), "amber"),
        (part(State.PAUSED, -3), "grey"),
        (part(State.CANCELLED, -3), "red"),
    ],
)
def test_trouble_is_told_first(assignment: Assignment, family: str) -> None:
    mark = mark_of(assignment, TODAY)
    assert mark.family == family
    assert str(mark.words)


def test_lateness_hides_nothing_of_what_the_part_waits_for() -> None:
    late_and_returned = marks_of(part(State.SENT_BACK, -54), TODAY)
    assert [mark.family for mark in late_and_returned] == ["red", "amber"]
    assert len(marks_of(part(State.ASSIGNED, 5), TODAY)) == 2
    assert len(marks_of(part(State.REPORTED, -3, -5), TODAY)) == 1


def test_lateness_is_told_in_days() -> None:
    assert "54" in str(mark_of(part(State.WORKING, -54), TODAY).words)
    assert "7" in str(mark_of(part(State.CONFIRMED, -9, -2), TODAY).words)


def test_finished_work_is_quiet() -> None:
    assert mark_of(part(State.CONFIRMED, 3, 1), TODAY).quiet


def test_many_parts_are_told_as_counts_trouble_first() -> None:
    parts = [part(State.CONFIRMED, 3, 1), *[part(State.WORKING, 60)] * 30, part(State.WORKING, -2)]
    told = tally(parts, TODAY)
    assert [(mark.family, count) for mark, count in told] == [("red", 1), ("blue", 30), ("green", 1)]
    assert tally([], TODAY) == []
