"""From a reading to a registration: the draft page a clerk looks through before anything counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actions import Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from documents import effects
from documents.models import DocumentPage, DocumentType, SectionPage
from documents.reading.findings import Header
from documents.statuses import Family

if TYPE_CHECKING:
    from documents.reading.reader import Reading

#: Where papers of a type go when nobody says otherwise.
SECTIONS = {"KH": "ke-hoach", "CTr": "ke-hoach", "ĐA": "ke-hoach"}
DIRECTIVES = "chi-dao"
LAW = "van-ban-phap-luat"


@dataclass(frozen=True)
class Registered:
    """A draft made from a reading, by whom: others turn its duties into proposals of theirs."""

    document: DocumentPage
    reading: Reading
    user: User


def register(
    reading: Reading,
    user: User,
    section: SectionPage | None = None,
    *,
    skip_permission_checks: bool = False,
) -> DocumentPage:
    """Make the draft page with what was read, and let others propose their part; all or nothing.

    Raises PermissionDenied, or Refused when the paper is held already or no section exists.
    """
    if not skip_permission_checks and not standing(user).staff:
        raise PermissionDenied(_("Your account may not do this."))
    with transaction.atomic():
        document = _draft(reading)
        _refuse_twin(document)
        parent = section or _section_for(document)
        parent.add_child(instance=document)
        document.save_revision(user=user)
        effects.reading_registered(Registered(document, reading, user))
    return document


def _draft(reading: Reading) -> DocumentPage:
    header = reading.header
    issuer = _issuer(header.issuer)
    return DocumentPage(
        live=False,
        type=_type(header),
        **_number(header),
        issuer=issuer,
        issuer_as_written=(header.issuer or "")[:255],
        place=(header.place or "")[:100],
        issued_on=header.issued_on,
        subject=(header.subject or _("No subject read"))[:500],
        signer=(header.signer.name if header.signer else "")[:100],
        signer_titles="\n".join(header.signer.titles) if header.signer else "",
        recipients="\n".join(header.recipients),
        text=reading.text,
    )


def _number(header: Header) -> dict[str, Any]:
    """A whole number becomes number and symbol; anything else (66.18/2026/NQ-CP) is kept as printed."""
    if isinstance(header.number, int) and header.symbol:
        return {
            "number": header.number,
            "symbol": header.symbol[:60],
            "printed": (header.code or "")[:80],
        }
    return {"printed": (header.code or "")[:80]}


def _carries_year(header: Header) -> bool:
    """Normative papers print it: 30/2020/NĐ-CP. The symbol read is without it."""
    parts = (header.code or "").split("/")
    return len(parts) == 3 and parts[1].isdigit() and len(parts[1]) == 4


def _type(header: Header) -> DocumentType:
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


def _issuer(written: str | None) -> Agency | None:
    if not written:
        return None
    found = list(Agency.objects.named(written)[:2])
    return found[0] if len(found) == 1 else None


def _refuse_twin(document: DocumentPage) -> None:
    document.name_itself()
    if not document.key:
        return
    twins = DocumentPage.objects.filter(
        key=document.key, issued_on=document.issued_on, issuer=document.issuer
    ).first()
    if twins is not None:
        raise Refused(
            _("%(code)s of the same day and agency is already in the register (page %(pk)d).")
            % {"code": twins.code, "pk": twins.pk}
        )


def _section_for(document: DocumentPage) -> SectionPage:
    slug = (
        LAW
        if document.type.family == Family.NORMATIVE
        else SECTIONS.get(document.type.abbreviation, DIRECTIVES)
    )
    section = SectionPage.objects.filter(slug=slug).first() or SectionPage.objects.first()
    if section is None:
        raise Refused(_("The site has no section yet. Run prepare_site first."))
    return section
