"""Time limits as papers write them."""

from datetime import date

import pytest

from documents.reading.deadlines import deadlines_in, stated_limits


@pytest.mark.parametrize(
    ("text", "written", "due"),
    [
        ("trình Chính phủ trong quý IV năm 2012.", "trong quý IV năm 2012", "2012-12-31"),
        ("Xong trong Quý II/2026", "Xong trong Quý II/2026", "2026-06-30"),
        ("xong trong tháng 6/2026", "xong trong tháng 6/2026", "2026-06-30"),
        ("Hoàn thành trong năm 2026", "trong năm 2026", "2026-12-31"),
        ("báo cáo trước ngày 15/4/2026.", "trước ngày 15/4/2026", "2026-04-14"),
        ("chậm nhất đến ngày 01 tháng 7 năm 2028", "chậm nhất đến ngày 01 tháng 7 năm 2028", "2028-07-01"),
        ("Đến năm 2015, hoàn thành", "Đến năm 2015", "2015-12-31"),
        ("trước 17h00 ngày 5/6/2024", "trước 17h00 ngày 5/6/2024", "2024-06-05"),
        ("hoàn thành trước 30/6/2024", "trước 30/6/2024", "2024-06-29"),
        ("đến hết ngày 30/6/2024", "đến hết ngày 30/6/2024", "2024-06-30"),
        ("trong 6 tháng đầu năm 2024", "trong 6 tháng đầu năm 2024", "2024-06-30"),
        ("trước quý II/2025", "trước quý II/2025", "2025-03-31"),
        ("ngay trong tháng 6/2024", "ngay trong tháng 6/2024", "2024-06-30"),
        ("gửi báo cáo trong thời hạn 05 ngày làm việc kể từ ngày nhận", None, None),
        ("trình trong tuần đầu tháng 12/2025.", "trong tuần đầu tháng 12/2025", "2025-12-07"),
        ("trình trước giữa tháng 5/2026.", "trước giữa tháng 5/2026", "2026-05-14"),
        ("mở chuyên mục từ ngày 01/01/2026 đến hết ngày 30/3/2026.", None, "2026-03-30"),
        ("đợt 1 từ tháng 3 đến hết tháng 4/2026", "từ tháng 3 đến hết tháng 4/2026", "2026-04-30"),
        ("kiểm tra hồ sơ trong tuần 49.", "trong tuần 49", None),
        ("gửi giấy mời chậm nhất thứ Tư.", "chậm nhất thứ Tư", None),
        ("gửi danh sách trước 25 tháng Chạp.", "trước 25 tháng Chạp", None),
        ("tặng quà trước Tết Nguyên đán.", "trước Tết Nguyên đán", None),
        ("xong trước dịp Tết Nguyên đán Bính Ngọ 2026.", "xong trước dịp Tết Nguyên đán Bính Ngọ 2026", None),
        ("nộp hồ sơ, hạn cuối là ngày 20/3/2026.", "hạn cuối là ngày 20/3/2026", "2026-03-20"),
        ("kiểm soát thanh toán trong ngày đối với hồ sơ đủ điều kiện", "trong ngày", None),
        ("đưa vào chương trình kỳ họp cuối năm.", "kỳ họp cuối năm", None),
        ("công khai chậm nhất 20 ngày trước Tết Nguyên đán.", None, None),
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
        ("định kỳ hàng năm (trước ngày 10/12) hoặc đột xuất", ("year",)),
        ("định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)", ("half_year", "year")),
        ("Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu", ("week",)),
        ("Định kỳ hằng quý (trước ngày 15 của tháng cuối quý)", ("quarter",)),
        ("trước ngày 20 của tháng cuối quý", ("quarter",)),
        ("Hằng năm, trước ngày 15 tháng 12, gửi báo cáo", ("year",)),
        ("Trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm", ("year",)),
        ("báo cáo mỗi quý một lần", ("quarter",)),
        ("định kỳ thứ Sáu hằng tuần báo cáo Chủ tịch", ("week",)),
        ("tổng hợp báo cáo hằng quý gửi Sở Nội vụ", ("quarter",)),
        ("thông báo cấp cháy rừng hằng ngày trên loa truyền thanh", ("day",)),
        ("sơ kết 6 tháng, tổng kết năm", ("half_year",)),
        ("tổng hợp báo cáo hằng tuần vào chiều thứ Sáu.", ("week",)),
        ("tổng hợp hằng tuần (trước 15 giờ thứ Năm) để báo cáo", ("week",)),
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


@pytest.mark.parametrize(
    ("text", "count", "unit", "since"),
    [
        ("trong thời hạn 15 ngày làm việc kể từ ngày nhận hồ sơ", 15, "working_day", "kể từ ngày nhận hồ sơ"),
        ("trong 03 (ba) ngày làm việc, kể từ ngày ký", 3, "working_day", "kể từ ngày ký"),
        ("chậm nhất sau 05 ngày kể từ ngày họp", 5, "day", "kể từ ngày họp"),
        ("trong vòng 24 giờ", 24, "hour", None),
    ],
)
def test_a_span_of_time_is_kept_as_data(text: str, count: int, unit: str, since: str | None) -> None:
    (found,) = deadlines_in(text, 0)
    assert (found.kind, found.written) == ("within", text)
    assert (found.count, found.unit, found.since) == (count, unit, since)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("trước ngày 15/3", "2025-03-14"),
        ("chậm nhất ngày 20 tháng 12", "2024-12-20"),
        ("trước ngày 31/02", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one_after_the_paper(text: str, due: str | None) -> None:
    found = deadlines_in(text, 0, issued_on=date(2024, 4, 1))
    assert [str(limit.due) for limit in found] == ([due] if due else [])
    assert [limit.due for limit in deadlines_in(text, 0)] == ([None] if due else [])


@pytest.mark.parametrize(
    ("value", "kind", "due"),
    [
        ("Quý III/2024", "quarter", "2024-09-30"),
        ("Tháng 9/2024", "month", "2024-09-30"),
        ("Cả năm 2024", "year", "2024-12-31"),
        ("30/9/2024", "date", "2024-09-30"),
        ("Thường xuyên", "continuous", "None"),
        ("Trước 30/9/2024", "date", "2024-09-29"),
    ],
)
def test_the_value_of_a_column_needs_no_preposition(value: str, kind: str, due: str) -> None:
    (found,) = stated_limits(value, 0)
    assert (found.written, found.kind, str(found.due)) == (value, kind, due)
