"""What a reading proposes for the fields of a registration, and what the register makes of a number."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from agencies.models import Agency
from agencies.querysets import alias_key
from documents.models import DocumentType, SectionPage
from documents.reading.findings import Header, Signer, Span
from documents.statuses import Circulation, Family
from vietnamese.numbers import key_of
from vietnamese.text import fold

if TYPE_CHECKING:
    from documents.models import Reading

#: Where papers of a type go when nobody says otherwise.
SECTIONS = {"KH": "ke-hoach", "CTr": "ke-hoach", "ĐA": "ke-hoach"}
DIRECTIVES = "chi-dao"
LAW = "van-ban-phap-luat"

_CODE = re.compile(
    r"(?P<number>\d{1,9})(?P<suffix>[A-Za-zđĐ]?)\s*(?P<joint>[/\-–])\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?(?P<symbol>\S.*)"
)
_PROVINCE = re.compile(r" (?:tinh|thanh pho) .*$")
#: So many agencies are offered.
MOST = 5
_ONLY_SYMBOL = re.compile(r"[\s.…_]*/\s*(?P<symbol>[^\W\d_].*)")


@dataclass(frozen=True)
class Proposed:
    """The fields of a page as read; `candidates` are the agencies that the issuer as written can mean.

    A single one is `likely`; it is the issuer only when it is known under that very name.
    """

    fields: dict[str, Any]
    candidates: tuple[Agency, ...]

    @property
    def likely(self) -> Agency | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


def proposed(header: Header, text: str) -> Proposed:
    """What a clerk would be shown first; nothing is invented where nothing was read."""
    known = tuple(Agency.objects.named(header.issuer or "")[:MOST])
    candidates = known or tuple(agencies_like(header.issuer or ""))
    kind = type_of(header)
    fields = {
        "code": header.code or (f"/{header.symbol}" if header.symbol else ""),
        "printed": _printed(header, text),
        "issued_on": header.issued_on,
        "issuer": known[0] if len(known) == 1 else None,
        "issuer_as_written": (header.issuer or "")[:255],
        "type": kind,
        "subject": (header.subject or "")[:500],
        "place": (header.place or "")[:100],
        "signer": (header.signer.name if header.signer else "")[:100],
        "signer_titles": "\n".join(header.signer.titles) if header.signer else "",
        "recipients": "\n".join(header.recipients),
        "urgency": fold(header.urgency or "").replace(" ", "_"),
        "circulation": _circulation(header, kind),
        "section": section_for(kind),
    }
    return Proposed(fields, candidates)


def proposed_again(reading: Reading) -> Proposed:
    """The same from a reading that was kept, with the agencies as they are known now."""
    return proposed(header_of(reading.header), reading.text)


def header_of(said: dict[str, Any]) -> Header:
    """A header from what was kept of it."""
    signer = said.get("signer")
    day = said.get("issued_on")
    names = {one.name for one in dataclasses.fields(Header)}
    rest = {name: value for name, value in said.items() if name in names}
    return Header(
        **{
            **rest,
            "issued_on": date.fromisoformat(day) if day else None,
            "signer": Signer(signer["name"], tuple(signer["titles"])) if signer else None,
            "recipients": tuple(said.get("recipients") or ()),
            "spans": {name: Span(*place) for name, place in (said.get("spans") or {}).items()},
        }
    )


def number_fields(code: str, printed: str, family: str) -> dict[str, Any]:
    """A whole number becomes number and symbol; anything else (66.18/2026/NQ-CP) is kept as written.

    What stands on the paper is kept beside it as long as it is the same number.
    """
    code = " ".join(code.split())
    as_printed = printed if printed and key_of(printed) == key_of(code) else code
    fields = {"number": None, "suffix": "", "symbol": "", "printed": as_printed[:80]}
    if whole := _CODE.fullmatch(code):
        # The register joins number and symbol by the type's family; a number joined otherwise stays text.
        as_party = (whole["joint"] != "/") == (family == Family.PARTY)
        with_year = bool(whole["year"]) == (family == Family.NORMATIVE)
        if as_party and with_year:
            split = {"number": int(whole["number"]), "suffix": whole["suffix"].lower()}
            return {**fields, **split, "symbol": whole["symbol"].strip()[:60]}
    elif only := _ONLY_SYMBOL.fullmatch(code):
        return {**fields, "symbol": only["symbol"][:60], "printed": ""}
    return fields


def agencies_like(written: str) -> list[Agency]:
    """Agencies whose names begin with what is written, or are that name without its province."""
    key = alias_key(written)
    if len(key.split()) < 2:
        return []
    here = _PROVINCE.sub("", key)
    begun = Q(key__startswith=f"{key} ")
    return list(Agency.objects.filter(begun | Q(key=here) | Q(aliases__key=here)).distinct()[:MOST])


def type_of(header: Header) -> DocumentType:
    """The type read, of the family its symbol shows; a letter (công văn) when nothing else fits."""
    types = DocumentType.objects.exclude(family=Family.COPY)
    if header.code and "-" in header.code and header.code.split("-")[0].isdigit():
        party = types.filter(family=Family.PARTY, abbreviation=header.type or "").first()
        if party is not None:
            return party
    if _carries_year(header):
        normative = types.filter(family=Family.NORMATIVE, name__startswith=header.type_name or "?").first()
        if normative is not None:
            return normative
    named = types.filter(name__iexact=header.type_name or "").first()
    return named or types.get(name="Công văn")


def section_for(kind: DocumentType) -> SectionPage | None:
    """None when the site has no section at all."""
    slug = LAW if kind.family == Family.NORMATIVE else SECTIONS.get(kind.abbreviation, DIRECTIVES)
    found: SectionPage | None = SectionPage.objects.filter(slug=slug).first() or SectionPage.objects.first()
    return found


def _circulation(header: Header, kind: DocumentType) -> Circulation:
    """Law is for everybody unless it says otherwise; the rest stays in the house until a clerk opens it."""
    lawful = kind.family == Family.NORMATIVE and not header.circulation
    return Circulation.PUBLIC if lawful else Circulation.INTERNAL


def _carries_year(header: Header) -> bool:
    """Normative papers print it: 30/2020/NĐ-CP. The symbol read is without it."""
    parts = (header.code or "").split("/")
    return len(parts) == 3 and parts[1].isdigit() and len(parts[1]) == 4


def _printed(header: Header, text: str) -> str:
    place = header.spans.get("code")
    return " ".join(text[place.start : place.end].split())[:80] if place else (header.code or "")[:80]
