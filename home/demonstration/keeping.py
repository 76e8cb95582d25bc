"""What keeps the plan: a copy to print, and a dossier with the papers it rests on."""

from __future__ import annotations

from datetime import date
from html import escape
from io import BytesIO

from django.core.files.base import ContentFile
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate

from agencies.models import Agency, User
from documents.archive.dossiers import AddMaterial, AddPapers, OpenDossier
from documents.models import DocumentPage, Dossier, DossierLine, StoredFile
from documents.printing.pdf import PLAIN, have_fonts
from home.demonstration.people import COMMITTEE

TITLE = "Thực hiện Kế hoạch 15/KH-BCĐ về phòng, chống tội phạm mua bán người"
#: Held papers that the plan rests on, as their keys.
BESIDE = ("61/kh-ubnd", "1427/qd-ttg")


def to_print(text: str, clerk: User) -> StoredFile:
    """The text as PDF pages, so that a first page can be looked at."""
    have_fonts()
    style = ParagraphStyle("text", fontName=PLAIN, fontSize=13, leading=19, spaceAfter=5)
    out = BytesIO()
    pages = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=30 * mm,
        rightMargin=20 * mm,
        title="Kế hoạch 15/KH-BCĐ",
        author=COMMITTEE,
        subject=TITLE,
        creator="Văn thư",
        lang="vi",
    )
    pages.build([Paragraph(escape(line), style) for line in text.splitlines() if line.strip()])
    stored: StoredFile = StoredFile.objects.create(
        title="Kế hoạch 15/KH-BCĐ, bản để in",
        file=ContentFile(out.getvalue(), "ke-hoach-15-kh-bcd.pdf"),
        uploaded_by_user=clerk,
    )
    return stored


def add_dossier(plan: DocumentPage, committee: Agency, clerk: User) -> None:
    dossier = Dossier(
        year=2012,
        heading="I. PHÒNG, CHỐNG TỘI PHẠM",
        symbol="PCTP",
        title=TITLE,
        retention=10,
        keeper=clerk,
        started_on=plan.issued_on or date(2012, 3, 5),
    )
    OpenDossier(committee, clerk, dossier=dossier).execute()
    beside = DocumentPage.objects.filter(key__in=BESIDE)
    AddPapers(dossier, clerk, papers=[plan, *beside]).execute()
    line = DossierLine(title="Ảnh hội nghị triển khai kế hoạch (mẫu)", dated=date(2012, 3, 20))
    AddMaterial(dossier, clerk, line=line).execute()
