"""Tasks given in the tables of an annex."""

from datetime import date

import pytest

from documents.reading.findings import Duty
from documents.reading.gazetteer import STANDARD
from documents.reading.layout import layout_of
from documents.reading.reader import read
from documents.reading.tables import table_duties

HEADINGS = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")


def duties(*rows: tuple[str, ...], text: str = "") -> tuple[Duty, ...]:
    return table_duties([(HEADINGS, *rows)], text, STANDARD, None, date(2024, 3, 5))[0]


def test_each_row_is_a_task() -> None:
    one, two = duties(
        ("1", "Rà soát văn bản", "Sở Y tế", "Công an tỉnh, Sở Tài chính", "Quý III/2024", "Báo cáo"),
        ("2", "Kiểm tra", "UBND các huyện, thị xã", "", "Thường xuyên", ""),
    )
    assert (one.at, one.role, one.text, one.product) == ("1", "lead", "Rà soát văn bản", "Báo cáo")
    assert [name.name for name in one.actors] == ["Sở Y tế"]
    assert [name.name for name in one.coordinators] == ["Công an tỉnh", "Sở Tài chính"]
    assert [(limit.written, str(limit.due)) for limit in one.deadlines] == [("Quý III/2024", "2024-09-30")]
    assert [name.name for name in two.actors] == ["UBND các huyện, thị xã"]
    assert [limit.kind for limit in two.deadlines] == ["continuous"]


def test_rows_of_numbers_and_headings_of_sections_are_no_tasks() -> None:
    (found,) = duties(
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("I", "Tuyên truyền", "", "", "", ""),
        ("1", "Phát tờ rơi", "Sở Y tế", "", "", ""),
        ("II. Tập huấn",) * 6,
    )
    assert found.at == "I.1"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("- Sở Y tế;\n- Công an tỉnh.", ["Sở Y tế", "Công an tỉnh"]),
        ("Sở Văn hóa, Thể\nthao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các đơn vị liên quan", ["các đơn vị liên quan"]),
        ("Ông Nguyễn Văn An", ["Nguyễn Văn An"]),
    ],
)
def test_the_names_in_a_cell_are_told_apart(cell: str, names: list[str]) -> None:
    (found,) = duties(("1", "Việc", cell, "", "", ""))
    assert [name.name for name in found.actors] == names


@pytest.mark.parametrize(
    ("cell", "leads", "helpers"),
    [
        ("UBND xã A (chủ trì); Sở Y tế, Công an tỉnh (phối hợp)", ["UBND xã A"], ["Sở Y tế", "Công an tỉnh"]),
        ("Sở Y tế chủ trì, phối hợp với Công an tỉnh", ["Sở Y tế"], ["Công an tỉnh"]),
    ],
)
def test_a_column_of_who_carries_out_may_say_who_only_helps(
    cell: str, leads: list[str], helpers: list[str]
) -> None:
    table = [("TT", "Nhiệm vụ", "Đơn vị thực hiện", "Tiến độ"), ("1", "Rà soát", cell, "")]
    (found,) = table_duties([table], "", STANDARD, None, None)[0]
    assert [name.name for name in found.actors] == leads
    assert [name.name for name in found.coordinators] == helpers


def test_headings_may_take_two_rows() -> None:
    layout = layout_of(
        [
            ("PHỤ LỤC",) * 5,
            ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Đơn vị thực hiện", "Thời gian"),
            ("STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian"),
            ("1", "Rà soát", "Sở Y tế", "Công an tỉnh", "Tháng 9/2024"),
        ]
    )
    assert layout is not None
    assert layout.first_row == 3
    assert layout.columns == {"number": 0, "task": 1, "lead": 2, "help": 3, "time": 4}


def test_a_row_that_speaks_of_cooperation_is_no_second_row_of_headings() -> None:
    layout = layout_of([HEADINGS, ("1", "Phối hợp với báo chí mở chuyên mục", "Sở Y tế", "Công an", "", "")])
    assert layout is not None
    assert layout.first_row == 1
    one, two = duties(
        ("1", "Mở chuyên mục", "Đài và Sở Y tế phối hợp", "", "", ""), ("2", "Việc", "Sở Y tế", "", "", "")
    )
    assert (one.at, two.at) == ("1", "2")


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở Tư pháp\nPhối hợp: Công an tỉnh",
        "- Sở Tư pháp chủ trì\n- Công an tỉnh phối hợp",
        "Sở Tư pháp (chủ trì); Công an tỉnh (phối hợp)",
    ],
)
def test_one_column_may_say_who_leads_and_who_helps(cell: str) -> None:
    table = [("TT", "Nội dung", "Cơ quan chủ trì/phối hợp"), ("1", "Số hóa hộ tịch", cell)]
    (found,) = table_duties([table], "", STANDARD, None, None)[0]
    assert [name.name for name in found.actors] == ["Sở Tư pháp"]
    assert [name.name for name in found.coordinators] == ["Công an tỉnh"]


def test_the_columns_may_stand_in_any_order_and_a_heading_may_lie_over_all() -> None:
    table = [
        ("STT", "Thời hạn", "Đơn vị đầu mối", "Tên đề án"),
        ("A", "DU LỊCH", "DU LỊCH", "DU LỊCH"),
        ("1", "Quý II - III/2026", "Sở Y tế; UBND các xã ven sông Lô", "Khảo sát"),
    ]
    (found,) = table_duties([table], "", STANDARD, None, None)[0]
    assert found.at == "A.1"
    assert [name.name for name in found.actors] == ["Sở Y tế", "UBND các xã ven sông Lô"]
    assert [str(limit.due) for limit in found.deadlines] == ["2026-09-30"]


@pytest.mark.parametrize(
    "headings",
    [("TT", "Họ và tên", "Chức vụ"), ("TT", "Tên nhiệm vụ", "Vai trò (Chủ trì/Phối hợp)", "Tiến độ")],
)
def test_other_tables_give_no_tasks(headings: tuple[str, ...]) -> None:
    assert layout_of([headings, ("1", "A", "B", "C")]) is None


def test_a_task_shows_its_place_in_the_text_of_the_paper() -> None:
    row = ("1", "Rà soát văn bản", "Sở Y tế", "", "", "")
    head = "Số: 1/KH-UBND\nSơn La, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nNơi nhận:\n- A.\n"
    text = head + "PHỤ LỤC\n1\nRà soát văn bản\nSở Y tế\n"
    reading = read(text, tables=[(HEADINGS, row)])
    (found,) = reading.duties
    assert reading.text[found.span.start : found.span.end] == "Rà soát văn bản"
