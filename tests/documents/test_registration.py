"""What publishing a text gives: clauses with addresses, references that find their paper sooner or later."""

from datetime import date

import pytest

from documents.force import lives, status_of
from documents.models import DocumentPage, DocumentRelation, DocumentType, Reference
from documents.statuses import Force, Relation
from tests.factories import AgencyFactory, DocumentFactory

pytestmark = pytest.mark.django_db

TEXT = """Số: 15/KH-BCĐ
Thanh Hoá, ngày 05 tháng 3 năm 2012
KẾ HOẠCH
Phòng, chống ma túy

Căn cứ Kế hoạch số 61/KH-UBND ngày 02/11/2011 của UBND tỉnh về phòng, chống ma túy, Ban chỉ đạo lập kế hoạch.

I. MỤC ĐÍCH
1. Nâng cao nhận thức của nhân dân.
II. NỘI DUNG
1. Công tác tuyên truyền
- Sở Tư pháp chủ trì tuyên truyền theo Kế hoạch số 61/KH-UBND.
- Công an tỉnh phối hợp thực hiện.
"""


def test_every_clause_of_a_published_paper_has_its_address():
    paper = DocumentFactory(text=TEXT)
    anchors = list(paper.clauses.values_list("anchor", flat=True))
    assert anchors == [
        "mo-dau",
        "muc-i",
        "muc-i-1",
        "muc-ii",
        "muc-ii-1",
        "muc-ii-1-gach-1",
        "muc-ii-1-gach-2",
    ]
    clause = paper.clauses.get(anchor="muc-ii-1-gach-1")
    assert clause.text == "Sở Tư pháp chủ trì tuyên truyền theo Kế hoạch số 61/KH-UBND."
    assert paper.text[clause.start : clause.end].lstrip("- ") == clause.text


def test_the_addresses_of_a_law_are_those_people_cite():
    text = "Điều 5. Chính sách\n1. Một.\n2. Hai:\nd) bốn;\nđ) năm.\nĐiều 5a. Thêm\n1. Một."
    anchors = list(DocumentFactory(text=text).clauses.values_list("anchor", flat=True))
    assert anchors == [
        "dieu-5",
        "dieu-5-khoan-1",
        "dieu-5-khoan-2",
        "dieu-5-khoan-2-diem-d",
        "dieu-5-khoan-2-diem-dd",
        "dieu-5a",
        "dieu-5a-khoan-1",
    ]


def test_a_clause_keeps_its_address_when_another_changes():
    paper = DocumentFactory(text=TEXT)
    before = set(paper.clauses.values_list("anchor", flat=True))
    paper.text = TEXT.replace("Nâng cao nhận thức của nhân dân.", "Nâng cao nhận thức, trách nhiệm.")
    paper.save()
    assert set(paper.clauses.values_list("anchor", flat=True)) == before


def test_a_citation_of_a_paper_not_held_waits_and_finds_it_when_it_is_registered():
    plan = DocumentFactory(text=TEXT)
    reference = plan.references.get()
    assert (reference.key, reference.target, reference.kind) == ("61/kh-ubnd", None, Relation.LEGAL_BASIS)
    assert reference.mentions == 2
    cited = DocumentFactory(number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2), issuer=AgencyFactory())
    reference.refresh_from_db()
    assert reference.target == cited


def test_a_paper_of_another_day_with_the_same_symbol_is_not_the_cited_one():
    plan = DocumentFactory(text=TEXT)
    DocumentFactory(number=61, symbol="KH-UBND", issued_on=date(2015, 1, 9))
    assert plan.references.get().target is None


def test_a_paper_of_another_issuer_with_the_same_symbol_is_not_the_cited_one():
    province = AgencyFactory(name="UBND tỉnh")
    plan = DocumentFactory(text=TEXT)
    DocumentFactory(number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2), issuer=AgencyFactory())
    assert plan.references.get().target is None
    right = DocumentFactory(number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2), issuer=province)
    assert plan.references.get().target == right


def test_a_withdrawn_paper_cites_nothing_and_has_no_clauses():
    paper = DocumentFactory(text=TEXT)
    paper.unpublish()
    assert not Reference.objects.filter(document=paper).exists()
    assert not paper.clauses.exists()


def law(number, symbol, issued, effective, **values):
    return DocumentFactory(
        type=DocumentType.objects.get(name="Luật"),
        number=number,
        symbol=symbol,
        issued_on=issued,
        effective_on=effective,
        **values,
    )


def test_the_status_of_a_law_depends_on_the_day_asked_about():
    old = law(66, "QH12", date(2011, 3, 29), date(2012, 1, 1))
    new = law(53, "QH15", date(2024, 11, 28), date(2025, 7, 1), relations=[
        DocumentRelation(kind=Relation.REPLACES, target=old)
    ])  # fmt: skip
    assert status_of(old, date(2011, 6, 1)).force == Force.NOT_YET
    assert status_of(old, date(2020, 6, 1)).force == Force.IN_FORCE
    assert status_of(new, date(2025, 6, 30)).force == Force.NOT_YET
    ended = status_of(old, date(2025, 7, 1))
    assert (ended.force, ended.since, ended.by.pk) == (Force.ENDED, date(2025, 7, 1), new.pk)


def test_a_law_changed_in_one_provision_only_is_still_partly_in_force():
    old = law(66, "QH12", date(2011, 3, 29), date(2012, 1, 1))
    law(53, "QH15", date(2024, 11, 28), date(2025, 7, 1), relations=[
        DocumentRelation(kind=Relation.REPEALS, target=old, provision="Điều 5")
    ])  # fmt: skip
    assert status_of(old, date(2026, 1, 1)).force == Force.PARTLY


def test_a_plan_has_no_legal_status_but_a_term():
    plan = DocumentFactory(expires_on=date(2012, 12, 31))
    assert status_of(plan, date(2012, 6, 1)).force == Force.RUNNING
    assert status_of(plan, date(2013, 1, 1)).force == Force.EXPIRED


def test_what_nobody_has_issued_is_a_draft_and_not_being_carried_out():
    draft = DocumentFactory(live=False, issued_on=None, number=None)
    assert status_of(draft).force == Force.DRAFT
    assert lives([draft])[draft.pk] == [(date.min, Force.DRAFT)]
    draft.issued_on = date(2026, 11, 2)
    assert status_of(draft, date(2026, 11, 3)).force == Force.RUNNING


def test_the_printed_form_follows_the_family_of_the_type():
    assert law(66, "QH12", date(2011, 3, 29), None).code == "66/2011/QH12"
    party = DocumentFactory(type=DocumentType.objects.get(name="Chỉ thị của Đảng"), number=48, symbol="CT/TW")
    assert (party.code, party.key) == ("48-CT/TW", "48-ct/tw")
    assert DocumentFactory(number=7).code == "07/KH-BCĐ"
    assert (
        DocumentPage(printed="66.18/2026/NQ-CP", type=DocumentType(name="Nghị quyết")).code
        == "66.18/2026/NQ-CP"
    )
