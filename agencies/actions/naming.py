"""Agencies and names of agencies added while a paper is being looked at."""

from __future__ import annotations

from typing import Any, Final

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions.base import Action, Refused
from agencies.models import Agency, Alias, User
from agencies.permissions import standing
from agencies.querysets import alias_key
from agencies.statuses import Kind

NAMED_ALREADY: Final = gettext_lazy("There is an agency of this name already.")

#: How names begin, folded, and what kind of agency that is; the first that fits.
_BEGINNINGS = (
    ("ban chi dao", Kind.COMMITTEE),
    ("hoi dong nhan dan", Kind.OTHER),
    ("uy ban nhan dan xa", Kind.COMMUNE),
    ("uy ban nhan dan phuong", Kind.COMMUNE),
    ("uy ban nhan dan huyen", Kind.DISTRICT),
    ("uy ban nhan dan", Kind.PEOPLE_COMMITTEE),
    ("ubnd", Kind.PEOPLE_COMMITTEE),
    ("so ", Kind.DEPARTMENT),
    ("cong an", Kind.FORCE),
    ("bo chi huy", Kind.FORCE),
    ("bo doi", Kind.FORCE),
    ("bo ", Kind.CENTRAL),
    ("chinh phu", Kind.CENTRAL),
    ("quoc hoi", Kind.CENTRAL),
    ("thu tuong", Kind.CENTRAL),
    ("van phong chinh phu", Kind.CENTRAL),
    ("tinh uy", Kind.PARTY),
    ("huyen uy", Kind.PARTY),
    ("dang uy", Kind.PARTY),
    ("ban tuyen giao", Kind.PARTY),
    ("toa an", Kind.COURT),
    ("vien kiem sat", Kind.COURT),
    ("hoi ", Kind.UNION),
    ("lien doan", Kind.UNION),
    ("doan ", Kind.UNION),
    ("bao ", Kind.MEDIA),
    ("dai ", Kind.MEDIA),
)


def kind_of_name(name: str) -> Kind:
    """What kind of agency a name speaks of; a clerk can change it."""
    folded = f"{alias_key(name)} "
    return next((kind for begin, kind in _BEGINNINGS if folded.startswith(begin)), Kind.OTHER)


class NamingAction(Action[Agency]):
    """The secretariat keeps the agencies."""

    instance: Agency

    def user_has_permission(self) -> bool:
        return standing(self.user).staff


class AddAgency(NamingAction):
    """Add an agency under the name a paper gives it; the instance is not saved yet."""

    action_name = "add_agency"
    label = gettext_lazy("Add an agency")

    @classmethod
    def called(cls, name: str, user: User) -> AddAgency:
        written = " ".join(name.split())[:200]
        return cls(Agency(name=written, kind=kind_of_name(written)), user)

    def lock(self) -> Agency:
        return self.instance

    def check_state(self) -> None:
        if not alias_key(self.instance.name):
            raise Refused(_("Write the name of the agency."))
        if Agency.objects.named(self.instance.name).exists():
            raise Refused(NAMED_ALREADY)

    def change(self) -> Agency:
        """Another clerk may have added it since."""
        try:
            self.instance.save()
        except IntegrityError:
            raise Refused(NAMED_ALREADY) from None
        return self.instance


class AddAlias(NamingAction):
    """Know an agency under one more name."""

    action_name = "add_alias"
    label = gettext_lazy("Add a name of an agency")
    said = gettext_lazy("Added the name “%(text)s”")

    def __init__(self, instance: Agency, user: User, *, text: str) -> None:
        super().__init__(instance, user)
        self.text = " ".join(text.split())[:200]

    def check_state(self) -> None:
        if not alias_key(self.text):
            raise Refused(_("Write the name of the agency."))

    def change(self) -> Agency:
        """A name it has already is no mistake."""
        if not Agency.objects.filter(pk=self.instance.pk).named(self.text).exists():
            Alias.objects.create(agency=self.instance, text=self.text)
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"text": self.text}
