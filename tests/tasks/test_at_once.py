"""Two people of one agency do the same at one moment."""

from __future__ import annotations

import pytest
from django.test import Client

from agencies.actions import Refused, SaveView
from agencies.models import SavedView
from tasks.actions import Delegate
from tasks.models import Assignment
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_pass_a_part_on_the_second_reads_who_has_it():
    part = AssignmentFactory(working=True)
    people = UserFactory.create_batch(2, focal_person=part.agency)
    seen = [Assignment.objects.get(pk=part.pk) for _n in people]
    refused = at_once(
        *(Delegate(one, who, officer=who).execute for one, who in zip(seen, people, strict=True)),
        expected=Refused,
    )
    part.refresh_from_db()
    assert part.officer in people
    assert refused == [
        f"Phần việc vừa được giao cho {part.officer.get_full_name()}. Gửi lại nếu vẫn muốn thay đổi."
    ]
    assert part.events.count() == 1


def test_a_form_opened_before_keeps_its_words_and_is_sent_again_knowingly():
    part = AssignmentFactory(working=True)
    first, second = UserFactory.create_batch(2, focal_person=part.agency)
    client = Client()
    client.force_login(second)
    Delegate(Assignment.objects.get(pk=part.pk), first, officer=first).execute()
    said = {"officer": second.pk, "words": "Chị làm giúp.", "seen": ""}
    answer = client.post(f"/viec/{part.pk}/giao/", said)
    assert f"vừa được giao cho {first.get_full_name()}" in answer.content.decode()
    assert "Chị làm giúp." in answer.content.decode()
    again = {**said, "seen": answer.context["form"]["seen"].value()}
    assert client.post(f"/viec/{part.pk}/giao/", again).status_code == 302
    part.refresh_from_db()
    assert part.officer == second


def test_a_view_saved_in_two_windows_at_once_is_one_view():
    agency = AgencyFactory()
    person = UserFactory(focal_person=agency)
    views = [
        SavedView(owner=person, place=f"qua-han:{agency.pk}", name="Của tôi", query=f"q={word}", default=True)
        for word in ("a", "b")
    ]
    assert at_once(*(SaveView(view, person).execute for view in views), expected=Refused) == []
    assert SavedView.objects.count() == 1
