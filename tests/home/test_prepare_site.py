"""What an installation starts from."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Workflow

from agencies.groups import ADMINISTRATORS, CLERKS
from documents.models import SectionPage
from home.models import HomePage
from tests.factories import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_new_site_has_our_pages_and_groups_and_no_leftovers_of_a_magazine():
    for _twice in range(2):
        call_command("prepare_site", committee="Ban Chỉ đạo 138 tỉnh")
    assert HomePage.objects.get().committee == "Ban Chỉ đạo 138 tỉnh"
    assert SectionPage.objects.count() == 3
    assert set(Group.objects.values_list("name", flat=True)) == {ADMINISTRATORS, CLERKS}
    assert not Workflow.objects.exists()


def test_a_group_with_people_and_a_workflow_that_was_used_stay():
    editors, way = Group.objects.get(name="Editors"), Workflow.objects.get(name="Moderators approval")
    UserFactory().groups.add(editors)
    draft = DocumentFactory(live=False)
    draft.save_revision()
    way.start(draft, UserFactory(is_superuser=True))
    call_command("prepare_site")
    assert Group.objects.filter(pk=editors.pk).exists()
    assert Workflow.objects.filter(pk=way.pk).exists()
