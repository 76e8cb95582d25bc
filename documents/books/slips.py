"""What is printed for one paper that came in: its slip and its stamp (decree 30/2020, Annex IV, V and VII).

The words are the decree's; what nobody has said yet is a line of dots to be written on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from documents.archive.places import place_of
from documents.models import Arrival, Handler
from documents.printing.minutes import Minutes
from documents.printing.stamp import Stamp
from documents.statuses import Part
from vietnamese.dates import long, short

DOTS: Final = "……………………………………………"
ONE_DAY: Final = "Ngày, tháng, năm"


def slip_of(arrival: Arrival, on: date) -> Minutes:
    dated = f" {long(arrival.dated)}" if arrival.dated else ""
    number = f" số {arrival.code}" if arrival.code else ""
    agency = arrival.entry.register_year.register.agency
    return Minutes(
        agency=agency.name,
        number="",
        place=place_of(agency),
        on=on,
        title="PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        about=f"{arrival.type.name}{number}{dated} của {arrival.author}: {arrival.subject}",
        lines=list(_lines(arrival)),
    )


def _lines(arrival: Arrival) -> Iterator[str]:
    handlers = list(arrival.handlers.all())
    leads = [one for one in handlers if one.part == Part.LEAD]
    helps = [one for one in handlers if one.part == Part.COORDINATE]
    arrived = f"Số đến: {arrival.entry.printed}. Ngày đến: {short(arrival.entry.on)}."
    yield f"{arrived} Độ khẩn: {arrival.get_urgency_display()}." if arrival.urgency else arrived
    yield "1. Ý kiến của lãnh đạo cơ quan, tổ chức"
    yield f"- Giao đơn vị, cá nhân chủ trì: {_named(leads)}"
    yield f"- Giao các đơn vị, cá nhân tham gia phối hợp giải quyết: {_named(helps)}"
    yield f"- Thời hạn giải quyết: {short(arrival.due_on) if arrival.due_on else DOTS}"
    yield f"- Ý kiến: {arrival.opinion or DOTS}"
    yield f"- {ONE_DAY} cho ý kiến: {DOTS}"
    yield "2. Ý kiến của lãnh đạo đơn vị"
    yield f"- Giao cho cá nhân; thời hạn giải quyết: {DOTS}"
    yield f"- {ONE_DAY} cho ý kiến: {DOTS}"
    yield "3. Ý kiến đề xuất của người giải quyết"
    yield f"- Ý kiến đề xuất: {arrival.outcome or DOTS}"
    yield f"- {ONE_DAY} đề xuất ý kiến: {short(arrival.done_on) if arrival.done_on else DOTS}"


def _named(handlers: list[Handler]) -> str:
    said = (f"{one.agency.name}{f' (hạn {short(one.due_on)})' if one.due_on else ''}" for one in handlers)
    return "; ".join(said) or DOTS


def stamp_of(arrival: Arrival) -> Stamp:
    """The dossier is named once the paper stands in one."""
    lead, page = arrival.lead, arrival.entry.document
    lines = page.dossier_lines.select_related("dossier").order_by("pk") if page else []
    return Stamp(
        agency=arrival.entry.register_year.register.agency.name,
        number=arrival.entry.printed,
        on=short(arrival.entry.on),
        to=lead.agency.shown if lead else "",
        dossier="; ".join(line.dossier.code for line in lines),
    )
