"""What others may take part in when a round or a report in it changes (same transaction)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agencies.effects import Effect

if TYPE_CHECKING:
    from tasks.models import ReportEvent, Round

#: What happened to reports was written down: asked for, sent, returned, chased …
report_events_noted: Effect[Sequence[ReportEvent]] = Effect()
#: A round closed.
round_closed: Effect[Round] = Effect()
