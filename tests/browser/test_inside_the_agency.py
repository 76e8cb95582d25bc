"""What an agency arranges inside: sub-tasks, substitutes, handing over, views, accounts; phone, no script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from agencies.models import Substitution, User
from tasks.actions import Share, Split
from tasks.models import Assignment
from tasks.statuses import State
from tests.browser.checks import findings, sign_in
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory
from vietnamese.dates import short

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form[novalidate] button.btn:not(.second)"


@pytest.fixture
def part() -> Assignment:
    agency = AgencyFactory(name="Ủy ban nhân dân huyện Bá Thước")
    AgencyFactory(name="Ủy ban nhân dân xã Điền Lư", parent=agency)
    due = timezone.localdate() + timedelta(days=20)
    made: Assignment = AssignmentFactory(agency=agency, working=True, due_on=due)
    return made


@pytest.fixture
def head(part: Assignment) -> User:
    person: User = UserFactory(head_of=part.agency)
    return person


@pytest.fixture
def phone(browser: Browser, live_server: Any, head: User) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 320, "height": 640},
        locale="vi-VN",
        java_script_enabled=False,
    )
    sign_in(context, head, live_server.url)
    yield context
    context.close()


def test_every_page_inside_the_agency_is_readable_on_a_phone(browser, live_server, part, head):
    commune = part.agency.children.get()
    split = Split(part, head, title="Rà soát địa bàn", shares=[Share(commune)], due_on=None)
    split.execute()
    below = split.made[0].assignments.get()
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, locale="vi-VN"
    )
    sign_in(context, head, live_server.url)
    tab = context.new_page()
    addresses = (
        f"/viec/{part.pk}/",
        f"/viec/{part.pk}/viec-con/",
        f"/viec/{below.pk}/",
        f"/viec/{below.pk}/quyet-dinh/",
        "/viec/da-giao/",
        "/viec/vang-mat/",
        "/viec/ban-giao/",
        "/viec/danh-sach/chu-tri/?cot=han&cot=can-bo&cot=tin-cuoi&cot=tinh-trang",
        "/tai-khoan/",
        "/tai-khoan/mat-khau/",
    )
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        tab.goto(address)
        found = findings(tab)
        if found:
            wrong[address] = found
    context.close()
    assert wrong == {}


def test_a_sub_task_is_given_and_confirmed_and_completion_asks_first_without_script(phone, part, head):
    tab = phone.new_page()
    tab.goto(f"/viec/{part.pk}/")
    tab.click("text=Giao việc con")
    tab.fill("[name=title]", "Rà soát địa bàn")
    tab.check("[name=agencies]")
    tab.fill("[name=due_on]", short(part.due_on + timedelta(days=5)))
    tab.click(SEND)
    assert part.subtasks.count() == 0, "a date after that of the task is asked once more"
    expect(tab.locator("[name=title]")).to_have_value("Rà soát địa bàn")
    tab.check("[name=agreed]")
    tab.click(SEND)
    expect(tab.locator("#viec-con")).to_contain_text("0/1 đã hoàn thành")
    _complete(tab, part)
    expect(tab.locator(".summary")).to_contain_text("Còn 1 việc con chưa hoàn thành")
    below = part.subtasks.get().assignments.get()
    Assignment.objects.filter(pk=below.pk).update(state=State.REPORTED, done_on=timezone.localdate())
    tab.goto("/viec/")
    tab.click("text=1 việc con chờ cơ quan quyết định")
    tab.click("main tbody th > a")
    tab.click("text=Quyết định việc con")
    tab.click("button[value=confirm]")
    below.refresh_from_db()
    part.refresh_from_db()
    assert (below.state, part.state) == (State.CONFIRMED, State.WORKING)
    _complete(tab, part)
    part.refresh_from_db()
    assert part.state == State.REPORTED


def _complete(tab: Tab, part: Assignment) -> None:
    tab.goto(f"/viec/{part.pk}/bao-cao/")
    tab.check("[name=level][value=done]")
    tab.fill("[name=text]", "Đã xong.")
    tab.click(SEND)


def test_absence_and_handing_over_with_undo_without_script(phone, part, head):
    colleague: User = UserFactory(focal_person=part.agency)
    Assignment.objects.filter(pk=part.pk).update(officer=head)
    today = short(timezone.localdate())
    tab = phone.new_page()
    tab.goto("/viec/vang-mat/")
    tab.select_option("[name=of]", str(head.pk))
    tab.select_option("[name=substitute]", str(head.pk))
    tab.fill("[name=first]", today)
    tab.fill("[name=last]", today)
    tab.click(SEND)
    expect(tab.locator(".summary")).to_contain_text("Không thể tự thay cho mình")
    tab.select_option("[name=substitute]", str(colleague.pk))
    tab.click(SEND)
    assert Substitution.objects.holding().get().substitute == colleague
    tab.goto(f"/viec/ban-giao/?of={head.pk}&to={colleague.pk}&reason=")
    expect(tab.locator("main")).to_contain_text(part.task.title)
    tab.click("main form[method=post] button.btn >> nth=0")
    part.refresh_from_db()
    assert part.officer == colleague
    tab.click("main form[action$='hoan-tac/'] button")
    part.refresh_from_db()
    assert part.officer == head
