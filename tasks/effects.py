"""What others may take part in when a task changes (same transaction)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agencies.effects import Effect

if TYPE_CHECKING:
    from tasks.models import Event, Task

#: A task or who may see it changed.
task_changed: Effect[Task] = Effect()
#: What happened to parts of tasks was written down.
events_noted: Effect[Sequence[Event]] = Effect()
