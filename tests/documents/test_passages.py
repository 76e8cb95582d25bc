"""How a text is cut into passages, and how its clauses and citations are written."""

import pytest

from documents.models import Clause
from documents.presentation.passages import Citation, cited_as, outline, passages

TEXT = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Theo Luật số 53/2024/QH15 & khác.\nNơi nhận"


def clauses() -> list[Clause]:
    first, second = TEXT.index("I. "), TEXT.index("1. ")
    return [
        Clause(
            anchor="muc-i", kind="roman", label="I", path="I", heading="MỤC ĐÍCH", start=first, end=second - 1
        ),
        Clause(
            anchor="muc-i-1",
            kind="number",
            level=1,
            label="1",
            path="I.1",
            start=second,
            end=TEXT.index("\nNơi"),
        ),
    ]


def words(text: str) -> str:
    return "".join(text.split())


def test_nothing_of_the_text_is_left_out() -> None:
    shown = passages(TEXT, clauses(), [], {})
    written = "".join(f"{one.heading}{''.join(one.paragraphs)}" for one in shown)
    assert words(written) == words(TEXT.replace("&", "&amp;"))


def test_headings_never_skip_a_level() -> None:
    deep = [Clause(anchor="a", kind="roman", level=3, label="I", heading="MỤC ĐÍCH", start=9, end=20)]
    assert [one.depth for one in passages(TEXT, deep, [], {}) if one.depth] == [3]


def test_a_chapter_whose_title_stands_on_the_next_line_is_one_heading() -> None:
    text = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi"
    chapter = Clause(anchor="c", kind="chapter", label="Chương I", heading="QUY ĐỊNH CHUNG", start=0, end=23)
    shown = passages(text, [chapter], [], {})
    assert words(shown[0].heading) == words("Chương I QUY ĐỊNH CHUNG")
    assert shown[0].paragraphs == []


def test_a_citation_that_does_not_lie_in_one_paragraph_stays_text() -> None:
    shown = passages(TEXT, clauses(), [Citation(5, len(TEXT), "/x/")], {})
    assert all("<a" not in paragraph for one in shown for paragraph in one.paragraphs)


def test_a_repeated_dangling_citation_is_noted_once() -> None:
    text = "Theo 1/A-B và 1/A-B"
    shown = passages(text, [], [Citation(5, 10), Citation(14, 19, first=False)], {})
    assert shown[0].paragraphs[0].count("small") == 1


def test_markup_in_the_text_is_escaped_inside_and_outside_citations() -> None:
    text = "<i>x</i> <b>1/A</b>"
    shown = passages(text, [], [Citation(9, len(text), "/x/", 'a"b')], {})
    assert "<i>" not in shown[0].paragraphs[0]
    assert "<b>" not in shown[0].paragraphs[0]
    assert 'a"b' not in shown[0].paragraphs[0]


def test_the_outline_holds_the_headings_only() -> None:
    assert [(one.anchor, one.words) for one in outline(clauses())] == [("muc-i", "I. MỤC ĐÍCH")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Điều 5.2.d", "điểm d khoản 2 Điều 5"),
        ("Điều 5", "Điều 5"),
        ("Điều 5.3", "khoản 3 Điều 5"),
        ("II.2", "mục II.2"),
        ("2.1", "mục 2.1"),
        ("Chương I", "Chương I"),
        ("", ""),
    ],
)
def test_a_clause_is_cited_from_the_smallest_unit_up(path: str, expected: str) -> None:
    assert cited_as(path) == expected
