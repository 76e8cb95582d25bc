"""The two minutes: of a handover to the archive (decree 30/2020, Annex V, V) and of a disposal."""

from __future__ import annotations

from django.db.models import Count, Max, Min
from django.utils import timezone

from documents.archive.places import place_of
from documents.models import Disposal, DocumentFile, Handover
from documents.printing.minutes import Minutes
from documents.printing.paper import DOTS
from documents.statuses import Outcome, Verdict
from vietnamese.counting import in_words
from vietnamese.dates import short

DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"


def of_handover(handover: Handover) -> Minutes:
    dossiers = handover.dossiers.all()
    told = dossiers.aggregate(
        count=Count("pk"), first=Min("started_on"), last=Max("ended_on"), year=Min("year")
    )
    files = DocumentFile.objects.filter(page__dossier_lines__dossier__in=dossiers).distinct().count()
    period = f"{short(told['first'])} – {short(told['last'])}" if told["count"] else ""
    lines = [
        DECREE,
        f"Căn cứ Danh mục hồ sơ năm {told['year'] or handover.year},",
        "Chúng tôi gồm:",
        f"BÊN GIAO: Ông (bà): {handover.giver}",
        f"Chức vụ công tác: {handover.giver_post}",
        f"BÊN NHẬN: Ông (bà): {handover.receiver}",
        f"Chức vụ công tác: {handover.receiver_post}",
        "Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:",
        f"1. Tên khối tài liệu giao nộp: {handover.title}",
        f"2. Thời gian của hồ sơ, tài liệu: {period}",
        "3. Số lượng tài liệu:",
        "a) Đối với hồ sơ, tài liệu giấy",
        f"- Tổng số hộp (cặp): {DOTS}",
        f"- Tổng số hồ sơ (đơn vị bảo quản): {DOTS} Quy ra mét giá: {DOTS} mét.",
        "b) Đối với hồ sơ, tài liệu điện tử",
        f"- Tổng số hồ sơ: {told['count']:02d}",
        f"- Tổng số tệp tin trong hồ sơ: {files:02d}",
        f"4. Tình trạng tài liệu giao nộp: {handover.condition}",
        "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.",
        "Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./.",
    ]
    return Minutes(
        agency=handover.agency.name,
        number=f"{handover.number:02d}/BB-GN",
        place=place_of(handover.agency),
        on=handover.on,
        title="BIÊN BẢN",
        about="Giao nhận hồ sơ, tài liệu",
        lines=lines,
        signers=("ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN"),
    )


def of_disposal(disposal: Disposal) -> Minutes:
    """What was decided, by whom, and what came of it; the list is printed beside it."""
    lines = disposal.lines
    decided = lines.filter(verdict=Verdict.DISPOSE).count()
    kept = lines.filter(verdict=Verdict.KEEP).count()
    gone = lines.filter(outcome=Outcome.DESTROYED).count()
    held = lines.filter(outcome=Outcome.HELD).count()
    on = timezone.localdate(disposal.decided_at or disposal.opened_at)
    author = disposal.opened_by.get_full_name()
    approver = disposal.decided_by.get_full_name() if disposal.decided_by else DOTS
    said = [
        DECREE,
        f"Căn cứ Danh mục tài liệu hết giá trị số {disposal.number:02d} năm {disposal.year}, "
        f"tính đến {short(disposal.as_of)},",
        "Chúng tôi gồm:",
        f"Người lập danh mục: {author}",
        f"Người phê duyệt: {approver}",
        "Thống nhất lập biên bản tiêu hủy tài liệu hết giá trị với những nội dung như sau:",
        f"1. Số văn bản, tài liệu đưa ra xét: {decided + kept}, trong đó quyết định tiêu hủy {decided}, "
        f"giữ lại {kept}.",
        f"2. Đã tiêu hủy: {gone} (bằng chữ: {in_words(gone)}) văn bản, tài liệu, gồm nội dung, các bản thảo "
        "và tệp kèm theo trong hệ thống.",
        f"3. Chưa tiêu hủy vì có căn cứ giữ lại phát sinh: {held}.",
        "4. Số, ký hiệu, ngày tháng, trích yếu của văn bản đã tiêu hủy được giữ lại trong sổ đăng ký.",
        "5. Danh mục tài liệu hết giá trị kèm theo./.",
    ]
    return Minutes(
        agency=disposal.agency.name,
        number=disposal.code,
        place=place_of(disposal.agency),
        on=on,
        title="BIÊN BẢN",
        about="Tiêu hủy tài liệu hết giá trị",
        lines=said,
        signers=("NGƯỜI LẬP DANH MỤC", "NGƯỜI PHÊ DUYỆT"),
    )
