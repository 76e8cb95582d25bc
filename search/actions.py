"""What people do with their saved searches.

A saved search is its owner's alone, so the log tells of the person that one was saved, changed or deleted,
and which by its key: never its name, for what somebody looks for is nobody else's business.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused, journal
from agencies.models import User
from search.models import SavedSearch
from search.saved import last_paper, last_version

#: Saved searches of one person.
MOST: Final = 50


class NameTaken(Refused):
    """There is a saved search of this name already."""


class SavedSearchAction(Action[SavedSearch]):
    """An action of the owner."""

    instance: SavedSearch

    def user_has_permission(self) -> bool:
        return bool(self.user.is_active and self.instance.user_id == self.user.pk)

    def details(self) -> dict[str, Any]:
        return {"search": self.key, "by_mail": self.instance.by_mail}

    def record(self) -> None:
        journal.write([(self.instance.user, self.details())], f"vanthu.{self.action_name}", self.user)

    @property
    def key(self) -> int:
        return self.instance.pk

    def keep(self, fields: list[str] | None = None) -> SavedSearch:
        try:
            with transaction.atomic():
                self.instance.save(update_fields=fields)
        except IntegrityError:
            raise NameTaken(_("There is a saved search of this name already.")) from None
        return self.instance


class SaveSearch(SavedSearchAction):
    """The instance is not saved yet; new are papers that come from now on."""

    action_name = "save_search"
    label = gettext_lazy("Save a search")

    def lock(self) -> SavedSearch:
        # The owner's row, so that two windows do not save one too many.
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=self.user.pk)
        return self.instance

    def check_state(self) -> None:
        if SavedSearch.objects.visible_to(self.user).count() >= MOST:
            raise Refused(
                _("You have saved %(most)d searches; delete one before you save another.") % {"most": MOST}
            )

    def change(self) -> SavedSearch:
        self.instance.last_paper = last_paper()
        self.instance.looked = self.instance.looked_before = last_version()
        return self.keep()


class ChangeSavedSearch(SavedSearchAction):
    """Another name, or another wish for mail; the question stays."""

    action_name = "change_saved_search"
    label = gettext_lazy("Change a saved search")

    def __init__(self, instance: SavedSearch, user: User, *, name: str, by_mail: bool) -> None:
        super().__init__(instance, user)
        self.name, self.by_mail = name, by_mail

    def change(self) -> SavedSearch:
        self.instance.name, self.instance.by_mail = self.name, self.by_mail
        return self.keep(["name", "by_mail"])


class SeeNewPapers(SavedSearchAction):
    """What is new has been looked at."""

    action_name = "see_new_papers"
    label = gettext_lazy("Look at the new documents of a saved search")

    def change(self) -> int:
        self.seen = self.instance.new_papers.filter(seen_at=None).update(seen_at=timezone.now())
        return self.seen

    def details(self) -> dict[str, Any]:
        return {"search": self.key, "seen": self.seen}


class ForgetSearch(SavedSearchAction):
    action_name = "forget_search"
    label = gettext_lazy("Delete a saved search")

    def change(self) -> None:
        SavedSearch.objects.filter(pk=self.instance.pk).delete()


class StopMails(Action[User]):
    """No more mails about any of one's saved searches; the list goes on counting what is new."""

    action_name = "stop_search_mails"
    label = gettext_lazy("End the e-mails about saved searches")

    def user_has_permission(self) -> bool:
        return bool(self.user.is_active and self.user.pk == self.instance.pk)

    def change(self) -> int:
        self.ended = SavedSearch.objects.filter(user=self.instance, by_mail=True).update(by_mail=False)
        return self.ended

    def details(self) -> dict[str, Any]:
        return {"searches": self.ended}
