"""The base of every action, and what is done to accounts, memberships, names, substitutions and views."""

from agencies.actions.account import ChangeDetails, ChangePassword
from agencies.actions.base import Action, Refused
from agencies.actions.memberships import AppointMember, ChangeMembership, EndMembership
from agencies.actions.naming import AddAgency, AddAlias
from agencies.actions.substituting import EndSubstitution, NameSubstitute
from agencies.actions.viewing import RemoveView, SaveView

__all__ = [
    "Action",
    "AddAgency",
    "AddAlias",
    "AppointMember",
    "ChangeDetails",
    "ChangeMembership",
    "ChangePassword",
    "EndMembership",
    "EndSubstitution",
    "NameSubstitute",
    "Refused",
    "RemoveView",
    "SaveView",
]
