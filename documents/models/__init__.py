"""Papers, their types, clauses, references, registers and files."""

from documents.models.arrivals import Arrival, Handler
from documents.models.clauses import CitationDecision, Clause, Reference
from documents.models.clean_copies import CleanCopy
from documents.models.disposal import Disposal, DisposalLine, DoomedFile
from documents.models.distribution import Distribution
from documents.models.dossiers import Dossier, DossierLine, Handover
from documents.models.files import DocumentFile, FilePage, StoredFile
from documents.models.pages import DocumentPage, DocumentReader
from documents.models.readings import Reading
from documents.models.registers import Entry, Register, RegisterYear
from documents.models.relations import DocumentRelation
from documents.models.retention import Freeze, Keeping, Lending
from documents.models.sections import SectionPage
from documents.models.steps import STEPS, LegalReview, Numbering, Signature
from documents.models.types import DocumentType
from documents.models.widening import Widening

__all__ = [
    "STEPS",
    "Arrival",
    "CitationDecision",
    "Clause",
    "CleanCopy",
    "Disposal",
    "DisposalLine",
    "Distribution",
    "DocumentFile",
    "DocumentPage",
    "DocumentReader",
    "DocumentRelation",
    "DocumentType",
    "DoomedFile",
    "Dossier",
    "DossierLine",
    "Entry",
    "FilePage",
    "Freeze",
    "Handler",
    "Handover",
    "Keeping",
    "LegalReview",
    "Lending",
    "Numbering",
    "Reading",
    "Reference",
    "Register",
    "RegisterYear",
    "SectionPage",
    "Signature",
    "StoredFile",
    "Widening",
]
