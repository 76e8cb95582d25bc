"""Who hears of reporting rounds: asked, reminded, returned, received, closed; never what they may not see."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import User
from notices.models import Letter, Notice
from notices.sending import send_due
from notices.statuses import TOPIC_OF_REPORT, UNCHOSEN, LetterState
from notices.work import gather, remind_of_reports
from tasks.models import Report, ReportEvent
from tasks.reports.actions import AcceptReport, ReturnReport, SendReport, WithdrawReport
from tasks.reports.statuses import TELLS, ReportWhat
from tasks.rounds.actions import CloseRound, OpenRound
from tests.factories import AgencyFactory, ReportFactory, RoundFactory, SubstitutionFactory, UserFactory
from tests.notices.mail_server import free_port, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def today():
    return timezone.localdate()


def told(what: str) -> set:
    return set(Notice.objects.on_site().filter(report_event__what=what).values_list("user", flat=True))


def test_every_event_of_a_report_tells_somebody_under_a_topic():
    assert set(TELLS) == set(TOPIC_OF_REPORT) == set(ReportWhat)
    assert set(TOPIC_OF_REPORT.values()) <= set(UNCHOSEN)


def test_an_agency_hears_that_it_is_asked_and_others_do_not(clerk):
    agency, round_ = AgencyFactory(), RoundFactory(opened_at=None)
    officer, head = UserFactory(focal_person=agency), UserFactory(head_of=agency)
    UserFactory(focal_person=AgencyFactory())
    OpenRound(round_, clerk, agencies=[agency]).execute()
    assert told(ReportWhat.OPENED) == {officer.pk, head.pk}


def test_sent_goes_to_the_secretariat_returned_and_received_to_the_agency(clerk):
    report = ReportFactory()
    officer = UserFactory(focal_person=report.agency)
    SendReport(report, officer).execute()
    WithdrawReport(report, officer).execute()
    assert told(ReportWhat.SENT) == told(ReportWhat.WITHDRAWN) == {clerk.pk}
    SendReport(report, officer).execute()
    ReturnReport(report, clerk, reason="Thiếu số liệu.").execute()
    SendReport(report, officer).execute()
    AcceptReport(report, clerk).execute()
    assert told(ReportWhat.RETURNED) == told(ReportWhat.ACCEPTED) == {officer.pk}


def test_reminders_come_before_on_and_after_the_due_day_each_once(today):
    round_ = RoundFactory(opened_at=timezone.now() - timedelta(days=20))
    report = ReportFactory(round=round_)
    officer, head = UserFactory(focal_person=report.agency), UserFactory(head_of=report.agency)
    for day in range(-6, 9):
        for _twice in range(2):
            remind_of_reports(today + timedelta(days=3 + day))
    said = ReportEvent.objects.filter(report=report).order_by("pk").values_list("what", "days")
    assert list(said) == [
        ("reminded", -3),
        ("reminded", -1),
        ("reminded", 0),
        ("overdue", 1),
        ("overdue", 4),
        ("escalated", 4),
        ("overdue", 7),
        ("escalated", 7),
    ]
    assert told(ReportWhat.OVERDUE) == {officer.pk, head.pk}
    assert told(ReportWhat.ESCALATED) == {head.pk}


def test_who_stands_in_for_the_head_hears_what_the_head_hears(today):
    report = ReportFactory(round=RoundFactory(opened_at=timezone.now() - timedelta(days=20)))
    head = UserFactory(head_of=report.agency)
    away = SubstitutionFactory(agency=report.agency, officer=head)
    remind_of_reports(today + timedelta(days=7))
    assert told(ReportWhat.ESCALATED) == {head.pk, away.substitute.pk}


def test_who_has_sent_its_report_or_whose_round_is_closed_is_left_in_peace(today):
    sent = ReportFactory(round=RoundFactory(due_on=today + timedelta(days=1)))
    SendReport(sent, UserFactory(focal_person=sent.agency)).execute()
    ReportFactory(round=RoundFactory(closed=True))
    assert remind_of_reports(today) == 0


def test_the_database_refuses_the_same_reminder_twice():
    row = {"report": ReportFactory(), "what": ReportWhat.OVERDUE, "user": User.system(), "days": 1}
    ReportEvent.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportEvent.objects.create(**row)


def test_a_round_that_closes_is_told_to_silent_agencies_and_to_the_secretariat(clerk, client):
    round_ = RoundFactory()
    silent, sent = ReportFactory(round=round_), ReportFactory(round=round_)
    officer = UserFactory(focal_person=silent.agency)
    SendReport(sent, UserFactory(focal_person=sent.agency)).execute()
    CloseRound(round_, UserFactory(secretary=True)).execute()
    assert told(ReportWhat.CLOSED) == {officer.pk}
    assert Notice.objects.on_site().filter(closed_round=round_, user=clerk).count() == 1
    client.force_login(clerk)
    notice = Notice.objects.on_site().get(closed_round=round_, user=clerk)
    assert "Kỳ báo cáo đã đóng" in client.get("/thong-bao/").content.decode()
    assert client.get(f"/thong-bao/{notice.pk}/")["Location"] == f"/admin/bao-cao-ky/{round_.pk}/"


def test_who_left_the_agency_sees_no_notice_and_gets_no_letter(clerk, client):
    agency = AgencyFactory()
    officer = UserFactory(focal_person=agency, email="hanh@example.org")
    OpenRound(RoundFactory(opened_at=None, title="Báo cáo kín"), clerk, agencies=[agency]).execute()
    officer.memberships.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert send_due() == 0
    assert Letter.objects.get().state == LetterState.WITHHELD
    assert mail.outbox == []
    client.force_login(officer)
    assert "Báo cáo kín" not in client.get("/thong-bao/").content.decode()


def test_a_letter_names_the_report_and_leads_to_its_form(clerk):
    agency = AgencyFactory(short_name="Sở Nội vụ")
    UserFactory(focal_person=agency, email="hanh@example.org")
    OpenRound(RoundFactory(opened_at=None, title="Báo cáo đợt cao điểm"), clerk, agencies=[agency]).execute()
    assert send_due() == 1
    letter = mail.outbox[0]
    assert letter.subject == "Sở Nội vụ được yêu cầu gửi báo cáo"
    assert "Báo cáo đợt cao điểm" in letter.body
    assert f"/viec/bao-cao-ky/{Report.objects.get().pk}/" in letter.body


def test_the_digest_counts_reports_beside_tasks(today):
    report = ReportFactory(
        agency__short_name="Sở Nội vụ",
        round=RoundFactory(
            first=today - timedelta(days=40),
            last=today - timedelta(days=3),
            due_on=today - timedelta(days=2),
        ),
    )
    UserFactory(focal_person=report.agency, email="hanh@example.org")
    assert remind_of_reports(today) == 1
    gather(today)
    send_due()
    assert mail.outbox[0].subject == f"Sở Nội vụ: 1 báo cáo kỳ quá hạn ({today:%d/%m/%Y})"


def test_a_mail_server_that_refuses_the_connection_loses_nothing_and_nothing_leaves_twice(settings, clerk):
    port = free_port()
    with mail_server(settings, port):
        pass
    agencies = [AgencyFactory() for _each in range(3)]
    for number, agency in enumerate(agencies):
        UserFactory(focal_person=agency, email=f"a{number}@example.org")
    OpenRound(RoundFactory(opened_at=None), clerk, agencies=agencies).execute()
    assert send_due() == 0
    assert Letter.objects.filter(state=LetterState.WAITING).count() == 3
    cache.clear()
    Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    with mail_server(settings, port) as server:
        assert [send_due(), send_due()] == [3, 0]
        assert sorted(letter["To"] for letter in server.letters) == [f"a{n}@example.org" for n in range(3)]


KILLED = """
import sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.utils import timezone
from notices.work import remind_of_reports
from tasks.rounds.effects import report_events_noted
told = []
def hang(events):
    told.append(events)
    if len(told) == 2:
        print("hanging", flush=True)
        time.sleep(60)
report_events_noted.add(hang)
remind_of_reports(timezone.localdate())
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_the_reminders_says_each_once(today):
    for _each in range(3):
        report = ReportFactory(round=RoundFactory(due_on=today + timedelta(days=1)))
        UserFactory(focal_person=report.agency)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, connection.settings_dict["NAME"]],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"hanging\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert Notice.objects.on_site().count() == 1
    assert remind_of_reports(today) == 2
    assert Notice.objects.on_site().count() == ReportEvent.objects.count() == 3


def test_telling_many_agencies_costs_as_many_questions_as_telling_one(clerk):
    def asked(number: int) -> int:
        round_ = RoundFactory(opened_at=None)
        agencies = [AgencyFactory() for _each in range(number)]
        for agency in agencies:
            UserFactory(focal_person=agency, email=f"n{agency.pk}@example.org")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            OpenRound(round_, clerk, agencies=agencies).execute()
        return len(queries)

    asked(1)
    assert asked(1) == asked(8)
