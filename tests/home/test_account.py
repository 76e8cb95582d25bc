"""People change their own name, telephone, e-mail and password."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from home.forms.sign_in import SignInForm
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "mat-khau-moi-2026"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def officer():
    return UserFactory(focal_person=True)


def change(client: Client, old: str, new: str = NEW, again: str = ""):
    return client.post(
        "/tai-khoan/mat-khau/", {"old_password": old, "new_password1": new, "new_password2": again or new}
    )


def test_details_are_kept_and_a_wrong_one_is_a_sentence_with_what_was_typed(at_desk, officer):
    typed = {"last_name": "Lê  Thị", "first_name": "Hoa", "phone": "gọi sau", "email": "hoa@"}
    answer = at_desk.post("/tai-khoan/", typed)
    assert answer.status_code == 422
    assert "gọi sau" in answer.content.decode()
    right = {**typed, "phone": "0912 345 678", "email": "hoa@example.org"}
    assert at_desk.post("/tai-khoan/", right).status_code == 302
    officer.refresh_from_db()
    assert (officer.get_full_name(), officer.phone, officer.email) == (
        "Lê Thị Hoa",
        "0912 345 678",
        "hoa@example.org",
    )


def test_the_new_password_works_here_and_ends_the_other_sessions(at_desk, officer):
    elsewhere = Client()
    elsewhere.force_login(officer)
    assert change(at_desk, PASSWORD).status_code == 302
    assert at_desk.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_a_weak_or_mistyped_password_is_refused_with_a_sentence(at_desk, officer):
    for new, again in (("12345678", ""), (NEW, "khac-hẳn-2026")):
        assert "Lỗi" in change(at_desk, PASSWORD, new, again).content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_the_old_password_is_guessed_no_more_often_than_at_the_door(at_desk, officer):
    for _number in range(5):
        change(at_desk, "sai")
    assert str(SignInForm.error_messages["too_many"]) in change(at_desk, PASSWORD).content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


@pytest.mark.parametrize(("trait", "offered"), [("focal_person", True), ("leader", False)])
def test_a_substitute_is_offered_to_those_who_act_for_an_agency(client, trait, offered):
    client.force_login(UserFactory(**{trait: True}))
    shown = client.get("/tai-khoan/").content.decode()
    assert ("/viec/vang-mat/" in shown) is offered
    assert (client.get("/viec/vang-mat/").status_code == 200) is offered
