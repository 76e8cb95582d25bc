"""Agencies with their aliases, members and successors; an agency ends, it is not deleted."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from agencies.lookups import find_agencies
from agencies.models import Agency
from agencies.querysets import alias_key
from sheets.buttons import list_buttons
from vietnamese.dates import short


class AgencyForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Refuses what the database would refuse, with a sentence beside the line."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._name_once(cleaned)
        self._once("aliases", ["text"])
        self._once("successions", ["successor"])
        self._once("group_members", ["agency", "valid_from"])
        return cleaned

    def _name_once(self, cleaned: dict[str, Any]) -> None:
        """The constraint is on the folded name, which no field of the form holds."""
        key = alias_key(cleaned.get("name") or "")
        same = Agency.objects.filter(key=key, valid_from=cleaned.get("valid_from"))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", gettext("There is an agency of this name already."))

    def _once(self, relation: str, fields: list[str]) -> None:
        seen = set()
        for line in self.formsets[relation].forms:
            values = getattr(line, "cleaned_data", {})
            if not values or values.get("DELETE") or not line.is_valid():
                continue
            said = tuple(values.get(field) for field in fields)
            if said in seen:
                line.add_error(fields[0], gettext("This stands in the list twice."))
                self.add_error(None, gettext("“%(name)s” stands in the list twice.") % {"name": said[0]})
            seen.add(said)


class AtOnce:
    """Of two clerks who save the same at one moment, the second reads it above the filled form."""

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except IntegrityError as twice:
            if "agency_name_once" in str(twice):
                form.add_error("name", gettext("There is an agency of this name already."))
            else:
                form.add_error(
                    None, gettext("Somebody has just saved the same line. Open the agency again to see it.")
                )
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]


class AgencyCreate(AtOnce, CreateView):  # type: ignore[misc]
    pass


class AgencyEdit(AtOnce, EditView):  # type: ignore[misc]
    pass


class AgencyIndex(IndexView):  # type: ignore[misc]
    """Finds agencies by any of their names, with or without accents."""

    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Agency]:
        return Agency.objects.select_related("parent")

    def search_queryset(self, queryset: QuerySet[Agency]) -> QuerySet[Agency]:
        return queryset.filter(pk__in=find_agencies(self.search_query, self.request.user))

    @property
    def header_more_buttons(self) -> list[Button]:
        return list_buttons("agencies", self.request.GET)


def ends(agency: Agency) -> str:
    return short(agency.valid_until) if agency.valid_until else ""


class AgencyViewSet(ModelViewSet):  # type: ignore[misc]
    model = Agency
    name = "co-quan"
    icon = "group"
    menu_label = _("Agencies")
    index_view_class = AgencyIndex
    add_view_class = AgencyCreate
    edit_view_class = AgencyEdit
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "name",
        "short_name",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("parent", label=_("Parent agency")),
        Column("valid_until", label=_("Exists until"), accessor=ends, sort_key="valid_until"),
    ]
    list_filter = ["kind"]
    ordering = "name"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
            FieldPanel("kind"),
            FieldPanel("parent"),
            FieldPanel("host"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])],
                heading=_("Exists"),
                help_text=_(
                    "An agency that no longer exists gets a last day and a successor; its papers stay."
                ),
            ),
            InlinePanel(
                "aliases",
                heading=_("Other ways its name is written"),
                label=_("Alias"),
                panels=[FieldPanel("text")],
            ),
            InlinePanel(
                "successions",
                heading=_("Successors"),
                label=_("Successor"),
                panels=[FieldPanel("successor"), FieldPanel("on"), FieldPanel("basis")],
            ),
            InlinePanel(
                "group_members",
                heading=_("Members, if it is a group"),
                label=_("Member"),
                panels=[
                    FieldPanel("agency"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                ],
            ),
        ],
        base_form_class=AgencyForm,
    )
