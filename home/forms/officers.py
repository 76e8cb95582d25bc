"""Which colleague does the work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.models import Agency, Membership, User
from agencies.statuses import Role
from home.fields import VietnameseDateField

ACTING = (Role.AGENCY_LEAD, Role.AGENCY_MEMBER)


def colleagues(agencies: Iterable[int]) -> Any:
    """People who act for one of these agencies today, by name."""
    seats = Membership.objects.valid().filter(agency__in=agencies, role__in=ACTING)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by(
        "first_name", "last_name", "pk"
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        name: str = obj.get_full_name()
        return name


class HandOverForm(forms.Form):
    """Everybody hands over their own work; the head of an agency that of its people too."""

    of = PersonField(
        queryset=User.objects.none(),
        label=_("Work of"),
        empty_label=None,
        error_messages={"required": _("Choose whose work is handed over")},
    )
    to = PersonField(
        queryset=User.objects.none(),
        label=pgettext_lazy("handover", "To"),
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose who takes over")},
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, user: User, agencies: Iterable[int], heads: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own, to = self.fields["of"], self.fields["to"]
        assert isinstance(own, forms.ModelChoiceField)
        assert isinstance(to, forms.ModelChoiceField)
        own.queryset = (colleagues(heads) | User.objects.filter(pk=user.pk)).distinct()
        own.initial = user.pk
        to.queryset = colleagues(agencies)


class SubstituteForm(forms.Form):
    """Who is away, who stands in, and on which days, the first and the last included."""

    of = PersonField(
        queryset=User.objects.none(),
        label=_("Who is away"),
        empty_label=None,
        error_messages={"required": _("Choose who is away")},
    )
    substitute = PersonField(
        queryset=User.objects.none(),
        label=_("Substitute"),
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose who substitutes")},
    )
    first = VietnameseDateField(label=pgettext_lazy("day", "From"))
    last = VietnameseDateField(label=_("To the end of"))

    def __init__(self, *args: Any, user: User, agency: Agency, heads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues([agency.pk])
        own, other = self.fields["of"], self.fields["substitute"]
        assert isinstance(own, forms.ModelChoiceField)
        assert isinstance(other, forms.ModelChoiceField)
        own.queryset = people if heads else User.objects.filter(pk=user.pk)
        own.initial = user.pk
        other.queryset = people if heads else people.exclude(pk=user.pk)
