"""What the address of a feed shows: the dates and the events its owner may see now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agencies.permissions import standing
from notices.matters import Matter, about_part, about_report, matter_of
from notices.models import FeedKey, Notice
from tasks.models import Assignment, Report, ReportEvent, Round
from tasks.models import Event as Happening
from tasks.querysets import AssignmentQuerySet
from tasks.reports.querysets import ReportQuerySet

#: Entries of a feed; dates of a calendar.
NEWEST: Final = 50
MOST_DATES: Final = 2000
#: A reader that asks every minute does not write every minute.
USED_EVERY: Final = timedelta(hours=1)


def opened_by(secret: str) -> FeedKey | None:
    """The key, if it opens something now: who has no seat, or left the agency, has no feed."""
    key = FeedKey.objects.opened_by(secret)
    if key is None:
        return None
    held = standing(key.user)
    allowed = key.agency_id in held.agencies if key.agency_id else bool(held.agencies or held.oversees)
    return key if allowed else None


def note_use(key: FeedKey) -> None:
    now = timezone.now()
    if key.used_at is None or key.used_at < now - USED_EVERY:
        FeedKey.objects.filter(pk=key.pk).update(used_at=now)


def dates_of(key: FeedKey) -> AssignmentQuerySet:
    """Open parts with a date: of the agency, or of all one's agencies without those given to a colleague."""
    parts = Assignment.objects.of_agencies_of(key.user).open().exclude(due_on=None)
    if key.agency_id:
        parts = parts.filter(agency=key.agency)
    else:
        parts = parts.filter(Q(officer=None) | Q(officer=key.user))
    return parts.listed().order_by("due_on", "pk")[:MOST_DATES]


def matters_of(key: FeedKey) -> list[Matter]:
    """The newest first: what happened to the agency's parts and reports, or what this person was told."""
    if key.agency_id is None:
        told = Notice.objects.visible_to(key.user).on_site().listed()[:NEWEST]
        return [matter_of(notice, key.user) for notice in told]
    found = [about_part(event, key.user) for event in _events_of_parts(key)]
    found += [about_report(event, key.user) for event in _events_of_reports(key)]
    return sorted(found, key=lambda matter: matter.at, reverse=True)[:NEWEST]


def _events_of_parts(key: FeedKey) -> QuerySet[Happening]:
    own = Assignment.objects.of_agencies_of(key.user).filter(agency=key.agency)
    found = Happening.objects.filter(assignment__in=own.values("pk"))
    return found.select_related("user", "assignment__agency", "assignment__task__document__type").defer(
        "assignment__task__document__text"
    )[:NEWEST]


def _events_of_reports(key: FeedKey) -> QuerySet[ReportEvent]:
    own = Report.objects.of_agencies_of(key.user).filter(agency=key.agency)
    found = ReportEvent.objects.filter(report__in=own.values("pk"))
    joined = found.select_related("user", "report__agency", "report__round")
    return joined.prefetch_related("report__chases__document__type")[:NEWEST]


def reports_of(key: FeedKey) -> ReportQuerySet:
    """Reports that are still to be sent: of the agency, or of all one's agencies."""
    found = Report.objects.of_agencies_of(key.user).missing()
    if key.agency_id:
        found = found.filter(agency=key.agency)
    return found.select_related("round", "agency").order_by("round__due_on", "pk")[:MOST_DATES]


def rounds_of(key: FeedKey) -> QuerySet[Round]:
    """Open rounds, for those who watch over all agencies."""
    if key.agency_id or not standing(key.user).oversees:
        return Round.objects.none()
    return Round.objects.visible_to(key.user).open().order_by("due_on", "pk")[:MOST_DATES]


def calendar(key: FeedKey) -> bytes:
    """All dates as whole days that block no time."""
    made = Calendar()
    made.add("prodid", "-//Van thu//vi")
    made.add("version", "2.0")
    made.add("x-wr-calname", title_of(key))
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    now = datetime.now(UTC)
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    for part in dates_of(key):
        event = _whole_day(f"part-{part.pk}@{host}", part.due_on, now)
        event.add("summary", _("Due: %(task)s") % {"task": part.task.told_title})
        event.add(
            "description", f"{part.agency.name}: {part.get_part_display()}\n{part.task.told_quote}".strip()
        )
        event.add("url", f"{settings.WAGTAILADMIN_BASE_URL}{reverse('home:part', args=[part.pk])}")
        made.add_component(event)
    for report in reports_of(key):
        event = _whole_day(f"report-{report.pk}@{host}", report.round.due_on, now)
        event.add("summary", _("Report due: %(name)s") % {"name": report.round.name})
        event.add("description", report.agency.name)
        event.add("url", f"{settings.WAGTAILADMIN_BASE_URL}{reverse('home:round_report', args=[report.pk])}")
        made.add_component(event)
    for round_ in rounds_of(key):
        event = _whole_day(f"round-{round_.pk}@{host}", round_.due_on, now)
        event.add("summary", _("Reports of all agencies due: %(name)s") % {"name": round_.name})
        made.add_component(event)
    return bytes(made.to_ical())


def _whole_day(uid: str, day: date | None, now: datetime) -> Event:
    """A day in the calendar that blocks no time."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    return event


def title_of(key: FeedKey) -> str:
    name = key.agency.name if key.agency else key.user.get_full_name()
    return f"{settings.WAGTAIL_SITE_NAME}: {name}"
