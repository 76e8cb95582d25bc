"""Papers composed by their rules: what is found stands where it is said to stand, whatever else changes."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.findings import Duty
from documents.reading.outline import build_outline
from documents.reading.reader import Reading, read
from vietnamese.text import fold

HEAD = "UBND TỈNH SƠN LA\nSố: 7/KH-UBND\nSơn La, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nVề việc A\n"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn An\n"
AGENCIES = (
    "Sở Y tế",
    "Sở Tài chính",
    "Công an tỉnh",
    "UBND các xã, phường",
    "Văn phòng UBND tỉnh",
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Bộ Dân tộc và Tôn giáo",
    "Ban CHQS cấp xã",
    "Bộ Tư lệnh Quân khu 2",
    "Tòa án nhân dân khu vực 1",
    "Viện kiểm sát nhân dân tỉnh",
    "Thi hành án dân sự tỉnh",
    "Kho bạc Nhà nước khu vực X",
    "Ngân hàng Nhà nước chi nhánh Khu vực 3",
    "Chi nhánh Ngân hàng Chính sách xã hội tỉnh",
    "Agribank Chi nhánh Sơn La",
    "EVN",
    "VNPT Sơn La",
    "Bưu điện tỉnh",
    "UBND đặc khu Trường Sa",
    "UBND các huyện, thị xã, thành phố",
    "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
    "Giám đốc Sở Nội vụ",
    "Trưởng Công an xã",
    "Hiệu trưởng các trường",
    "Thủ trưởng các sở, ban, ngành",
    "các cơ quan chuyên môn thuộc UBND tỉnh",
    "các doanh nghiệp viễn thông",
    "các tổ chức tín dụng",
    "chủ đầu tư",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Ban Quản lý dự án đầu tư xây dựng tỉnh",
    "Văn phòng HĐND và UBND xã",
    "Đảng ủy các cơ quan Đảng tỉnh",
    "Ủy ban Kiểm tra Đảng ủy",
    "các đảng ủy trực thuộc",
    "Ủy ban MTTQ Việt Nam xã",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh đoàn",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    "PC04",
    "Trung tâm Phục vụ hành chính công xã",
    "Trung tâm Dịch vụ tổng hợp",
    "Đồn Biên phòng Mường Lèo",
    "Cục Chuyển đổi số",
    "Tổ công nghệ số cộng đồng",
    "Cơ quan thường trực Ban Chỉ đạo",
    "Trưởng các thôn, bản",
    "Công chức Văn hóa - Xã hội",
    "Bộ phận Một cửa",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "Văn phòng Đăng ký đất đai",
    "Ban Dân tộc HĐND tỉnh",
    "các cơ quan tham mưu, giúp việc Tỉnh ủy",
    "Tổng công ty Cảng hàng không Việt Nam",
    "Hội đồng thi đua - khen thưởng tỉnh",
    "các hãng vận tải",
    "Trường Mầm non Hoa Ban",
    "Đội Quản lý thị trường số 3",
    "Chi cục Hải quan khu vực VII",
)
TASKS = (
    "rà soát quy định",
    "tổ chức tuyên truyền",
    "kiểm tra cơ sở",
    "lập dự toán kinh phí",
    "in ấn tài liệu",
    "nhập dữ liệu",
    "đấu nối đường ống",
)
LIMITS = (
    "",
    ", hoàn thành trước ngày 30/6/2026",
    " trong quý III năm 2026",
    ", xong trong tháng 9/2026",
    ", xong trong tháng 9",
    " trong Quý I, II/2026",
)
# {lead}, {help}, {task}, {limit} as papers put them together.
FORMS = (
    "{n}. {lead} chủ trì, phối hợp với {help} {task}{limit}.",
    "{n}. Giao {lead} chủ trì, phối hợp với {help} {task}{limit}.",
    "{n}. Việc {task} do {lead} chủ trì{limit}.",
    "{n}. Hoàn thiện hồ sơ ({lead} chủ trì, phối hợp với {help}{limit}).",
    "{n}. {lead}: Chủ trì {task}{limit}.",
    "{n}. {lead}\n- Chủ trì, phối hợp với {help} {task}{limit}.",
    "{n}. Mở lớp tập huấn. Cơ quan chủ trì: {lead}; cơ quan phối hợp: {help}.",
    "{n}. {lead} chủ trì; {help} phối hợp.",
    "{n}. {lead} có trách nhiệm {task}{limit}.",
    "{n}. Đối với {lead}: {task}{limit}.",
    "{n}. Việc {task} giao cho {lead}, hoàn thành trong năm 2026.",
    "{n}. Yêu cầu {lead} khẩn trương {task}{limit}.",
    "{n}. Đề nghị {lead} phối hợp với {help} {task}{limit}.",
    "{n}. Xây dựng kế hoạch tuyên truyền\n- Cơ quan chủ trì: {lead}.\n- Cơ quan phối hợp: {help}.",
)


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a form without its number, and who leads in it."""
    lead, help_ = draw(st.lists(st.sampled_from(AGENCIES), min_size=2, max_size=2, unique=True))
    form = draw(st.sampled_from(FORMS))
    task, limit = draw(st.sampled_from(TASKS)), draw(st.sampled_from(LIMITS))
    return begun(form.format(n="{n}", lead=lead, help=help_, task=task, limit=limit)), lead


