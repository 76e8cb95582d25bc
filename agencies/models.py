"""Users, agencies with their validity, aliases, groups and successors, and who serves where."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from agencies.groups import enrol
from agencies.querysets import (
    AgencyQuerySet,
    MembershipQuerySet,
    SavedViewQuerySet,
    SubstitutionQuerySet,
    alias_key,
)
from agencies.statuses import ACTING, Kind, Role


class User(AbstractUser):
    """A person with an account. Rights come from memberships, read anew at each request."""

    SYSTEM = "he-thong"

    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

    @classmethod
    def system(cls) -> User:
        """The named user of work that no person started; it cannot log in."""
        user, created = cls.objects.get_or_create(username=cls.SYSTEM, defaults={"last_name": "Hệ thống"})
        if created:
            user.set_unusable_password()
            user.save()
        return user


class Validity(models.Model):
    """Something that holds from a day until a day, both included; open when empty."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, at: date | None = None) -> bool:
        at = at or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_until is None or at <= self.valid_until
        )


def _one_number(field: str) -> Func:
    return Func(F(field), F(field), Value("[]"), function="int8range")


class Agency(ClusterableModel, Validity):  # type: ignore[misc]
    """An agency is never deleted or renamed in place: it ends and has successors.

    Its aliases, successors and members are edited with it in one form (clusterable).
    """

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DEPARTMENT)
    code = models.CharField(
        _("identification code"),
        max_length=13,
        blank=True,
        help_text=_("As exchanged between agencies."),
    )
    key = models.CharField(max_length=200, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    host = models.ForeignKey(
        "self",
        verbose_name=_("host agency"),
        help_text=_("Whose seal a committee uses."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="agency_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day stands before the first day."),
            ),
            models.UniqueConstraint(
                name="agency_name_once",
                fields=["key", "valid_from"],
                nulls_distinct=False,
                violation_error_message=_("There is an agency of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = alias_key(self.name)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        # The key takes part in the uniqueness check, so it must be there before it.
        self.key = alias_key(self.name)
        super().clean_fields(exclude=exclude)

    @property
    def is_group(self) -> bool:
        return self.kind == Kind.GROUP

    @property
    def shown(self) -> str:
        """What lists show: the short name where there is one."""
        return self.short_name or self.name

    def members(self, at: date | None = None) -> AgencyQuerySet:
        """The agencies of a group as of a day."""
        at = at or timezone.localdate()
        rows = GroupMember.objects.filter(group=self).exclude(valid_from__gt=at).exclude(valid_until__lt=at)
        return Agency.objects.filter(pk__in=rows.values("agency")).existing(at)

    def people(self, at: date | None = None) -> models.QuerySet[User]:
        """Who acts for the agency on the day."""
        seats = Membership.objects.valid(at).filter(agency=self, role__in=ACTING)
        found = User.objects.filter(pk__in=seats.values("user"), is_active=True)
        return found.order_by("first_name", "last_name", "pk")


class Substitution(models.Model):
    """A colleague stands in for an officer of an agency from a day until a day, both included."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="substitutions"
    )
    officer = models.ForeignKey(
        User, verbose_name=_("who is away"), on_delete=models.CASCADE, related_name="absences"
    )
    substitute = models.ForeignKey(
        User, verbose_name=_("substitute"), on_delete=models.CASCADE, related_name="substitutions"
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions_named")
    named_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nobody_substitutes_themselves", condition=~Q(officer=F("substitute"))
            ),
            models.CheckConstraint(
                name="substitution_ends_after_it_begins", condition=Q(last__gte=F("first"))
            ),
            # Ranges of one number: integers have no such constraint without an extension of PostgreSQL.
            ExclusionConstraint(
                name="one_substitute_at_a_time",
                expressions=[
                    (_one_number("officer"), RangeOperators.OVERLAPS),
                    (_one_number("agency"), RangeOperators.OVERLAPS),
                    (
                        Func(F("first"), F("last"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]
        indexes = [models.Index(fields=["substitute", "last"], name="stands_in_for")]

    def __str__(self) -> str:
        return f"{self.substitute} → {self.officer}, {self.first} – {self.last}"


class Alias(Validity):
    """Another way in which papers write an agency's name."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(_("as written"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(name="alias_once_per_agency", fields=["agency", "text"])]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = alias_key(self.text)
        super().save(*args, **kwargs)


class Succession(models.Model):
    """One agency took over from another on a day."""

    predecessor = ParentalKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Agency, verbose_name=_("successor"), on_delete=models.PROTECT, related_name="inheritances"
    )
    on = models.DateField(_("on"))
    basis = models.CharField(_("basis"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [models.UniqueConstraint(name="succession_once", fields=["predecessor", "successor"])]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class GroupMember(Validity):
    """An agency belongs to a group, such as "UBND các huyện", for a time."""

    group = ParentalKey(Agency, on_delete=models.CASCADE, related_name="group_members")
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="group_memberships"
    )

    class Meta:
        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [
            models.UniqueConstraint(
                name="group_member_once",
                fields=["group", "agency", "valid_from"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} ∈ {self.group}"


class Membership(Validity):
    """A person serves an agency in a role for a time."""

    user = models.ForeignKey(
        User,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "agency", "role", "valid_from"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.agency}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the person into the admin or out of it, in one transaction."""
        with transaction.atomic():
            before = User.objects.filter(memberships=self.pk or 0).exclude(pk=self.user_id).first()
            super().save(*args, **kwargs)
            for user in filter(None, (self.user, before)):
                enrol(user)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            result = super().delete(*args, **kwargs)
            enrol(self.user)
        return result


class SavedView(models.Model):
    """A list with its filters, columns and order under a name: the part of an address after "?".

    `agency` is whose people share it; without one it is its owner's alone.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    agency = models.ForeignKey(
        Agency,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    #: Which list: "thu-ky", the key of an agency's list with its number, or a register with its number.
    place = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    default = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="view_named_once", fields=["owner", "place", "name"]),
            models.UniqueConstraint(
                name="one_default_view", fields=["owner", "place"], condition=Q(default=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name
