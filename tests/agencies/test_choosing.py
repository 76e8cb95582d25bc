"""Agencies are chosen one by one or a whole kind at once, with and without scripts."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from agencies.choosing import AgenciesField
from agencies.models import Agency
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    agencies = AgenciesField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = Agency.objects.all()


@pytest.fixture
def districts() -> list[Agency]:
    AgencyFactory(name="Sở Nội vụ", short_name="SNV")
    return [AgencyFactory(name=f"Huyện {name}", kind="district") for name in ("Hoằng Hóa", "Quan Hóa")]


def chosen(said: str) -> set[str]:
    form = Form(QueryDict(said))
    assert form.is_valid(), form.errors
    return {agency.name for agency in form.cleaned_data["agencies"]}


def test_a_tick_at_the_head_of_a_group_means_all_its_members(districts):
    office = Agency.objects.get(short_name="SNV")
    assert chosen(f"agencies={office.pk}&agencies__kind=district") == {"Sở Nội vụ", *map(str, districts)}
    assert chosen(f"agencies={districts[0].pk}") == {"Huyện Hoằng Hóa"}
    assert chosen("agencies__kind=union&agencies__kind=x") == set()


def test_an_agency_that_is_not_offered_is_refused(districts):
    assert not Form(QueryDict("agencies=999999")).is_valid()


def test_groups_with_a_choice_are_unfolded_and_asked_for_in_one_question(
    districts, django_assert_num_queries
):
    for number in range(20):
        AgencyFactory(name=f"Sở {number}")
    with django_assert_num_queries(1):
        drawn = str(Form(initial={"agencies": [districts[0].pk]})["agencies"])
    assert drawn.count("<details open>") == 1
    assert 'data-also="SNV"' in drawn
    assert "Cả nhóm: Huyện" in drawn or "Cả nhóm" in drawn