def begun(text: str) -> str:
    """A sentence begins with a capital, whatever name stands there."""
    return text[:5] + text[5:6].upper() + text[6:]


def composed(drawn: list[tuple[str, str]]) -> str:
    lines = [form.replace("{n}", str(number)) for number, (form, _) in enumerate(drawn, start=1)]
    return HEAD + "\n".join(lines) + FOOT


def leads(duties: tuple[Duty, ...]) -> list[list[str]]:
    return [[fold(name.written) for name in duty.actors] for duty in duties]


def assert_in_place(reading: Reading) -> None:
    """Every name stands where its span points, inside the text, as it is written."""
    for duty in reading.duties:
        assert 0 <= duty.span.start < duty.span.end <= len(reading.text)
        for name in (*duty.actors, *duty.coordinators):
            there = " ".join(reading.text[name.span.start : name.span.end].split())
            assert fold(there) == fold(name.written)
        for limit in duty.deadlines:
            assert " ".join(reading.text[limit.span.start : limit.span.end].split()) == limit.written
    for name, span in reading.header.spans.items():
        assert reading.text[span.start : span.end].strip(), name


@given(st.lists(orders(), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_who_leads_is_found_in_every_form_and_stands_where_it_is_said(drawn: list[tuple[str, str]]) -> None:
    reading = read(composed(drawn))
    assert leads(reading.duties) == [[fold(lead)] for _, lead in drawn]
    assert_in_place(reading)


@given(st.lists(orders(), min_size=2, max_size=6), orders(), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_a_change_elsewhere_leaves_the_other_anchors_and_duties_alone(
    drawn: list[tuple[str, str]], other: tuple[str, str], place: int
) -> None:
    at = place % len(drawn)
    before, after = read(composed(drawn)), read(composed([*drawn[:at], other, *drawn[at + 1 :]]))
    kept = [index for index in range(len(drawn)) if index != at]
    assert [leads(before.duties)[i] for i in kept] == [leads(after.duties)[i] for i in kept]
    assert [before.duties[i].at for i in kept] == [after.duties[i].at for i in kept]
    paths = [
        [
            node.path
            for node in build_outline(text, len(HEAD), len(text) - len(FOOT)).walk()
            if node.kind == "number"
        ]
        for text in (composed(drawn), composed([*drawn[:at], other, *drawn[at + 1 :]]))
    ]
    assert paths[0] == paths[1]


def test_a_date_in_capitals_above_the_name_of_the_state_does_not_stop_the_reader() -> None:
    above = "NGÀY 02 THÁNG 01 NĂM 2026\n"
    state = "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    assert "02" in read(above + above + state + HEAD).text


def test_the_name_of_the_state_beside_the_recipients_does_not_stop_the_reader() -> None:
    foot = "Nơi nhận:               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    assert "Nơi nhận" in read(HEAD + "1. Sở Y tế chủ trì rà soát.\n" + foot + foot).text


def test_twice_the_paper_takes_twice_the_time_at_most() -> None:
    """Measured in the time of this process, the better of three; the benchmark has the exact figures."""
    lines = [form.format(n=n, lead="Sở Y tế", help="Công an tỉnh", task="rà soát", limit="")
             for n, form in enumerate(FORMS * 20, start=1)]  # fmt: skip

    def taken(count: int) -> float:
        text = HEAD + "\n".join(lines * count) + FOOT
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            read(text)
            best = min(best, time.process_time() - begun)
        return best

    assert taken(4) < 3.2 * taken(2)
