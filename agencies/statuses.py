"""Kinds of agencies and roles of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMMITTEE = "committee", _("Steering committee")
    PEOPLE_COMMITTEE = "people_committee", _("People's committee")
    DEPARTMENT = "department", _("Department")
    FORCE = "force", _("Armed or security force")
    UNION = "union", _("Union or association")
    PARTY = "party", _("Party body")
    COURT = "court", _("Court or procuracy")
    MEDIA = "media", _("Press, radio and television")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune or ward")
    CENTRAL = "central", _("Central body")
    GROUP = "group", _("Group of agencies")
    OTHER = "other", _("Other")


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    SECRETARIAT = "secretariat", _("Secretariat")
    LEADER = "leader", _("Leader")
    AGENCY_LEAD = "agency_lead", _("Head of agency")
    AGENCY_MEMBER = "agency_member", _("Focal person of agency")
    READER = "reader", _("Reader")


#: Roles whose holder works in the admin.
STAFF = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT})
#: Roles whose holder acts for an agency.
ACTING = frozenset({Role.AGENCY_LEAD, Role.AGENCY_MEMBER})
