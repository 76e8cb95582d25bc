"""The list of agencies, in and out."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from agencies.lookups import find_agencies
from agencies.models import Agency, Alias, GroupMember
from agencies.names import Names
from agencies.querysets import alias_key
from agencies.statuses import Kind
from sheets.columns import Choice, Column, Day, Lookup, Several, Text
from sheets.resources import SheetResource


def _aliases(agency: Agency) -> list[str]:
    return sorted(alias.text for alias in agency.aliases.all()) if agency.pk else []


def _groups(agency: Agency) -> list[Agency]:
    if not agency.pk:
        return []
    today = timezone.localdate()
    rows = [row for row in agency.group_memberships.all() if not row.valid_until or row.valid_until >= today]
    return sorted((row.group for row in rows), key=lambda group: group.name)


class _Sorted(Several):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        return sorted(super().clean(value, row, **kwargs), key=str)


class AgencyResource(SheetResource):
    """An agency is found by its name; an alias the file does not name is kept."""

    kind = "agencies"
    title = _("Import agencies")
    back = "co-quan:index"

    listed = (
        Column("name", _("Name")),
        Column("short_name", _("short name")),
        Column("kind", _("Kind"), Choice(Kind.choices)),
        Column("parent", _("Parent agency"), Lookup(lambda text: None)),
        Column("valid_until", _("Exists until")),
    )
    sorted_by = ("name", "short_name", "kind", "valid_until")

    name = Column("name", "Tên cơ quan", required=True)
    short_name = Column("short_name", "Tên viết tắt")
    what = Column("kind", "Loại", Choice(Kind.choices, Kind.DEPARTMENT))
    code = Column("code", "Mã định danh")
    parent = Column("parent", "Cơ quan cấp trên", Lookup(lambda text: None))
    valid_from = Column("valid_from", "Tồn tại từ ngày", Day())
    valid_until = Column("valid_until", "Tồn tại đến ngày", Day())
    aliases = Column("aliases", "Tên gọi khác", _Sorted(Text()), read=_aliases)
    groups = Column("groups", "Thuộc nhóm", _Sorted(Lookup(lambda text: None)), read=_groups)

    class Meta(SheetResource.Meta):
        model = Agency
        fields = (
            "name",
            "short_name",
            "what",
            "code",
            "parent",
            "valid_from",
            "valid_until",
            "aliases",
            "groups",
        )

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__(user, options)
        self.names = Names()
        self._seen: dict[str, int] = {}
        self._held: dict[str, Agency] = {
            agency.key: agency for agency in Agency.objects.order_by("valid_from", "pk")
        }
        self.fields["parent"].widget = Lookup(self.names.find)
        self.fields["groups"].widget = _Sorted(Lookup(self._group))

    def _group(self, text: str) -> Agency:
        found = self.names.find(text)
        if not found.is_group:
            raise ValueError(gettext("“%(name)s” is not a group of agencies.") % {"name": found.name})
        return found

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        key = alias_key(str(row.get(self.fields["name"].column_name) or ""))
        if key and key in self._seen:
            raise ValueError(gettext("The same agency stands in row %(row)d.") % {"row": self._seen[key]})
        self._seen[key] = kwargs["row_number"]

    def get_instance(self, instance_loader: Any, row: Any) -> Agency | None:
        held = self._held.get(alias_key(str(row.get(self.fields["name"].column_name) or "")))
        return Agency.objects.get(pk=held.pk) if held else None

    def write(self, instance: Agency, is_create: bool) -> None:
        instance.save()
        known = set(_aliases(instance))
        for text in getattr(instance, "_sheet_aliases", []):
            if text not in known:
                Alias.objects.create(agency=instance, text=text)
        held = {group.pk for group in _groups(instance)}
        for group in getattr(instance, "_sheet_groups", []):
            if group.pk not in held:
                GroupMember.objects.create(group=group, agency=instance)
        log(instance, "wagtail.create" if is_create else "wagtail.edit", user=self.user)

    def seen(self, instance: Agency, row: Any) -> None:
        self.names.add(instance, getattr(instance, "_sheet_aliases", []))

    def skip_row(self, instance: Agency, *args: Any, **kwargs: Any) -> bool:
        """Aliases and groups are only added to, so what is held besides does not make a difference."""
        for attribute, held in (("aliases", _aliases(instance)), ("groups", _groups(instance))):
            named = getattr(instance, f"_sheet_{attribute}", None)
            if named is not None and set(named) <= set(held):
                setattr(instance, f"_sheet_{attribute}", held)
        return super().skip_row(instance, *args, **kwargs)

    def exported(self, filters: Any) -> Any:
        """As the list of the screen, which finds by any name and by kind."""
        found = Agency.objects.visible_to(self.user).select_related("parent")
        if kinds := filters.getlist("kind"):
            found = found.filter(kind__in=kinds)
        if words := filters.get("q", "").strip():
            found = found.filter(pk__in=find_agencies(words, self.user))
        found = found.prefetch_related("aliases", "group_memberships__group")
        return self.in_order(found, filters, "name")
