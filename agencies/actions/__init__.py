"""The base of every action, and what is done to memberships and names."""

from agencies.actions.base import Action, Refused
from agencies.actions.memberships import AppointMember, ChangeMembership, EndMembership
from agencies.actions.naming import AddAgency, AddAlias

__all__ = ["Action", "AddAgency", "AddAlias", "AppointMember", "ChangeMembership", "EndMembership", "Refused"]
