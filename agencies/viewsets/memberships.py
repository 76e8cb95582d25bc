"""Who serves where: every change goes through an action."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from agencies.actions import Action, AppointMember, ChangeMembership, Refused
from agencies.models import Membership
from vietnamese.dates import short
from vietnamese.text import clean, pattern


class ActingForm:
    """A generic form view whose save is an action; what the action refuses stands above the form."""

    action_type: type[Action[Membership]]

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except PermissionDenied:
            form.add_error("role", _("Only an administrator gives or takes a seat in the secretariat."))
        except Refused as refused:
            form.add_error(None, str(refused))
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]

    def save_instance(self) -> Membership:
        membership = self.form.save(commit=False)  # type: ignore[attr-defined]
        self.action_type(membership, self.request.user).execute()  # type: ignore[attr-defined]
        saved: Membership = membership
        return saved


class MembershipCreate(ActingForm, CreateView):  # type: ignore[misc]
    action_type = AppointMember


class MembershipEdit(ActingForm, EditView):  # type: ignore[misc]
    action_type = ChangeMembership


class MembershipIndex(IndexView):  # type: ignore[misc]
    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.select_related("user", "agency").order_by("agency__name", "user__username")

    def search_queryset(self, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        for word in map(pattern, clean(self.search_query).split()):
            queryset = (
                queryset.filter(user__last_name__regex=word)
                | queryset.filter(user__first_name__regex=word)
                | queryset.filter(user__username__regex=word)
                | queryset.filter(agency__name__regex=word)
            )
        return queryset


def person(membership: Membership) -> str:
    return membership.user.get_full_name()


def until(membership: Membership) -> str:
    return short(membership.valid_until) if membership.valid_until else ""


class MembershipViewSet(ModelViewSet):  # type: ignore[misc]
    model = Membership
    name = "nguoi-cua-co-quan"
    icon = "user"
    menu_label = _("People of agencies")
    index_view_class = MembershipIndex
    add_view_class = MembershipCreate
    edit_view_class = MembershipEdit
    copy_view_enabled = False
    list_per_page = 50
    list_filter = ["role", "agency"]
    list_display = [
        Column("user", label=_("Person"), accessor=person),
        Column("agency", label=_("Agency"), sort_key="agency__name"),
        Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
        Column("valid_until", label=_("Until"), accessor=until, sort_key="valid_until"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("agency"),
            FieldPanel("role"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        ]
    )
