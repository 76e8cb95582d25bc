"""Who is told of what, in the transaction in which it happens."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.actions import ChooseNotices
from notices.models import Letter, Notice
from notices.statuses import TOPIC_OF, TOPIC_OF_REPORT, TOPIC_OF_TURN, UNCHOSEN, Channel, Mail, Topic, Wish
from notices.writing import write
from tasks.actions import Accept, AskExtension, CancelTask, GiveTask, ReportProgress
from tasks.life import LIFE
from tasks.models import Assignment, Event
from tasks.statuses import What
from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def part():
    return AssignmentFactory(soon=True, state="assigned")


def told(what: str) -> set:
    return set(Notice.objects.on_site().filter(event__what=what).values_list("user", flat=True))


def test_an_agency_hears_of_its_task_and_nobody_of_their_own_doing(clerk):
    part = AssignmentFactory(task=TaskFactory(proposed=True))
    ours, head = UserFactory(focal_person=part.agency), UserFactory(head_of=part.agency)
    UserFactory(focal_person=AgencyFactory())
    GiveTask(part.task, clerk).execute()
    assert told(What.GIVEN) == {ours.pk, head.pk}
    other = UserFactory(secretary=True)
    Accept(part, ours).execute()
    assert told(What.ACCEPTED) == {clerk.pk, other.pk}


def test_the_lead_hears_what_its_coordinators_report(part, clerk):
    lead = UserFactory(focal_person=part.agency)
    beside = AssignmentFactory(task=part.task, coordinates=True, accepted=True)
    officer = UserFactory(focal_person=beside.agency)
    ReportProgress(beside, officer, text="Đã mở 2 lớp.").execute()
    assert told(What.PROGRESS) == {lead.pk, clerk.pk}


def test_what_happens_in_a_transaction_that_fails_was_told_to_nobody(part, clerk):
    officer = UserFactory(focal_person=part.agency, email="a@example.org")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        CancelTask(part.task, clerk, reason="Thôi.").execute()
        raise ZeroDivisionError
    assert not Notice.objects.filter(user=officer).exists()
    assert not Letter.objects.exists()


def test_each_hears_by_the_ways_they_chose(part, clerk):
    quiet, keen = UserFactory(secretary=True), UserFactory(secretary=True, email="keen@example.org")
    ChooseNotices(quiet, quiet, wishes={Topic.ASKED: Wish(False, Mail.NOW)}).execute()
    ChooseNotices(keen, keen, wishes={Topic.ASKED: Wish(True, Mail.NOW)}).execute()
    later = timezone.localdate() + timedelta(days=40)
    AskExtension(part, UserFactory(focal_person=part.agency), new_due_on=later, reason="Chờ.").execute()
    ways = Notice.objects.filter(event__what=What.ASKED).values_list("user", "channel")
    assert set(ways) == {(clerk.pk, Channel.SITE), (keen.pk, Channel.SITE), (keen.pk, Channel.MAIL)}
    assert Letter.objects.get().user_id == keen.pk


def test_those_who_left_or_whose_account_is_closed_hear_nothing(part, clerk):
    gone, closed = UserFactory(focal_person=part.agency), UserFactory(focal_person=part.agency)
    gone.memberships.update(valid_until=timezone.localdate() - timedelta(days=1))
    closed.is_active = False
    closed.save()
    CancelTask(part.task, clerk, reason="Thôi.").execute()
    assert told(What.CANCELLED) == set()


def test_a_task_for_thirty_agencies_is_told_in_as_many_questions_as_one_for_three(clerk):
    asked = []
    for number in (3, 30):
        task = TaskFactory(proposed=True)
        for part in AssignmentFactory.create_batch(number, task=task):
            UserFactory(focal_person=part.agency, email=f"{part.agency_id}@example.org")
        events = [Event(assignment=part, what=What.GIVEN, user=clerk) for part in task.assignments.all()]
        Event.objects.bulk_create(events)
        with CaptureQueriesContext(connection) as questions:
            write(events)
        assert Notice.objects.on_site().filter(event__in=events).count() == number
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 8


def test_a_notice_is_not_shown_once_its_reader_may_not_see_the_task(part, clerk):
    officer = UserFactory(focal_person=part.agency)
    CancelTask(AssignmentFactory(agency=part.agency).task, clerk, reason="Thôi.").execute()
    assert Notice.objects.waiting_for(officer) == 1, "who was told to do it is told that it is off"
    GiveTask(AssignmentFactory(agency=part.agency, task__proposed=True).task, clerk).execute()
    assert Notice.objects.waiting_for(officer) == 2
    Assignment.objects.get(events__what=What.GIVEN).task.document.unpublish()
    assert Notice.objects.waiting_for(officer) == 1


def test_every_event_that_is_told_has_a_topic_and_every_topic_a_default():
    assert set(TOPIC_OF) == {what for what, step in LIFE.items() if step.tells}
    told = {*TOPIC_OF.values(), *TOPIC_OF_REPORT.values(), *TOPIC_OF_TURN.values(), Topic.PAPER}
    assert told == set(UNCHOSEN) == set(Topic)
