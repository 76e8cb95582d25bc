"""Lines of the audit log, many in one statement.

Wagtail's `log()` validates each line, which asks the database for every key in it; a line of ours is made of
rows that were just locked or written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, registry
from wagtail.models import PageLogEntry

from agencies.models import User

BATCH = 500


def write(
    lines: Iterable[tuple[Model, dict[str, Any]]],
    action: str,
    user: User | None,
    uuid: UUID | None = None,
    **more: Any,
) -> None:
    """One line for each thing and what is said about it; the action must be one the log knows.

    Lines that share a uuid belong to one act of one person; `more` are other fields of a line of the log.
    """
    kept: dict[Any, list[Any]] = {}
    for thing, data in lines:
        entry = line(thing, data, action, user, uuid, **more)
        if entry is not None:
            kept.setdefault(type(entry), []).append(entry)
    for model, entries in kept.items():
        model.objects.bulk_create(entries, batch_size=BATCH)


def line(
    thing: Model,
    data: dict[str, Any],
    action: str,
    user: User | None,
    uuid: UUID | None = None,
    **more: Any,
) -> Any:
    """A line that is not written yet; None for what has no log."""
    if not registry.action_exists(action):
        raise LookupError(f"no line of the log for {action!r}")
    model: Any = registry.get_log_model_for_instance(thing)
    if model is None:
        return None
    subject = {"page": thing} if issubclass(model, PageLogEntry) else {"object_id": str(thing.pk)}
    return model(
        content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
        label=model.objects.get_instance_title(thing),
        action=action,
        timestamp=timezone.now(),
        user=user,
        uuid=uuid or get_active_log_context().uuid,
        data=data,
        **subject,
        **more,
    )
