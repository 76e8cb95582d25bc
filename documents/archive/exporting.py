"""A dossier as one file: lists, data and the files of its papers in their order (Annex VI, III.4.g)."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, Any, Final
from xml.etree import ElementTree

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.archive.querysets import DossierLineQuerySet
from documents.archive.results import files_of
from documents.books.dossiers import INDEX
from documents.models import DocumentFile, DocumentPage, Dossier, DossierLine
from documents.printing import PRINTED, Paper
from jobs.actions import Progress, WorkFailed, work
from jobs.models import Job
from jobs.schedule import daily
from sheets.writing import write_xlsx
from vietnamese.text import fold

EXPORT: Final = "export_dossier"
#: An export is fetched within a day; then it is deleted.
KEPT: Final = timedelta(days=1)


@work(EXPORT)
def export(progress: Progress) -> dict[str, Any]:
    """Repeatable: the file of an earlier attempt is written over."""
    user = progress.job.user
    dossier = Dossier.objects.visible_to(user).filter(pk=progress.arguments["dossier"]).first()
    if dossier is None:
        raise WorkFailed(_("The dossier is no longer there, or you may not see it any more."))
    name = name_of(progress.job)
    with TemporaryFile() as packed:
        count = write(dossier, user, packed, progress)
        packed.seek(0)
        default_storage.delete(name)
        default_storage.save(name, File(packed))
    return {"papers": count, "export": True}


def name_of(job: Job) -> str:
    return f"ket-xuat/{job.pk}.zip"


@daily("delete_exports", gettext_lazy("Delete exports of yesterday"), at=time(2, 45))
def delete_old(progress: Progress) -> dict[str, Any]:
    """Exports that nobody may fetch any more."""
    old = Job.objects.filter(kind=EXPORT, ended_at__lt=timezone.now() - KEPT, result__export=True)
    for job in old:
        default_storage.delete(name_of(job))
        Job.objects.filter(pk=job.pk).update(result={**job.result, "export": False})
    return {"files": len(old)}


def lines_for(dossier: Dossier, user: Any) -> DossierLineQuerySet:
    """What of a dossier this person may see: papers through their own rule, and other material."""
    papers = DocumentPage.objects.visible_to(user)
    lines = dossier.lines.visible_to(user)
    found: DossierLineQuerySet = lines.filter(document__in=papers) | lines.filter(document=None)
    return found


def index_of(dossier: Dossier, lines: DossierLineQuerySet) -> Paper:
    """The list of the papers in a dossier, ready to be printed."""
    below = [dossier.title, f"Số, ký hiệu hồ sơ: {dossier.code}", f"Năm {dossier.year}"]
    return Paper(INDEX.title, below, INDEX.headings, INDEX.widths, INDEX.rows(lines), INDEX.signed)


def write(dossier: Dossier, user: Any, out: IO[bytes], progress: Progress | None = None) -> int:
    """Pack the dossier; files are copied block by block. Returns how many papers and materials it has."""
    lines = lines_for(dossier, user)
    total = lines.count()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for form in PRINTED:
            with packed.open(f"muc-luc-van-ban.{form}", "w") as member:
                PRINTED[form][0](index_of(dossier, lines), member)
        with packed.open("muc-luc-van-ban.xlsx", "w") as member:
            write_xlsx(INDEX.headings, INDEX.rows(lines), member)
        listed = lines.listed().order_by("number")
        packed.writestr("ho-so.xml", ElementTree.tostring(described(dossier, listed), "utf-8"))
        for done, line in enumerate(listed.iterator(100), 1):
            for name, stored in _members(line, user):
                with stored.open("rb") as source, packed.open(name, "w", force_zip64=True) as member:
                    shutil.copyfileobj(source, member, 1 << 20)
            if progress is not None:
                progress.tell(done, total)
    return total


def _members(line: DossierLine, user: Any) -> Iterator[tuple[str, Any]]:
    """The files of one line, in a folder named by its place; a file that is lost is left out."""
    paper = line.document
    code = paper.code if paper else line.code
    folder = f"{line.number:03d}-{slugify(fold(code.replace('/', '-')))[:60] or 'tai-lieu'}"
    for number, (name, stored) in enumerate(_files(line, user), 1):
        if stored.storage.exists(stored.name):
            stem = slugify(fold(PurePath(name).stem))[:80] or "tep"
            yield f"{folder}/{number:02d}-{stem}{PurePath(name).suffix[:10]}", stored


def _files(line: DossierLine, user: Any) -> list[tuple[str, Any]]:
    """By their names: those of the paper, or the evidence of a result."""
    if line.document_id is None:
        return files_of(line.source, user) if line.source else []
    rows = DocumentFile.objects.filter(page=line.document_id).select_related("file")
    return [(row.file.filename, row.file.file) for row in rows.order_by("sort_order", "pk")]


def described(dossier: Dossier, lines: DossierLineQuerySet) -> ElementTree.Element:
    """The data of a dossier and its papers under the names of Annex VI, part II."""
    root = ElementTree.Element("Dossier")
    code = ElementTree.SubElement(root, "FileCode")
    _add(code, OrganId=dossier.agency.code, FileCatalog=dossier.year, FileNotation=dossier.code)
    _add(
        root,
        Title=dossier.title,
        Maintenance=dossier.term,
        Creator=dossier.keeper.get_full_name(),
        StartDate=dossier.started_on.isoformat(),
        EndDate=dossier.ended_on.isoformat() if dossier.ended_on else "",
        Description=dossier.note,
    )
    for line in lines.iterator(100):
        paper = line.document
        held = ElementTree.SubElement(root, "Document")
        _add(
            held,
            DocOrdinal=line.number,
            TypeName=paper.type.name if paper else "",
            CodeNumber=f"{paper.number or ''}{paper.suffix}" if paper else "",
            CodeNotation=paper.symbol if paper else line.code,
            IssuedDate=(paper.issued_on if paper else line.dated) or "",
            OrganName=paper.issuer_name if paper else line.author,
            Subject=paper.subject if paper else line.title,
            PageAmount=line.sheets,
            Description=line.note,
        )
        if paper:
            signer = ElementTree.SubElement(held, "SignerInfo")
            _add(signer, Position="; ".join(paper.signer_titles.splitlines()), FullName=paper.signer)
    _add(root, DocTotal=len(root.findall("Document")))
    return root


def _add(parent: ElementTree.Element, **values: Any) -> None:
    for name, value in values.items():
        ElementTree.SubElement(parent, name).text = str(value)
