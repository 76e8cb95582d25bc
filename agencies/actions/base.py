"""The base of every action: one class per verb."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.actions.base import BaseAction

from agencies.actions import journal
from agencies.models import User
from agencies.refusals import refusal

Instance = TypeVar("Instance", bound=models.Model)


class Refused(Exception):
    """The action is not possible now; str() is a sentence for the person who tried."""


class Action(BaseAction, Generic[Instance]):  # type: ignore[misc]
    """A change of state: permission → lock → state on the locked row → change → log → effects.

    Differs from Wagtail's base in two ways that matter: it refuses to run without a user (there, `check()`
    passes silently when user is None), and the state is looked at after the row is locked, so that of two
    clerks pressing one button the second gets a sentence instead of a second change.
    """

    #: What the log calls it; every subclass with an action_name has one.
    label: Any = ""
    #: The line of the log, filled with what `details` returns; the label when empty.
    said: Any = ""
    registry: dict[str, type[Action[Any]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.action_name:
            cls.registry[f"vanthu.{cls.action_name}"] = cls

    def __init__(self, instance: Instance, user: User) -> None:
        super().__init__(instance, user)

    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Do it, or raise PermissionDenied or Refused; returns what `change` returns.

        A trigger that refuses is a refusal like any other (agencies/refusals.py).
        """
        if self.user is None:
            raise PermissionDenied(_("An action needs a user."))
        self.check(skip_permission_checks)
        try:
            with transaction.atomic():
                return self._done()
        except IntegrityError as error:
            if sentence := refusal(error):
                raise Refused(sentence) from error
            raise

    def _done(self) -> Any:
        self.instance = self.lock()
        self.check_state()
        result = self.change()
        self.record()
        self.tell()
        return result

    def check(self, skip_permission_checks: bool = False) -> None:
        if not skip_permission_checks and not self.user_has_permission():
            raise PermissionDenied(_("Your account may not do this."))

    def lock(self) -> Instance:
        """The row as it is now, locked; a row that is gone is a refusal."""
        # The class, not type(): the user of a request is a lazy wrapper.
        manager = self.instance.__class__._default_manager
        try:
            locked: Instance = manager.select_for_update(of=("self",)).get(pk=self.instance.pk)
        except ObjectDoesNotExist:
            raise Refused(_("This record no longer exists.")) from None
        return locked

    def check_state(self) -> None:
        """Raise Refused when the locked row is not in a state that allows the action."""

    def change(self) -> Any:
        raise NotImplementedError

    def details(self) -> dict[str, Any]:
        """What the log should say beyond who, what and when (JSON)."""
        return {}

    def record(self) -> None:
        journal.write([(self.instance, self.details())], f"vanthu.{self.action_name}", self.user)

    def tell(self) -> None:
        """Effects that belong to the same transaction."""
