"""The screens of agencies and memberships in the admin."""

from agencies.viewsets.agencies import AgencyViewSet
from agencies.viewsets.memberships import MembershipViewSet

__all__ = ["AgencyViewSet", "MembershipViewSet"]
