"""What the public reads of papers: the list of a section and the page of a paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from documents.models import (
    Clause,
    DocumentFile,
    DocumentPage,
    Reference,
    SectionPage,
    StoredFile,
)
from documents.statuses import Circulation, Relation
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    TaskFactory,
    UserFactory,
    section_page,
)

pytestmark = pytest.mark.django_db

TEXT = """KẾ HOẠCH
Phòng, chống tội phạm mua bán người năm 2012

Căn cứ Kế hoạch số 61/KH-UBND ngày 02/11/2011 của UBND tỉnh; Kế hoạch số 04/KH-BCA-C41;

I. MỤC ĐÍCH, YÊU CẦU

1. Triển khai <b>Kế hoạch số 61/KH-UBND</b>.

TM. BAN CHỈ ĐẠO"""


@pytest.fixture
def section() -> SectionPage:
    return section_page()


@pytest.fixture
def paper() -> type[DocumentFactory]:
    return DocumentFactory


@pytest.fixture
def plan(paper: Any) -> DocumentPage:
    """Kế hoạch 15 with two clauses and two citations, one of a paper held here."""
    made: DocumentPage = paper(number=15, text=TEXT, expires_on=date(2012, 12, 31))
    Clause.objects.filter(document=made).delete()
    Reference.objects.filter(document=made).delete()
    base = paper(number=61, symbol="KH-UBND", subject="Chương trình hành động", issued_on=date(2011, 11, 3))
    heading, first = made.text.index("I. MỤC"), made.text.index("1. Triển")
    end = made.text.index("TM. BAN")
    Clause.objects.create(
        document=made,
        anchor="muc-i",
        kind="section",
        label="I",
        path="I",
        heading="MỤC ĐÍCH, YÊU CẦU",
        start=heading,
        end=end,
        order=1,
    )
    Clause.objects.create(
        document=made,
        anchor="muc-i-1",
        kind="point",
        level=1,
        label="1",
        path="I.1",
        start=first,
        end=end,
        order=2,
    )
    places = [[found.start(), found.end()] for found in re.finditer("Kế hoạch số 61/KH-UBND", made.text)]
    dangling = made.text.index("Kế hoạch số 04")
    Reference.objects.create(
        document=made,
        target=base,
        kind=Relation.LEGAL_BASIS,
        as_written="61/KH-UBND",
        dated=date(2011, 11, 2),
        spans=places,
    )
    Reference.objects.create(
        document=made,
        kind=Relation.CITED,
        as_written="04/KH-BCA-C41",
        spans=[[dangling, dangling + len("Kế hoạch số 04/KH-BCA-C41")]],
    )
    return made


def read(client: Client, page: Page, **query: str) -> str:
    response = client.get(page.get_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_reader_gets_the_whole_text_with_an_address_for_every_clause(
    client: Client, plan: DocumentPage
) -> None:
    html = read(client, plan)
    assert 'id="muc-i"' in html
    assert 'href="#muc-i-1"' in html
    assert "TM. BAN CHỈ ĐẠO" in html
    assert html.count("MỤC ĐÍCH, YÊU CẦU") == 2  # in the text and in the outline


def test_a_citation_of_a_paper_held_here_is_a_link_with_its_status(
    client: Client, plan: DocumentPage
) -> None:
    html = read(client, plan)
    assert re.search(
        r'<a href="[^"]+" title="Chương trình hành động">Kế hoạch số <span class="sym">61/KH-UBND', html
    )


def test_a_citation_of_a_paper_not_held_says_so(client: Client, plan: DocumentPage) -> None:
    html = read(client, plan)
    assert '04/KH-BCA-C41</span> <span class="small noprint">(' in html


def test_markup_in_a_text_is_shown_and_not_obeyed(client: Client, plan: DocumentPage) -> None:
    html = read(client, plan)
    assert "&lt;b&gt;" in html
    assert "<b>Kế hoạch" not in html


def test_two_dates_of_one_citation_are_both_shown(client: Client, plan: DocumentPage) -> None:
    html = read(client, plan)
    assert "03/11/2011" in html
    assert "02/11/2011" in html.split('id="lien-quan"')[1]


def test_a_plan_past_its_term_says_since_when(client: Client, plan: DocumentPage) -> None:
    assert "31/12/2012" in read(client, plan)


def test_a_reader_asks_how_it_stood_on_a_day(client: Client, plan: DocumentPage) -> None:
    html = read(client, plan, ngay="1/6/2012")
    assert "01/06/2012" in html
    assert "tag blue" in html


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "01/01/2000", "\x00" * 3, "9" * 500])
def test_a_wrong_day_is_told_beside_the_field(client: Client, plan: DocumentPage, typed: str) -> None:
    html = read(client, plan, ngay=typed)
    assert 'aria-invalid="true"' in html
    assert 'id="ngay-error"' in html


def test_a_replaced_paper_points_to_the_newer_one(client: Client, plan: DocumentPage, paper: Any) -> None:
    newer = paper(number=9, issued_on=date(2012, 6, 1), subject="Kế hoạch mới")
    Reference.objects.create(document=newer, target=plan, kind=Relation.REPLACES, as_written=plan.code)
    html = read(client, plan)
    assert f'<a href="{newer.get_url()}">Kế hoạch số <span class="sym">09/KH-BCĐ' in html
    assert "banner amber" in html


def test_an_internal_paper_that_cites_this_one_is_not_betrayed(
    client: Client, plan: DocumentPage, paper: Any
) -> None:
    hidden = paper(number=77, circulation=Circulation.INTERNAL, subject="Việc nội bộ")
    Reference.objects.create(document=hidden, target=plan, kind=Relation.CITED, as_written=plan.code)
    Reference.objects.create(document=plan, target=hidden, kind=Relation.GUIDES, as_written="77/KH-BCĐ")
    assert "Việc nội bộ" not in read(client, plan)
    client.force_login(UserFactory())
    assert "Việc nội bộ" in read(client, plan)


def test_a_reader_downloads_the_signed_original(client: Client, plan: DocumentPage) -> None:
    stored = StoredFile.objects.create(title="bản ký", file=ContentFile(b"%PDF-1.4", name="kh15.pdf"))
    DocumentFile.objects.create(page=plan, file=stored, label="Bản gốc")
    html = read(client, plan)
    assert f'<a href="{stored.url}">Bản gốc</a> (PDF' in html


def test_a_paper_without_text_offers_its_original_first(client: Client, paper: Any) -> None:
    scan = paper(number=20, text="")
    stored = StoredFile.objects.create(title="bản quét", file=ContentFile(b"%PDF-1.4", name="kh20.pdf"))
    DocumentFile.objects.create(page=scan, file=stored)
    assert f'href="{stored.url}"' in read(client, scan).split("<aside")[0]


def test_the_public_gets_neither_cookie_nor_form_secret(client: Client, plan: DocumentPage) -> None:
    for page in (plan, plan.get_parent(), plan.get_parent().get_parent()):
        response = client.get(page.get_url())
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_long_paper_costs_no_more_questions_than_a_short_one(
    client: Client, plan: DocumentPage, paper: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(100, 130):
        other = paper(number=number, subject=f"Văn bản {number}")
        Reference.objects.create(document=other, target=plan, kind=Relation.CITED, as_written=plan.code)
        Reference.objects.create(document=plan, target=other, kind=Relation.CITED, as_written=other.code)
        Clause.objects.create(
            document=plan,
            anchor=f"them-{number}",
            kind="point",
            label="x",
            start=0,
            end=0,
            order=-number % 1000,
        )
    read(client, plan)
    with django_assert_max_num_queries(18):
        read(client, plan)


def test_the_secretariat_sees_what_was_done_to_the_page(client: Client, plan: DocumentPage) -> None:
    clerk = UserFactory(secretary=True, last_name="Nguyễn", first_name="Lan")
    plan.save_revision(user=clerk, log_action=True)
    client.force_login(clerk)
    assert "Nguyễn Lan" in read(client, plan).split('id="lich-su"')[1]


def test_tasks_stand_under_the_text_for_those_who_may_see_them(client: Client, plan: DocumentPage) -> None:
    part = AssignmentFactory(
        overdue=True, task=TaskFactory(document=plan, anchor="muc-i-1", title="Việc của Sở")
    )
    assert "Việc của Sở" not in read(client, plan)
    client.force_login(UserFactory(focal_person=AgencyFactory(name="Sở khác")))
    assert "Việc của Sở" not in read(client, plan)
    client.force_login(UserFactory(focal_person=part.agency))
    html = read(client, plan)
    assert "Việc của Sở" in html.split('id="nhiem-vu"')[1]
    assert 'href="#nhiem-vu"' in html.split('id="muc-i-1"')[1][:600]


# --- the list of a section ---------------------------------------------------------------------------------


def test_a_section_lists_its_papers_newest_first(client: Client, section: SectionPage, paper: Any) -> None:
    paper(number=1, subject="Văn bản cũ", issued_on=date(2010, 1, 2))
    paper(number=2, subject="Văn bản mới", issued_on=date(2020, 1, 2))
    html = read(client, section)
    assert html.index("Văn bản mới") < html.index("Văn bản cũ")


def test_a_section_shows_twenty_a_page(client: Client, section: SectionPage, paper: Any) -> None:
    for number in range(1, 24):
        paper(number=number)
    html = read(client, section)
    assert html.count('<th scope="row">') == 20
    assert 'href="?trang=2"' in html
    assert read(client, section, trang="2").count('<th scope="row">') == 3


@pytest.mark.parametrize(
    "query", [{"trang": "0"}, {"trang": "x"}, {"nam": "xx"}, {"co_quan": "\x00"}, {"nam": "9" * 99}]
)
def test_an_odd_question_to_a_section_gives_a_list(
    client: Client, section: SectionPage, paper: Any, query: dict[str, str]
) -> None:
    paper(number=1)
    assert "KH-BCĐ" in read(client, section, **query)


def test_a_reader_narrows_a_section_by_year_and_issuer(
    client: Client, section: SectionPage, paper: Any
) -> None:
    other = AgencyFactory(name="Ủy ban nhân dân tỉnh")
    paper(number=1, subject="Văn bản cũ", issued_on=date(2010, 1, 2))
    paper(number=2, subject="Văn bản của Ủy ban", issued_on=date(2020, 1, 2), issuer=other)
    html = read(client, section, nam="2010")
    assert "Văn bản cũ" in html
    assert "Văn bản của Ủy ban" not in html
    assert "Văn bản của Ủy ban" in read(client, section, **{"co_quan": str(other.pk)})


def test_an_empty_section_says_so(client: Client, section: SectionPage) -> None:
    assert "<table" not in read(client, section)


def test_a_section_costs_the_same_whatever_it_holds(
    client: Client, section: SectionPage, paper: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(1, 21):
        paper(number=number)
    read(client, section)
    with django_assert_max_num_queries(11):
        read(client, section)


def test_the_front_page_shows_new_papers_and_what_comes(
    client: Client, section: SectionPage, paper: Any
) -> None:
    soon = timezone.localdate() + timedelta(days=10)
    paper(number=1, subject="Sắp có hiệu lực", issued_on=timezone.localdate(), effective_on=soon)
    paper(number=2, subject="Không công khai", circulation=Circulation.INTERNAL)
    html = read(client, section.get_parent())
    assert html.count("Sắp có hiệu lực") == 2
    assert "Không công khai" not in html
    assert 'action="/tra-cuu/"' in html


def test_whatever_the_address_says_of_the_search_that_led_here_the_page_is_shown(plan):
    for said, words in (("3", "3 kết quả khác"), ("abc", "Xem kết quả khác"), ("9" * 40, "Xem kết quả khác")):
        page = Client().get(f"{plan.url}?tu=15&khac={said}")
        assert page.status_code == 200
        assert words in page.content.decode()
    assert "kết quả khác" not in Client().get(f"{plan.url}?tu=15&khac=0").content.decode()


def test_an_old_address_leads_to_the_paper_after_a_new_name_and_a_move(
    client, desk, plan, django_capture_on_commit_callbacks
):
    """The clerk renames the address, then moves the paper to another section; links of before still work."""
    first = plan.url
    desk.post(f"/admin/pages/{plan.pk}/move/{(other := section_page('chi-dao')).pk}/confirm/")
    plan.refresh_from_db()
    assert plan.get_parent().pk == other.pk
    second = Page.objects.get(pk=plan.pk).get_url()
    assert second != first
    assert client.get(first)["Location"] == second
    renamed = DocumentPage.objects.get(pk=plan.pk)
    renamed.slug = "ten-moi"
    with django_capture_on_commit_callbacks(execute=True):
        renamed.save_revision().publish()
    third = Page.objects.get(pk=plan.pk).get_url()
    assert third.endswith("/ten-moi/")
    for old in (first, second):
        landed = client.get(old, follow=True)
        assert landed.status_code == 200
        assert landed.redirect_chain[-1][0] == third
    assert client.get(f"/van-ban/{plan.pk}/")["Location"].endswith(third)
