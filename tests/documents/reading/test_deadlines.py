"""Time limits as papers write them."""

import pytest

from documents.reading.deadlines import deadlines_in


@pytest.mark.parametrize(
    ("text", "written", "due"),
    [
        ("trình Chính phủ trong quý IV năm 2012.", "trong quý IV năm 2012", "2012-12-31"),
        ("Xong trong Quý II/2026", "Xong trong Quý II/2026", "2026-06-30"),
        ("xong trong tháng 6/2026", "xong trong tháng 6/2026", "2026-06-30"),
        ("Hoàn thành trong năm 2026", "Hoàn thành trong năm 2026", "2026-12-31"),
        ("báo cáo trước ngày 15/4/2026.", "trước ngày 15/4/2026", "2026-04-14"),
        ("chậm nhất đến ngày 01 tháng 7 năm 2028", "chậm nhất đến ngày 01 tháng 7 năm 2028", "2028-07-01"),
        ("Đến năm 2015, hoàn thành", "Đến năm 2015", "2015-12-31"),
        ("gửi báo cáo trong thời hạn 05 ngày làm việc kể từ ngày nhận", None, None),
    ],
)
def test_a_last_day_is_worked_out(text: str, written: str | None, due: str | None) -> None:
    (found,) = deadlines_in(text, 0)
    assert written in (None, found.written)
    assert (str(found.due) if found.due else None) == due
    assert text[found.span.start : found.span.end] == found.written


@pytest.mark.parametrize(
    ("text", "every"),
    [
        (
            "Định kỳ hàng tháng, quý, 6 tháng, năm, các đơn vị báo cáo",
            ("month", "quarter", "half_year", "year"),
        ),
        ("Định kỳ hằng quý tổng hợp", ("quarter",)),
        ("Hằng năm, rà soát", ("year",)),
        ("gửi về Sở trước ngày 18 hằng tháng", ("month",)),
        ("Định kỳ 6 tháng, hàng năm báo cáo", ("half_year", "year")),
    ],
)
def test_a_rhythm_is_read(text: str, every: tuple[str, ...]) -> None:
    (found,) = deadlines_in(text, 0)
    assert found.every == every
    assert found.due is None


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2016-2020, tầm nhìn đến năm 2030",
        "xây dựng kế hoạch hằng năm",
        "ban hành ngày 15/4/2026",
        "trong quý V năm 2012",
        "trước ngày 31/02/2020",
        "nâng cao nhận thức thường xuyên",
    ],
)
def test_other_times_are_no_limits(text: str) -> None:
    assert [limit for limit in deadlines_in(text, 0) if limit.due or limit.every] == []
