"""Dates, symbols, statuses and bars are written the same way on every page."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import Client

from home import bars, icons
from tests.factories import AgencyFactory, UserFactory


def written(source: str, **values: object) -> str:
    return Template("{% load vanthu %}" + source).render(Context(values))


def test_a_date_is_written_the_day_first_and_told_to_machines() -> None:
    assert written("{{ d|ngay }}", d=date(2012, 3, 5)) == '<time datetime="2012-03-05">05/03/2012</time>'


def test_no_date_is_written_as_nothing() -> None:
    assert written("{{ d|ngay }}{{ d|ngay_dai }}{{ d|luc }}", d=None) == ""


def test_a_long_date_pads_as_the_decree_does() -> None:
    assert written("{{ d|ngay_dai }}", d=date(2012, 3, 5)) == "ngày 05 tháng 3 năm 2012"


def test_a_moment_is_told_in_vietnamese_time() -> None:
    late = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    assert "01:30 24/11/2026" in written("{{ d|luc }}", d=late)
    assert "24/11/2026" in written("{{ d|ngay }}", d=late)


def test_a_symbol_stays_on_one_line_and_is_escaped() -> None:
    assert written("{{ s|sym }}", s="15/KH-BCĐ") == '<span class="sym">15/KH-BCĐ</span>'
    assert "<b>" not in written("{{ s|sym }}", s="<b>")


def test_a_status_always_has_an_icon_and_words() -> None:
    html = written('{% status_tag "red" words %}', words="Quá hạn 54 ngày <x>")
    assert 'class="tag red"' in html
    assert "<svg" in html
    assert "Quá hạn 54 ngày &lt;x&gt;" in html


def test_every_family_has_its_icon() -> None:
    assert set(icons.FAMILIES.values()) <= set(icons.PATHS)


def test_a_bar_lays_its_parts_one_after_the_other() -> None:
    parts = bars.segments({"on": 5, "over": 2, "run": 0}, top=20)
    assert [(part.part, part.start, part.width) for part in parts] == [
        ("on", "0.00%", "25.00%"),
        ("over", "25.00%", "10.00%"),
    ]


def test_a_bar_of_nothing_is_empty() -> None:
    assert bars.segments([0, 0], top=0) == []
    assert "<rect" not in written("{% bar counts 0 %}", counts=[0])


def test_the_overdue_part_is_hatched_too() -> None:
    assert written("{% bar counts 4 %}", counts={"over": 1}).count("<rect") == 2


@pytest.mark.django_db
def test_the_public_header_has_no_account_and_no_secret(client: Client) -> None:
    html = client.get("/kha-nang-tiep-can/").content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "/dang-nhap/" in html


@pytest.mark.django_db
def test_the_header_says_who_is_signed_in_and_for_whom(client: Client) -> None:
    agency = AgencyFactory(name="Sở Nội vụ")
    client.force_login(UserFactory(focal_person=agency, last_name="Lê", first_name="Hạnh"))
    html = client.get("/kha-nang-tiep-can/").content.decode()
    assert re.sub("<[^>]+>", "", html).count("Lê Hạnh") == 1
    assert "Sở Nội vụ" in html
    assert 'href="/viec/"' in html
    assert 'href="/admin/"' not in html


@pytest.mark.django_db
def test_a_person_without_an_agency_is_told_so(client: Client) -> None:
    client.force_login(UserFactory())
    assert "/viec/" not in client.get("/kha-nang-tiep-can/").content.decode()
