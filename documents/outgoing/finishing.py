"""The end of a paper's way. Wagtail's models import this while they load, so it imports nothing."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """The page is published, unless it is a paper of ours whose way ends before its number."""
    page = workflow_state.content_object.specific
    steps = workflow_state.workflow.workflow_tasks.filter(task__content_type__app_label="documents")
    if not (getattr(page, "waits_for_number", False) and steps.exists()):
        page.get_latest_revision().publish(user=user)
