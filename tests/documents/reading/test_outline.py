"""The table of contents of plans and regulations."""

from typing import Any

from documents.reading.outline import build_outline, outline_of
from documents.reading.reader import read


def outline(text: str) -> list[dict[str, Any]]:
    return outline_of(build_outline(text, 0, len(text)))


def bare(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key: bare(value) if key == "sections" else value for key, value in entry.items() if key != "span"}
        for entry in entries
    ]


def test_roman_parts_hold_numbered_sections_with_bullets() -> None:
    found = outline(
        "I. YÊU CẦU\n1. Làm đúng.\n2. Làm đủ.\nII. VIỆC\n1. Tuyên truyền\n- Một.\n- Hai:\n+ Ba.\n"
    )
    assert bare(found) == [
        {"label": "I", "heading": "YÊU CẦU", "items": 2},
        {
            "label": "II",
            "heading": "VIỆC",
            "sections": [{"label": "1", "heading": "Tuyên truyền", "dashes": 2, "pluses": 1}],
        },
    ]


def test_articles_stand_in_chapters_with_headings_below_the_label() -> None:
    found = outline(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\n2. Hai.\nĐiều 2. Đối tượng\na) A;\nđ) Đ.\n"
    )
    (chapter,) = bare(found)
    assert (chapter["label"], chapter["heading"]) == ("Chương I", "QUY ĐỊNH CHUNG")
    assert [(part["label"], part.get("items"), part.get("points")) for part in chapter["sections"]] == [
        ("Điều 1", 2, None),
        ("Điều 2", None, 2),
    ]


def test_articles_quoted_by_an_amendment_are_not_its_own() -> None:
    found = outline(
        "Điều 1. Sửa đổi\n1. Sửa Điều 5 như sau:\n“Điều 5. Mới\n1. Một.\n2. Hai.”\nĐiều 2. Hiệu lực\n"
    )
    assert [entry["label"] for entry in found] == ["Điều 1", "Điều 2"]


def test_a_reference_at_the_start_of_a_wrapped_line_is_no_article() -> None:
    text = "Điều 1. Tổ chức\nThực hiện theo quy định tại\nĐiều 12 Nghị định này.\nĐiều 2. Hiệu lực\n"
    assert [entry["label"] for entry in read(text).as_dict()["outline"]] == ["Điều 1", "Điều 2"]


def test_a_regulation_attached_to_a_decision_is_read_on() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 5/QĐ-UBND\nSơn La, ngày 02 tháng 01 năm 2020\n"
        "QUYẾT ĐỊNH\nBan hành Quy chế\n"
        "Căn cứ Luật;\nĐiều 1. Ban hành Quy chế./.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n"
        "QUY CHẾ\nLàm việc\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng\nPHỤ LỤC\nĐiều 9. Mẫu\n"
    )
    assert [entry["label"] for entry in read(text).as_dict()["outline"]] == ["Điều 1", "Điều 1", "Điều 2"]
