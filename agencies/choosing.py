"""Choose agencies among many: grouped by kind, a whole group with one tick, found while typing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Case, When
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from agencies.models import Agency
from agencies.statuses import Kind

#: Up to so many agencies stand there unfolded.
FEW = 12
_BY_KIND = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Kind.values)))


class LongSelect(forms.Select):
    """A select whose options are written in one go: Django renders a template for each of hundreds."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        options = (
            f'<option value="{escape(given or "")}"{mark}>{escape(label)}</option>'
            for given, label in self.choices
            for mark in [" selected" if str(given) in chosen else ""]
        )
        written = mark_safe("".join(options))
        shown = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(shown), written)


class AgenciesWidget(forms.CheckboxSelectMultiple):
    """Ticks in groups that fold. A tick at the head of a group stands for all its members, scripts or not."""

    template_name = "agencies/admin/agencies.html"

    class Media:
        js = (forms.Script("js/admin/agencies.js", type="module"),)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        ticked = [str(value) for value in super().value_from_datadict(data, files, name) or []]
        whole = set(data.getlist(f"{name}__kind")) if hasattr(data, "getlist") else set()
        members = (
            str(value)
            for _kind, choices in self.choices
            for value, _label in choices
            if value.instance.kind in whole
        )
        return list(dict.fromkeys([*ticked, *(members if whole else ())]))

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-also"] = value.instance.short_name
        return option

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        drawn = [_Group(label, options) for label, options, _place in context["widget"]["optgroups"]]
        few = sum(len(group.options) for group in drawn) <= FEW
        groups = [(group, few or group.chosen > 0) for group in drawn]
        return {**context, "groups": groups, "name": name}

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return render_to_string(template_name, context)


class _Group:
    def __init__(self, label: str, options: list[dict[str, Any]]) -> None:
        self.label = label
        self.options = options
        self.kind = options[0]["value"].instance.kind
        self.chosen = sum(bool(option["selected"]) for option in options)


class _ByKind(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        for kind, members in groupby(self.queryset.order_by(_BY_KIND, "name"), key=lambda one: one.kind):
            yield Kind(kind).label, [self.choice(agency) for agency in members]


class AgenciesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Agencies among those of `queryset`, which a form sets when it is made."""

    widget = AgenciesWidget
    iterator = _ByKind

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(Agency.objects.none() if queryset is None else queryset, **kwargs)
