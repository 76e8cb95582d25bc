"""What the agencies app tells Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from agencies.actions import Action


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Every action class has a line in the log, under its own label."""
    for name, action in Action.registry.items():
        actions.register_action(name, action.label, action.label)
