"""The base of every action, and what is done to memberships."""

from agencies.actions.base import Action, Refused
from agencies.actions.memberships import AppointMember, ChangeMembership, EndMembership

__all__ = ["Action", "AppointMember", "ChangeMembership", "EndMembership", "Refused"]
