"""What others may take part in when a round changes (same transaction)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.effects import Effect

if TYPE_CHECKING:
    from tasks.models import Report, Round

#: Agencies are asked for their reports.
round_opened: Effect[Round] = Effect()
#: A report was sent, taken back, returned or accepted.
report_changed: Effect[Report] = Effect()
