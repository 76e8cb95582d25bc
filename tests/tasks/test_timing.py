"""One rule of timing, written twice: for one row in Python, for lists in the database."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.models import Assignment
from tasks.statuses import SOON_DAYS, State, Timing
from tasks.timing import timing_of
from tests.factories import AssignmentFactory

TODAY = date(2026, 11, 23)
DAYS = st.one_of(st.none(), st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days)))


@pytest.mark.parametrize(
    ("state", "due", "done", "timing"),
    [
        (State.WORKING, None, None, Timing.UNDATED),
        (State.WORKING, TODAY, None, Timing.SOON),
        (State.WORKING, TODAY - timedelta(days=1), None, Timing.OVERDUE),
        (State.ASSIGNED, TODAY + timedelta(days=SOON_DAYS), None, Timing.SOON),
        (State.ACCEPTED, TODAY + timedelta(days=SOON_DAYS + 1), None, Timing.RUNNING),
        (State.CONFIRMED, TODAY, TODAY, Timing.DONE_ON_TIME),
        (State.REPORTED, TODAY - timedelta(days=2), TODAY - timedelta(days=1), Timing.DONE_LATE),
        (State.CONFIRMED, None, TODAY, Timing.DONE_UNDATED),
        (State.PAUSED, TODAY - timedelta(days=9), None, Timing.STOPPED),
    ],
)
def test_how_work_stands_on_a_day(state, due, done, timing):
    assert timing_of(Assignment(state=state, due_on=due, done_on=done), TODAY) == timing


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=st.sampled_from(list(State)), due=DAYS, done=DAYS)
def test_a_list_and_a_page_never_disagree(state, due, done):
    if state in {State.REPORTED, State.CONFIRMED} and done is None:
        done = TODAY
    part = AssignmentFactory(state=state, due_on=due, done_on=done)
    listed = Assignment.objects.with_timing(TODAY).get(pk=part.pk)
    assert listed.timing == timing_of(part, TODAY)
