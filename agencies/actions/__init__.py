"""The base of every action, and what is done to memberships, names and substitutions."""

from agencies.actions.base import Action, Refused
from agencies.actions.memberships import AppointMember, ChangeMembership, EndMembership
from agencies.actions.naming import AddAgency, AddAlias
from agencies.actions.substituting import EndSubstitution, NameSubstitute

__all__ = [
    "Action",
    "AddAgency",
    "AddAlias",
    "AppointMember",
    "ChangeMembership",
    "EndMembership",
    "EndSubstitution",
    "NameSubstitute",
    "Refused",
]
