"""Keep a working list under a name, and throw the name away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions.base import Action, Refused
from agencies.models import SavedView, User
from agencies.permissions import standing

#: Views of one person on one list.
MOST = 30
LONGEST = 2_000


class SaveView(Action[SavedView]):
    """The instance is not saved yet; a view of the same name is written over."""

    action_name = "save_view"
    label = gettext_lazy("Save a view")

    def user_has_permission(self) -> bool:
        held = standing(self.user)
        shared = self.instance.agency_id
        return self.instance.owner_id == self.user.pk and (
            shared is None or shared in held.agencies or held.staff
        )

    def lock(self) -> SavedView:
        # The owner's row, so that two windows do not make two defaults.
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=self.user.pk)
        return self.instance

    def check_state(self) -> None:
        self.instance.name = " ".join(self.instance.name.split())[:80]
        if not self.instance.name:
            raise Refused(_("Enter a name for the view."))
        if len(self.instance.query) > LONGEST:
            raise Refused(_("The filters are too long to be kept."))
        own = SavedView.objects.filter(owner=self.user, place=self.instance.place)
        self.held = own.filter(name=self.instance.name).first()
        if self.held is None and own.count() >= MOST:
            raise Refused(_("You have %(number)d views here. Remove one first.") % {"number": MOST})

    def change(self) -> SavedView:
        own = SavedView.objects.filter(owner=self.user, place=self.instance.place)
        if self.instance.default:
            own.update(default=False)
        if self.held is not None:
            self.instance.pk = self.held.pk
        self.instance.save()
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"place": self.instance.place, "shared": self.instance.agency_id is not None}


class RemoveView(Action[SavedView]):
    action_name = "remove_view"
    label = gettext_lazy("Remove a view")

    def user_has_permission(self) -> bool:
        return self.instance.owner_id == self.user.pk

    def change(self) -> None:
        SavedView.objects.filter(pk=self.instance.pk).delete()

    def details(self) -> dict[str, Any]:
        return {"place": self.instance.place, "name": self.instance.name}
