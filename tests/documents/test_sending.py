"""Issued papers reach their recipients, and are corrected, replaced or called back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.actions import Refused
from agencies.models import GroupMember
from documents.actions import Acknowledge, Distribute, DraftAnother, Recall, SendAgain, TakeNumber
from documents.force import status_of
from documents.models import Distribution, DocumentPage, DocumentRelation
from documents.outgoing.sending import proposed
from documents.statuses import Circulation, Force
from notices.models import Notice
from search.models import Row
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, RegisterFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db


def issue(clerk, **values) -> DocumentPage:
    paper = DocumentFactory(
        live=False,
        number=None,
        **{"issued_on": timezone.localdate(), "text": "1. Các sở tuyên truyền.", **values},
    )
    paper.save_revision(user=clerk)
    TakeNumber(paper, clerk, register=RegisterFactory(), key=uuid4()).execute()
    paper.get_latest_revision().publish(user=clerk)
    return DocumentPage.objects.get(pk=paper.pk)


def test_the_recipients_written_on_the_paper_are_proposed_and_a_group_is_its_members(clerk):
    police, women = AgencyFactory(name="Công an tỉnh"), AgencyFactory(name="Hội Phụ nữ")
    group = AgencyFactory(name="UBND các huyện", group=True)
    GroupMember.objects.create(group=group, agency=women)
    paper = issue(clerk, recipients="- Công an tỉnh;\n- UBND các huyện;\n- Báo Thanh Hóa;\n- Lưu: VT.")
    found = proposed(paper)
    assert set(found.agencies) == {police, women}
    assert found.outside == ["Báo Thanh Hóa"]


def test_an_agency_opens_what_was_sent_to_it_and_acknowledges_it(clerk):
    agency = AgencyFactory()
    officer, paper = UserFactory(focal_person=agency), issue(clerk)
    Distribute(paper, clerk, agencies=[agency], outside=["Báo Thanh Hóa"]).execute()
    client = signed_in(officer)
    assert Notice.objects.get(user=officer).paper == paper
    assert "1 chưa mở" in client.get(reverse("home:desk")).content.decode()
    client.get(reverse("documents:permanent", args=[paper.pk]), follow=True)
    row = Distribution.objects.get(agency=agency)
    assert (row.opened_by_id, row.acknowledged_at) == (officer.pk, None)
    client.post(reverse("home:received_acknowledge", args=[row.pk]))
    row.refresh_from_db()
    assert row.acknowledged_by_id == officer.pk
    page = signed_in(clerk).get(reverse("documents_send", args=[paper.pk])).content.decode()
    assert officer.get_full_name() in page
    assert "Ngoài hệ thống" in page


def test_nobody_acknowledges_for_another_agency(clerk):
    agency, paper = AgencyFactory(), issue(clerk)
    Distribute(paper, clerk, agencies=[agency]).execute()
    with pytest.raises(PermissionDenied):
        Acknowledge(Distribution.objects.get(), UserFactory(focal_person=AgencyFactory())).execute()


def test_nothing_is_sent_twice_or_before_its_issue_or_to_those_who_may_not_read_it(clerk):
    agency, paper = AgencyFactory(), issue(clerk)
    Distribute(paper, clerk, agencies=[agency, agency]).execute()
    with pytest.raises(Refused):
        Distribute(paper, clerk, agencies=[agency]).execute()
    with pytest.raises(Refused):
        Distribute(DocumentFactory(live=False, number=None), clerk, agencies=[agency]).execute()
    secret = issue(clerk, circulation=Circulation.RESTRICTED)
    with pytest.raises(Refused):
        Distribute(secret, clerk, agencies=[agency]).execute()


def test_it_is_sent_again_to_those_who_have_not_opened_it(clerk):
    paper = issue(clerk)
    Distribute(paper, clerk, agencies=[AgencyFactory(), AgencyFactory()]).execute()
    first = Distribution.objects.first()
    Distribution.objects.filter(pk=first.pk).update(opened_at=timezone.now())
    assert SendAgain(paper, clerk).execute() == 1
    assert Recall(paper, clerk, on=timezone.localdate(), reason="Sai.").execute().recalled_on
    assert Distribution.objects.exclude(resent_at=None).get() != first


def test_the_list_of_an_agency_costs_the_same_however_long(clerk, django_assert_max_num_queries):
    agency = AgencyFactory()
    client = signed_in(UserFactory(focal_person=agency))
    Distribute(issue(clerk), clerk, agencies=[agency]).execute()
    client.get(reverse("home:received"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("home:received"))
    for _ in range(4):
        Distribute(issue(clerk), clerk, agencies=[agency]).execute()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("home:received"))


def test_a_recalled_paper_keeps_its_page_with_the_reason_and_loses_text_and_files(clerk):
    agency = AgencyFactory()
    paper = issue(clerk)
    Distribute(paper, clerk, agencies=[agency]).execute()
    answer = signed_in(clerk).post(
        reverse("documents_recall", args=[paper.pk]),
        {"on": f"{timezone.localdate():%d/%m/%Y}", "reason": "Sai thẩm quyền."},
    )
    assert answer.status_code == 302
    paper = DocumentPage.objects.get(pk=paper.pk)
    page = Client().get(paper.get_url()).content.decode()
    assert "Sai thẩm quyền." in page
    assert "Đã thu hồi" in page
    assert "tuyên truyền" not in page
    assert not Row.objects.filter(document_id=paper.pk, kind=Row.Kind.CLAUSE).exists()
    assert Row.objects.get(document_id=paper.pk).life[-1].endswith(Force.WITHDRAWN)
    assert status_of(paper).force == Force.WITHDRAWN
    assert status_of(paper, timezone.localdate() - timedelta(days=400)).force != Force.WITHDRAWN
    desk = signed_in(UserFactory(focal_person=agency)).get(reverse("home:received")).content.decode()
    assert "Báo đã hủy, trả lại" in desk
    with pytest.raises(Refused):
        Recall(paper, clerk, on=timezone.localdate(), reason="Lại.").execute()
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(recalled_on=None)


def test_a_recall_needs_a_reason_and_a_day_that_can_be(clerk):
    paper = issue(clerk, issued_on=date(2026, 3, 5))
    for on, reason in ((date(2026, 3, 5), " "), (date(2026, 3, 4), "x"), (date(2099, 1, 1), "x")):
        with pytest.raises(Refused):
            Recall(paper, clerk, on=on, reason=reason).execute()


def test_a_correction_is_a_letter_and_a_replacement_a_paper_of_equal_form(clerk):
    paper = issue(clerk)
    DocumentTypeFactory(name="Công văn", abbreviation="")
    letter = DraftAnother(paper, clerk, relation="corrects").execute()
    assert (letter.type.name, letter.relations.get().kind) == ("Công văn", "corrects")
    assert letter.subject.startswith("Đính chính Kế hoạch số 01/KH-BCĐ")
    assert DraftAnother(paper, clerk, relation="corrects").execute() == letter  # a second click
    other = DraftAnother(paper, clerk, relation="replaces").execute()
    TakeNumber(other, clerk, register=RegisterFactory(), key=uuid4()).execute()
    DocumentPage.objects.get(pk=other.pk).get_latest_revision().publish(user=clerk)
    assert status_of(paper).force == Force.REPLACED


@pytest.mark.parametrize(
    ("name", "abbreviation", "allowed"),
    [
        ("Kế hoạch", "KH", True),
        ("Quyết định", "QĐ", True),
        ("Công văn", "", False),
        ("Giấy mời", "GM", False),
    ],
)
def test_a_plan_is_replaced_by_a_plan_or_higher(clerk, name, abbreviation, allowed):
    old = issue(clerk)
    kind = DocumentTypeFactory(name=name, abbreviation=abbreviation)
    new = DocumentFactory(
        live=False, number=None, type=kind, symbol=f"{abbreviation}-BCĐ" if abbreviation else "BCĐ-VP"
    )
    new.relations = [DocumentRelation(kind="replaces", target=old)]
    new.save_revision(user=clerk)
    take = TakeNumber(new, clerk, register=RegisterFactory(), key=uuid4(), on=timezone.localdate())
    if allowed:
        assert take.execute().number == 2
    else:
        with pytest.raises(Refused, match="hình thức tương đương"):
            take.execute()
