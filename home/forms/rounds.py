"""What an agency fills in for a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.forms.report import LongText
from tasks.models import Indicator
from tasks.reports.sheet import number, shown
from tasks.reports.statuses import Rating


class LineForm(forms.Form):
    """One task: the columns of form 01."""

    TYPED: Final = ("result", "cumulated", "rating", "shortcomings", "proposals", "nothing")

    result = LongText(
        label=_("Result of the period"),
        help_text=_("Figures and work done. Do not write victims' names."),
        rows=5,
        required=False,
    )
    nothing = forms.BooleanField(label=_("Nothing to report in this period"), required=False)
    cumulated = LongText(label=_("Cumulated"), rows=3, required=False)
    rating = forms.ChoiceField(
        label=_("Pace"), choices=Rating.choices, widget=forms.RadioSelect, required=False
    )
    shortcomings = LongText(label=_("Shortcomings"), rows=2, required=False)
    proposals = LongText(label=_("Proposals"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("nothing"):
            if cleaned.get("result"):
                self.add_error(
                    "nothing",
                    _("There is a result above. Delete it, or do not say that there is nothing to report."),
                )
        elif "result" not in self.errors and not cleaned.get("result"):
            self.add_error("result", _("Enter the result, or tick “Nothing to report in this period”"))
        elif "rating" not in self.errors and not cleaned.get("rating"):
            self.add_error("rating", _("Choose the pace"))
        return cleaned

    def typed(self) -> dict[str, str]:
        return {name: str(self.data.get(name, "")) for name in self.TYPED if name in self.data}


class NumberField(forms.CharField):
    """A number as people here write it: 3.400 or 12,5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 14, "autocomplete": "off"})
        super().__init__(required=False, max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return number(text)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class FiguresForm(forms.Form):
    """One field for each figure that is asked for."""

    def __init__(
        self, *args: Any, indicators: Iterable[Indicator], earlier: Mapping[int, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        for indicator in self.indicators:
            self.fields[f"s{indicator.pk}"] = NumberField(
                label=f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name,
                help_text=_earlier_words(earlier.get(indicator.pk)),
            )

    def figures(self) -> dict[int, Decimal | None]:
        return {indicator.pk: self.cleaned_data[f"s{indicator.pk}"] for indicator in self.indicators}

    @staticmethod
    def initial_of(figures: dict[int, Decimal]) -> dict[str, str]:
        return {f"s{pk}": shown(value) for pk, value in figures.items()}


def _earlier_words(sum_: Decimal | None) -> str:
    """What the year gave before this round, so that only the period is typed."""
    return "" if sum_ is None else gettext("Earlier in the year: %(sum)s.") % {"sum": shown(sum_)}


class WordsForm(forms.Form):
    """The general assessment; all of it may stay empty."""

    TYPED: Final = ("achievements", "difficulties", "proposals")

    achievements = LongText(
        label=_("General assessment"),
        help_text=_("What the agency has done in the period, in a few sentences."),
        rows=5,
        required=False,
    )
    difficulties = LongText(label=_("Difficulties"), rows=3, required=False)
    proposals = LongText(label=_("Proposals"), rows=3, required=False)

    def typed(self) -> dict[str, str]:
        return {name: str(self.data.get(name, "")) for name in self.TYPED}


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("The form that was filled in (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the file that was filled in"),
            "empty": _("The file is empty."),
        },
    )
