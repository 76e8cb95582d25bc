"""Letters and a real mail server that refuses, hangs and dies: nothing is lost, nothing leaves twice."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from notices.models import Letter, Notice
from notices.sending import LEASE, send_due
from notices.statuses import LetterState
from tasks.actions import AddPart, CancelTask
from tasks.statuses import Part
from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory
from tests.killing import script
from tests.notices.mail_server import free_port, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server(settings) as behaviour:
        yield behaviour


def write_letters(*addresses: str) -> None:
    """One task for one agency; each of its people gets a letter at once."""
    agency = AgencyFactory()
    for address in addresses:
        UserFactory(focal_person=agency, email=address)
    AddPart(TaskFactory(), UserFactory(secretary=True), agency=agency, part=Part.LEAD).execute()


def later() -> None:
    """The pauses are over."""
    cache.clear()
    Letter.objects.filter(state=LetterState.WAITING).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_letter_arrives_in_vietnamese_with_its_link_and_is_marked(server):
    write_letters("hanh@example.org")
    assert send_due() == 1
    letter = server.letters[0]
    text = letter.get_payload(decode=True).decode()
    assert letter["To"] == "hanh@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert f"/viec/{Notice.objects.first().event.assignment_id}/" in text
    kept = Letter.objects.get()
    assert (kept.state, [kept.message_id]) == (LetterState.SENT, server.ids)
    assert Notice.objects.get(channel="mail").sent_at
    later()
    assert send_due() == 0


def test_a_server_that_is_down_loses_nothing(settings):
    port = free_port()
    with mail_server(settings, port):
        pass
    write_letters("a@example.org", "b@example.org")
    assert send_due() == 0
    assert send_due() == 0, "the server rests"
    assert Letter.objects.stuck().count() == 1
    later()
    with mail_server(settings, port) as server:
        assert send_due() == 2
        assert len(set(server.ids)) == 2


def test_a_server_that_hangs_is_left_after_its_time_and_asked_again(server):
    write_letters("a@example.org")
    server.hangs = 30
    begun = time.monotonic()
    assert send_due() == 0
    assert time.monotonic() - begun < 10
    server.hangs = 0
    later()
    assert send_due() == 1
    assert len(server.letters) == 1


def test_a_server_that_dies_in_the_middle_is_asked_again(server):
    write_letters("a@example.org")
    server.dies = True
    assert send_due() == 0
    server.dies = False
    later()
    assert send_due() == 1
    assert server.ids == [Letter.objects.get().message_id]


def test_one_address_the_server_does_not_know_keeps_no_other_from_its_letter(server):
    server.refused = {"nobody@example.org"}
    write_letters("nobody@example.org", "a@example.org")
    assert send_due() == 1
    failed = Letter.objects.get(state=LetterState.FAILED)
    assert "550" in failed.error
    later()
    assert send_due() == 0


def test_a_letter_refused_for_now_is_tried_again_with_growing_pauses(server):
    write_letters("a@example.org")
    server.says = "451 later"
    send_due()
    first = Letter.objects.get().due_at - timezone.now()
    later()
    send_due()
    assert Letter.objects.get().due_at - timezone.now() > first * 1.5
    server.says = "250 OK"
    later()
    assert send_due() == 1


def test_after_five_days_a_letter_is_given_up(server):
    write_letters("a@example.org")
    Letter.objects.update(written_at=timezone.now() - timedelta(days=6))
    server.says = "451 later"
    send_due()
    assert Letter.objects.get().state == LetterState.FAILED


def test_nothing_is_sent_of_what_the_reader_may_not_see_when_it_leaves(server):
    write_letters("a@example.org")
    Notice.objects.first().event.assignment.task.document.unpublish()
    assert send_due() == 0
    assert Letter.objects.get().state == LetterState.WITHHELD
    assert not server.letters


def test_without_a_mail_server_no_letters_pile_up(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    write_letters("a@example.org")
    assert not Letter.objects.exists()
    assert Notice.objects.on_site().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(server):
    write_letters(*(f"{number}@example.org" for number in range(12)))
    together, sent = Barrier(2), []

    def worker():
        together.wait()
        sent.append(send_due())
        connections.close_all()

    both = [Thread(target=worker) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sum(sent) == 12 == len(set(server.ids)) == len(server.ids)


WORKER = """
from notices.sending import send_due
print("sending", flush=True)
send_due()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_leaves_a_letter_that_another_sends_once(server, settings):
    write_letters("a@example.org")
    server.hangs = 60
    work = script(
        WORKER,
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=settings.EMAIL_PORT,
        EMAIL_TIMEOUT=60,
    )
    with subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "sending"
        until = time.monotonic() + 20
        while not Letter.objects.get().attempts and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert not server.letters
    server.hangs = 0
    assert send_due() == 0, "the lease still holds: nobody may take the letter yet"
    assert Letter.objects.get().due_at > timezone.now() + LEASE - timedelta(minutes=1)
    later()
    assert send_due() == 1
    assert server.ids == [Letter.objects.get().message_id]


def test_a_cancelled_task_is_told_with_its_reason(server):
    part = AssignmentFactory()
    UserFactory(focal_person=part.agency, email="a@example.org")
    CancelTask(part.task, UserFactory(secretary=True), reason="Kế hoạch được thay thế.").execute()
    assert send_due() == 1
    assert "Kế hoạch được thay thế." in server.letters[0].get_payload(decode=True).decode()
