"""Times composed by their grammar: whatever is put together is read as a whole, and means the right day."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.deadlines import deadlines_in, stated_limits

ISSUED = date(2026, 1, 10)
ROMAN = ("I", "II", "III", "IV")
BY = ("trong", "xong trong", "đến hết", "chậm nhất là trong", "ngay trong", "chậm nhất trong", "hết")
BEFORE = ("trước", "xong trước", "chậm nhất trước")
ON = ("chậm nhất", "chậm nhất là", "đến hết", "muộn nhất là", "không muộn hơn", "hạn cuối là", "vào")
TASKS = ("Sở Y tế rà soát quy hoạch", "tổ chức tập huấn cho công chức", "gửi danh sách về Văn phòng")
ENDS = (".", "; gửi kết quả về Sở Tài chính.", ", trình Ủy ban nhân dân tỉnh xem xét.")
UNITS = {"ngày": "day", "ngày làm việc": "working_day", "giờ": "hour", "tuần": "week", "tháng": "month"}
PERIODS = {"tuần": "week", "tháng": "month", "quý": "quarter", "6 tháng": "half_year", "năm": "year"}
Timed = tuple[str, date, date]


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@st.composite
def days(draw: st.DrawFn) -> Timed:
    day = draw(st.dates(date(2026, 2, 1), date(2027, 12, 31)))
    form = draw(
        st.sampled_from(
            ("ngày {d:02}/{m:02}/{y}", "ngày {d} tháng {m} năm {y}", "{d}/{m}/{y}", "ngày {d}/{m}/{y}")
        )
    )
    return form.format(d=day.day, m=day.month, y=day.year), day, day


@st.composite
def series(draw: st.DrawFn) -> Timed:
    """Draw months or quarters: one, a list, or a range, with their year."""
    quarters = draw(st.booleans())
    numbers = sorted(
        draw(st.lists(st.integers(1, 4 if quarters else 12), min_size=1, max_size=3, unique=True))
    )
    word = "quý" if quarters else "tháng"
    said = [ROMAN[number - 1] if quarters else f"{number:02}" for number in numbers]
    again = draw(st.sampled_from(("", f"{word} ")))
    joined = f", {again}".join(said[:-1]) + (f" và {again}" if said[:-1] else "") + said[-1]
    year = draw(st.sampled_from((2026, 2027)))
    first, last = (numbers[0] * 3 - 2, numbers[-1] * 3) if quarters else (numbers[0], numbers[-1])
    sign = draw(st.sampled_from(("/", " năm ")))
    return f"{word} {joined}{sign}{year}", date(year, first, 1), last_day(year, last)


@st.composite
def parts(draw: st.DrawFn) -> Timed:
    """Draw the end of a month, a quarter or a year."""
    year = draw(st.sampled_from((2026, 2027)))
    month = draw(st.integers(1, 12))
    quarter = (month + 2) // 3
    return draw(
        st.sampled_from(
            (
                (f"cuối tháng {month}/{year}", last_day(year, month), last_day(year, month)),
                (
                    f"cuối quý {ROMAN[quarter - 1]}/{year}",
                    last_day(year, quarter * 3),
                    last_day(year, quarter * 3),
                ),
                (f"cuối năm {year}", date(year, 12, 31), date(year, 12, 31)),
                (f"6 tháng đầu năm {year}", date(year, 1, 1), date(year, 6, 30)),
                (f"năm {year}", date(year, 1, 1), date(year, 12, 31)),
            )
        )
    )


def only(text: str) -> tuple[str, date | None]:
    (found,) = deadlines_in(text, 7, issued_on=ISSUED)
    assert text[found.span.start - 7 : found.span.end - 7] == found.written
    return found.written, found.due


@given(st.sampled_from(TASKS), st.sampled_from(BY), st.one_of(series(), parts()), st.sampled_from(ENDS))
@settings(deadline=None)
def test_what_lasts_is_due_on_its_last_day(task: str, by: str, timed: Timed, end: str) -> None:
    written, _, last = timed
    assert only(f"{task} {by} {written}{end}") == (f"{by} {written}", last)


@given(
    st.sampled_from(TASKS),
    st.sampled_from(BEFORE),
    st.one_of(days(), series(), parts()),
    st.sampled_from(ENDS),
)
@settings(deadline=None)
def test_before_a_time_is_the_day_before_it_begins(task: str, before: str, timed: Timed, end: str) -> None:
    written, first, _ = timed
    assert only(f"{task} {before} {written}{end}") == (f"{before} {written}", first - timedelta(days=1))


@given(st.sampled_from(TASKS), st.sampled_from(ON), days(), st.sampled_from(ENDS))
@settings(deadline=None)
def test_a_day_is_the_last_one_itself(task: str, preposition: str, timed: Timed, end: str) -> None:
    written, _, last = timed
    assert only(f"{task} {preposition} {written}{end}") == (f"{preposition} {written}", last)


@given(days(), days(), st.sampled_from(("đến hết", "đến")))
@settings(deadline=None)
def test_a_range_ends_with_its_second_time(first: Timed, last: Timed, to: str) -> None:
    written = f"từ {first[0]} {to} {last[0]}"
    assert only(f"tổ chức tuyên truyền {written}.") == (written, last[2])


@given(st.lists(st.one_of(days(), series()), min_size=2, max_size=4), st.sampled_from((", ", "; ")))
@settings(deadline=None)
def test_rounds_are_one_limit_due_with_the_last(rounds: list[Timed], joined: str) -> None:
    said = [f"đợt {number} trước {written}" for number, (written, _, _) in enumerate(rounds, start=1)]
    written = joined.join(said)
    assert only(f"tập huấn {written}.") == (written, rounds[-1][1] - timedelta(days=1))


@given(
    st.sampled_from(
        ("trong", "trong vòng", "trong thời hạn", "chậm nhất", "trong thời hạn không quá", "sau")
    ),
    st.integers(1, 60),
    st.sampled_from(tuple(UNITS)),
    st.sampled_from(("", " kể từ ngày nhận đủ hồ sơ", ", kể từ ngày ký", " sau khi kết thúc đợt kiểm tra")),
)
@settings(deadline=None)
def test_a_span_is_kept_with_what_it_runs_from(how: str, count: int, unit: str, since: str) -> None:
    (found,) = deadlines_in(f"gửi kết quả {how} {count:02} {unit}{since}.", 0)
    assert found.written == f"{how} {count:02} {unit}{since}"
    assert (found.count, found.unit, found.since) == (count, UNITS[unit], since.strip(" ,") or None)


@given(
    st.lists(st.sampled_from(tuple(PERIODS)), min_size=1, max_size=4, unique=True),
    st.sampled_from(("Định kỳ hằng", "Định kỳ", "Hàng", "Mỗi")),
    st.sampled_from(("", " (trước ngày 20)", ", trước ngày 15 tháng 12")),
)
@settings(deadline=None)
def test_a_rhythm_has_all_its_periods(periods: list[str], how: str, fixed: str) -> None:
    written = f"{how} {', '.join(periods)}{fixed}"
    (found,) = deadlines_in(f"{written} tổng hợp báo cáo.", 0)
    assert (found.written, found.every) == (written, tuple(PERIODS[period] for period in periods))


@pytest.mark.parametrize(
    ("text", "written", "due"),
    [
        ("trình Ủy ban nhân dân tỉnh trong quý III.", "trong quý III", "2026-09-30"),
        ("hoàn thành trước tháng 9.", "trước tháng 9", "2026-08-31"),
        ("hoàn thành trong nửa đầu năm 2026.", "trong nửa đầu năm 2026", "2026-06-30"),
        ("xong từ nay đến cuối năm 2026.", "từ nay đến cuối năm 2026", "2026-12-31"),
        (
            "chậm nhất là 17 giờ 00 phút, ngày 20/5/2026.",
            "chậm nhất là 17 giờ 00 phút, ngày 20/5/2026",
            "2026-05-20",
        ),
        ("báo cáo chậm nhất 16h30 thứ Sáu, ngày 15/5.", "chậm nhất 16h30 thứ Sáu, ngày 15/5", "2026-05-15"),
        ("gửi trước các ngày 15/6 và 15/12/2026.", "trước các ngày 15/6 và 15/12/2026", "2026-12-14"),
        ("báo cáo ngay sau khi kết thúc đợt kiểm tra.", "ngay sau khi kết thúc đợt kiểm tra", "None"),
        ("hoàn thành trước năm học mới.", "trước năm học mới", "None"),
        ("trình kỳ họp thứ 15.", "kỳ họp thứ 15", "None"),
        ("gửi báo cáo trước 17 giờ cùng ngày.", "trước 17 giờ cùng ngày", "None"),
        ("tổ chức Lễ khai mạc tại Hà Nội ngày 17/4/2026.", "ngày 17/4/2026", "2026-04-17"),
        ("làm vệ sinh sân trường chiều 04/9.", "chiều 04/9", "2026-09-04"),
        ("trực gác trong suốt mùa khô.", "trong suốt mùa khô", "None"),
        ("cấm biển từ 18 giờ 00 ngày 17/9/2026.", "từ 18 giờ 00 ngày 17/9/2026", "None"),
        ("trình ngay sau kỳ họp Hội đồng nhân dân tỉnh.", "ngay sau kỳ họp Hội đồng nhân dân tỉnh", "None"),
    ],
)
def test_other_forms(text: str, written: str, due: str) -> None:
    (found,) = deadlines_in(text, 0, issued_on=ISSUED)
    assert (found.written, str(found.due)) == (written, due)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("báo cáo 02 lần/năm", ("half_year",)),
        ("kiểm tra mỗi năm 04 lần", ("quarter",)),
        ("họp 3 tháng/lần", ("quarter",)),
        ("gửi báo cáo trước ngày 05 tháng sau", ("month",)),
        ("giao ban vào thứ Hai đầu tiên hằng tháng", ("month",)),
        ("gửi báo cáo trước ngày 15/01 năm sau", ("year",)),
        ("ký cam kết trong tháng 9 hằng năm", ("year",)),
        ("tuyên truyền ít nhất 01 buổi/năm học", ()),
        ("tuyên truyền, mỗi tuần 02 tin, bài", ("week",)),
        ("diệt lăng quăng mỗi tháng 01 lần từ tháng 6 đến tháng 11/2026", ("month",)),
        ("cung cấp số liệu mỗi thứ Sáu", ("week",)),
    ],
)
def test_other_rhythms(text: str, every: tuple[str, ...]) -> None:
    (found,) = deadlines_in(text, 0)
    assert (found.kind, found.every) == ("recurring", every)


@pytest.mark.parametrize(
    "text",
    [
        "phê duyệt dự toán ngân sách năm 2026.",
        "xây dựng kịch bản tăng trưởng quý I/2026.",
        "đánh giá tình hình 6 tháng đầu năm 2026.",
        "bảo đảm có hiệu lực trước ngày 01 tháng 3 năm 2027.",
        "hồ sơ được cấp không quá một lần trong một năm.",
        "thời hạn kiểm tra không quá 07 ngày.",
        "trong 05 năm qua, các sở đã cố gắng.",
        "cung cấp số liệu từ ngày 01/01/2020 đến hết ngày 31/7/2020.",
        "gửi Kế hoạch số 5/KH-UBND ngày 17/4/2026.",
        "giai đoạn 2026-2030, tầm nhìn đến năm 2045",
        "giấy phép khai thác dưới 10 năm đầu",
    ],
)
def test_times_of_other_matters_are_no_limits(text: str) -> None:
    assert deadlines_in(text, 0, issued_on=ISSUED) == ()


@given(st.one_of(series(), parts(), days()))
@settings(deadline=None)
def test_a_column_of_times_needs_no_preposition(timed: Timed) -> None:
    written, _, last = timed
    (found,) = stated_limits(written[0].upper() + written[1:], 0, ISSUED)
    assert (found.written.lower(), found.due) == (written.lower(), last)


@given(st.text(alphabet="0123456789/.,;-() IVXquýthángnăđợtrướcừế", max_size=200))
@settings(deadline=None)
def test_no_text_stops_the_reader_of_times(text: str) -> None:
    for found in (*deadlines_in(text, 0, issued_on=ISSUED), *stated_limits(text, 0, ISSUED)):
        assert " ".join(text[found.span.start : found.span.end].split()) == found.written
