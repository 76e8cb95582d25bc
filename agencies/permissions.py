"""What a person's memberships allow: the one place where roles are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from agencies.models import Membership, User
from agencies.statuses import ACTING, STAFF, Role

PUBLIC = "public"
INTERNAL = "internal"
LEADER = "leader"
STAFF_KEY = "staff"


@dataclass(frozen=True)
class Standing:
    """A person's rights as of now. `agencies` are those the person acts for; `heads` those they lead."""

    signed_in: bool = False
    administrator: bool = False
    secretariat: bool = False
    leader: bool = False
    agencies: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()

    @property
    def staff(self) -> bool:
        """Works in the admin and sees every paper."""
        return self.administrator or self.secretariat

    @property
    def oversees(self) -> bool:
        """Sees every task and every issued paper."""
        return self.staff or self.leader


def known(user: Any) -> User:
    """The user of a request behind a door that lets only signed-in people in."""
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def standing(user: Any) -> Standing:
    """The standing of a user (or of an anonymous reader), read once per request from the memberships."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Standing()
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        kept = _read(user)
        user._standing = kept
    return kept


def _read(user: Any) -> Standing:
    rows = list(Membership.objects.valid().filter(user_id=user.pk).values_list("role", "agency_id"))
    roles = {role for role, _ in rows}
    return Standing(
        signed_in=True,
        administrator=user.is_superuser or Role.ADMINISTRATOR in roles,
        secretariat=Role.SECRETARIAT in roles,
        leader=Role.LEADER in roles,
        agencies=frozenset(agency for role, agency in rows if role in ACTING),
        heads=frozenset(agency for role, agency in rows if role == Role.AGENCY_LEAD),
    )


def reader_keys(user: Any) -> frozenset[str]:
    """The keys a reader holds; a thing is visible when its audience names one of them."""
    held = standing(user)
    keys = {PUBLIC}
    if held.signed_in:
        keys.add(INTERNAL)
        keys.update(f"agency:{pk}" for pk in held.agencies)
    if held.oversees:
        keys.add(LEADER)
    if held.staff:
        keys.add(STAFF_KEY)
    return frozenset(keys)


__all__ = [
    "INTERNAL",
    "LEADER",
    "PUBLIC",
    "STAFF",
    "STAFF_KEY",
    "Standing",
    "known",
    "reader_keys",
    "standing",
]
