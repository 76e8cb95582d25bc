"""Who must act on a paper is told, and so is whoever waits for the outcome."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from documents.actions import Agree, ChangeCirculation, DecideWidening, Return
from documents.archive.disposal import ApproveDisposal, ProposeDisposal, ReturnDisposal
from documents.models import Disposal, Widening
from notices.matters import matter_of
from notices.models import Letter, Notice
from notices.statuses import Turn
from tests.documents.test_outgoing import browser, draft, number, people, step_of, submit
from tests.factories import AgencyFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
__all__ = ["draft", "people"]


def shown(person: Any) -> list[str]:
    """What this person's list of notices says, the oldest first."""
    return [notice.turn.what for notice in Notice.objects.visible_to(person).on_site().order_by("pk")]


def test_each_step_tells_its_people_and_the_drafter_of_the_outcome(people, draft):
    submit(draft, people)
    assert shown(people["lawyer"]) == [Turn.WAITS]
    assert shown(people["signer"]) == []
    Agree(step_of(draft), people["lawyer"]).execute()
    assert shown(people["lawyer"]) == [], "what was done waits no longer"
    assert shown(people["signer"]) == [Turn.WAITS]
    Return(step_of(draft), people["signer"], comment="Thiếu căn cứ.").execute()
    assert shown(people["clerk"]) == [Turn.AGREED, Turn.RETURNED]
    told = Notice.objects.visible_to(people["clerk"]).on_site().listed()[0]
    matter = matter_of(told, people["clerk"])
    assert (matter.reason, draft.subject in matter.title) == ("Thiếu căn cứ.", True)


def test_the_list_opens_the_step_and_shows_it_to_nobody_else(people, draft):
    submit(draft, people)
    notice = Notice.objects.on_site().get(user=people["lawyer"])
    page = browser(people["lawyer"]).get("/thong-bao/")
    assert draft.subject in page.content.decode()
    opened = browser(people["lawyer"]).get(f"/thong-bao/{notice.pk}/")
    assert opened.url == f"/trinh-ky/{step_of(draft).pk}/"
    step = step_of(draft).task.specific
    step.people.remove(people["lawyer"])
    assert shown(people["lawyer"]) == []
    assert browser(people["lawyer"]).get(f"/thong-bao/{notice.pk}/").status_code == 404


def test_the_drafter_hears_of_the_issue(people, draft):
    drafter = UserFactory(secretary=True)
    submit(draft, {**people, "clerk": drafter})
    for person in ("lawyer", "signer"):
        Agree(step_of(draft), people[person]).execute()
    number(draft, people["clerk"])
    assert shown(drafter)[-1] == Turn.ISSUED


def test_a_request_for_wider_circulation_waits_with_the_others_of_the_secretariat(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    asker = UserFactory(secretary=True, email="a@example.org")
    other, focal = UserFactory(secretary=True), UserFactory()
    paper = DocumentFactory(circulation="internal", first_published_at=timezone.now())
    ChangeCirculation(paper, asker, circulation="public", reason="Cần phổ biến.").execute()
    assert (shown(other), shown(asker), shown(focal)) == ([Turn.ASKED], [], [])
    DecideWidening(Widening.objects.get(), other, granted=False, answer="Chưa được.").execute()
    assert (shown(other), shown(asker)) == ([], [Turn.REFUSED])
    assert not Letter.objects.exists(), "the outcome goes into the digest until somebody chooses"


def test_a_list_for_disposal_waits_with_the_others_of_the_secretariat_and_its_author_hears_the_outcome():
    author, other = UserFactory(secretary=True), UserFactory(secretary=True)
    row = Disposal.objects.create(
        agency=AgencyFactory(), year=2026, number=1, as_of=timezone.localdate(), opened_by=author
    )
    ProposeDisposal(row, author).execute()
    assert (shown(other), shown(author)) == ([Turn.PROPOSED], [])
    page = browser(other).get("/thong-bao/").content.decode()
    assert "01/BB-TH (2026)" in page
    opened = browser(other).get(f"/thong-bao/{Notice.objects.on_site().get(user=other).pk}/")
    assert opened.url == f"/admin/het-gia-tri/{row.pk}/"
    ReturnDisposal(row, other, answer="Thiếu văn bản năm 2015.").execute()
    assert (shown(other), shown(author)) == ([], [Turn.GIVEN_BACK])
    told = Notice.objects.visible_to(author).on_site().listed()[0]
    assert matter_of(told, author).reason == "Thiếu văn bản năm 2015."
    ProposeDisposal(row, author).execute()
    ApproveDisposal(row, other).execute()
    assert shown(author)[-1] == Turn.APPROVED


def test_where_one_clerk_is_alone_the_administrator_is_the_second_person():
    author, administrator = UserFactory(secretary=True), UserFactory(administrator=True)
    row = Disposal.objects.create(
        agency=AgencyFactory(), year=2026, number=1, as_of=timezone.localdate(), opened_by=author
    )
    ProposeDisposal(row, author).execute()
    assert shown(administrator) == [Turn.PROPOSED]
