"""Who is told to do what."""

import pytest

from documents.reading.findings import Duty
from documents.reading.reader import read

HEAD = "Số: 01/CT-UBND\nSơn La, ngày 02 tháng 01 năm 2020\nCHỈ THỊ\nVề việc A\n"


def duties(text: str, head: str = HEAD) -> tuple[Duty, ...]:
    return read(head + text).duties


def summary(duty: Duty) -> tuple[str, list[str], list[str]]:
    return duty.role, [name.name for name in duty.actors], [name.name for name in duty.coordinators]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh và các sở, ngành liên quan kiểm tra.",
            ("lead", ["Sở Y tế"], ["Công an tỉnh", "các sở, ngành liên quan"]),
        ),
        (
            "1. Sở Y tế phối hợp với Sở Tài chính lập dự toán.",
            ("actor_with_coop", ["Sở Y tế"], ["Sở Tài chính"]),
        ),
        ("1. Sở Y tế: Hướng dẫn tiêm chủng.", ("actor", ["Sở Y tế"], [])),
        ("1. Giao Sở Y tế chủ trì rà soát.", ("lead", ["Sở Y tế"], [])),
        (
            "1. Căn cứ tình hình thực tế, Công an tỉnh mở đợt cao điểm.",
            ("actor", ["Công an tỉnh"], []),
        ),
        (
            "1. Đơn vị chủ trì: Sở Y tế; Đơn vị phối hợp: Sở Tài chính, Công an tỉnh.",
            ("lead", ["Sở Y tế"], ["Sở Tài chính", "Công an tỉnh"]),
        ),
        ("1. Hoàn thiện thể chế (Sở Y tế chủ trì).", ("lead", ["Sở Y tế"], [])),
        (
            "1. Đào tạo cán bộ. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Công an tỉnh.",
            ("lead", ["Sở Y tế"], ["Công an tỉnh"]),
        ),
        ("1. Việc kiểm tra do Sở Y tế chủ trì.", ("lead", ["Sở Y tế"], [])),
        ("1. Việc kiểm tra được giao cho Sở Y tế thực hiện.", ("actor", ["Sở Y tế"], [])),
        ("1. Sở Y tế được giao chủ trì tổng hợp.", ("lead", ["Sở Y tế"], [])),
        (
            "1. Sở Y tế chủ trì; Sở Tài chính, Công an tỉnh phối hợp.",
            ("lead", ["Sở Y tế"], ["Sở Tài chính", "Công an tỉnh"]),
        ),
        ("1. Sở Y tế chủ trì, cùng với Công an tỉnh rà soát.", ("lead", ["Sở Y tế"], ["Công an tỉnh"])),
        ("1. Về kinh phí: Sở Tài chính tham mưu bố trí.", ("actor", ["Sở Tài chính"], [])),
        ("1. Đồng chí Trần Văn An, Giám đốc Sở Y tế chỉ đạo.", ("actor", ["Giám đốc Sở Y tế"], [])),
        ("1. Sở Y tế tăng thời lượng truyền thông.", ("actor", ["Sở Y tế"], [])),
        ("1. Sở Y tế là cơ quan thường trực, theo dõi chung.", ("actor", ["Sở Y tế"], [])),
        ("1- Sở Y tế kiểm tra.", ("actor", ["Sở Y tế"], [])),
        (
            "1. UBND các xã Hòa An, Hòa Bình, thị trấn Nước Hai rà soát.",
            ("actor", ["UBND xã Hòa An", "UBND xã Hòa Bình", "UBND thị trấn Nước Hai"], []),
        ),
        ("1. UBND các huyện, thành, thị rà soát.", ("actor", ["UBND các huyện, thành, thị"], [])),
        (
            "1. Các đơn vị chưa gửi báo cáo theo Công văn số 5/SYT-VP gửi bổ sung ngay.",
            ("actor", ["các đơn vị chưa gửi báo cáo"], []),
        ),
        ("1. Bộ phận Mầm non, Tiểu học duyệt kế hoạch.", ("actor", ["Bộ phận Mầm non, Tiểu học"], [])),
        (
            "1. Giao Phòng Chính trị, tư tưởng (Sở Y tế), Ban Thanh niên (Tỉnh Đoàn) làm đầu mối.",
            ("actor", ["Phòng Chính trị, tư tưởng", "Ban Thanh niên"], []),
        ),
        ("1. Kho bạc Nhà nước Kon Tum kiểm soát hồ sơ.", ("actor", ["Kho bạc Nhà nước Kon Tum"], [])),
        ("1. Sở Y tế thông báo lịch tiêm.", ("actor", ["Sở Y tế"], [])),
        ("1. Các Bộ: Quốc phòng, Công an chỉ đạo.", ("actor", ["Bộ Quốc phòng", "Bộ Công an"], [])),
        ("1. Các cơ sở được thanh tra chuẩn bị hồ sơ.", ("actor", ["các cơ sở được thanh tra"], [])),
        ("1. Viên chức thuộc Sở Y tế nộp bản kê khai.", ("actor", ["Viên chức thuộc Sở Y tế"], [])),
        (
            "1. Sở Y tế và Bảo hiểm xã hội tỉnh luân phiên chủ trì họp.",
            ("lead", ["Sở Y tế", "Bảo hiểm xã hội tỉnh"], []),
        ),
        (
            "1. Sở Y tế phối hợp với người sử dụng lao động công khai phương án.",
            ("actor_with_coop", ["Sở Y tế"], ["người sử dụng lao động"]),
        ),
        ("1. Giao đ/c Nam (Phòng Dược) chủ trì kiểm tra.", ("lead", ["Nam"], [])),
        (
            "Phó Chủ tịch có ý kiến: Chuyển Sở Y tế xem xét, phối hợp UBND xã Đất Mũi trả lời.",
            ("actor_with_coop", ["Sở Y tế"], ["UBND xã Đất Mũi"]),
        ),
    ],
)
def test_an_order_is_understood(sentence: str, expected: tuple[str, list[str], list[str]]) -> None:
    (found,) = duties(sentence)
    assert summary(found) == expected


def test_the_agency_in_the_heading_acts_in_every_bullet_below() -> None:
    found = duties(
        "1. Sở Y tế:\na) Chủ trì, phối hợp với Sở Tài chính rà soát.\nđ) Báo cáo UBND tỉnh.\n"
        "2. Sở Xây dựng\n- Kiểm tra."
    )
    assert [(duty.at, *summary(duty)[:2]) for duty in found] == [
        ("1.a", "lead", ["Sở Y tế"]),
        ("1.đ", "actor", ["Sở Y tế"]),
        ("2", "actor", ["Sở Xây dựng"]),
    ]
    assert found[1].report is not None
    assert found[1].report.to == "UBND tỉnh"


def test_a_line_that_opens_a_list_addresses_its_items() -> None:
    found = duties(
        "UBND tỉnh yêu cầu Sở Y tế và UBND các xã thực hiện các nội dung sau:\n1. Giám sát dịch bệnh.\n"
        "2. Riêng Sở Y tế báo cáo hằng tuần."
    )
    assert [[name.name for name in duty.actors] for duty in found] == [
        ["Sở Y tế", "UBND các xã"],
        ["Sở Y tế"],
    ]


def test_a_heading_in_capitals_names_who_acts_below_it() -> None:
    (found,) = duties("III. PHÂN CÔNG\n1. PHÒNG THAM MƯU\nChốt quân số, báo cáo cấp trên.")
    assert [name.written for name in found.actors] == ["Phòng Tham Mưu"]


def test_a_line_below_a_duty_may_give_its_limit() -> None:
    (found,) = duties("1. Biên soạn tài liệu\n- Sở Y tế chủ trì.\n- Thời gian hoàn thành: trước 30/6/2020.")
    assert [str(limit.due) for limit in found.deadlines] == ["2020-06-29"]


def test_dashes_below_a_duty_go_to_who_has_the_duty_not_to_everybody_addressed() -> None:
    found = duties(
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành, UBND các xã:\n1. Sở Y tế:\n"
        "a) Phối hợp với các sở, ngành liên quan triển khai các việc sau:\n- Rà soát.\n- Kiểm tra."
    )
    assert {summary(duty)[1][0] for duty in found} == {"Sở Y tế"}


def test_dashes_below_a_body_that_is_directed_go_to_that_body() -> None:
    one, two = duties("1. Sở Y tế:\na) Chỉ đạo Chi cục Dân số:\n- Rà soát số liệu.\n- Tổ chức tập huấn.")
    assert [summary(duty)[1] for duty in (one, two)] == [["Chi cục Dân số"], ["Chi cục Dân số"]]


def test_minutes_give_orders_below_what_was_concluded() -> None:
    head = "SỞ Y TẾ\nBIÊN BẢN\nHọp giao ban\n"
    (found,) = duties(
        "I. Các phòng báo cáo\n1. Phòng Dược chuẩn bị hồ sơ.\n"
        "II. Kết luận\n1. Văn phòng Sở chuẩn bị phòng họp.",
        head,
    )
    assert (found.at, summary(found)[1]) == ("II.1", ["Văn phòng Sở"])


@pytest.mark.parametrize(("place", "chairs"), [("4. Địa điểm: Hội trường.", False), ("4. Việc khác.", True)])
def test_who_chairs_a_meeting_has_no_duty_by_it(place: str, chairs: bool) -> None:
    found = duties(f"1. Chủ trì: Lãnh đạo Sở Y tế.\n2. Thành phần: như kính gửi.\n{place}")
    assert bool(found) == chairs


def test_executors_may_be_those_a_decision_names() -> None:
    (found,) = duties(
        "Điều 3. Các tập thể, cá nhân có tên tại Điều 1 và thủ trưởng đơn vị liên quan "
        "chịu trách nhiệm thi hành Quyết định này./."
    )
    assert [name.written for name in found.actors] == [
        "Các tập thể, cá nhân có tên tại Điều 1",
        "thủ trưởng đơn vị liên quan",
    ]


def test_a_closing_request_to_everybody_is_no_duty() -> None:
    assert duties("Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc triển khai thực hiện./.") == ()


def test_praise_is_no_duty() -> None:
    assert duties("1. Ban Thường vụ Tỉnh ủy đánh giá cao Sở Y tế đã chỉ đạo thực hiện tốt.") == ()


def test_a_heading_may_name_a_body_with_a_comma_in_its_name() -> None:
    (found,) = duties(
        "1. Trung tâm Thông tin, Ứng dụng khoa học và công nghệ\n- Dàn dựng gian hàng trưng bày."
    )
    assert summary(found)[1] == ["Trung tâm Thông tin, Ứng dụng khoa học và công nghệ"]


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Các cấp, các ngành tăng cường chỉ đạo.",
        "1. Cơ quan chủ trì soạn thảo gửi hồ sơ.",
        "1. Phòng, chống tội phạm là nhiệm vụ quan trọng.",
        "1. Ban hành kèm theo là biểu mẫu.",
        "1. Sở Y tế đã tổ chức hội nghị.",
        "I. MỤC ĐÍCH\n1. Sở Y tế nâng cao chất lượng.",
        "1. Sở Y tế là cơ quan chuyên môn của UBND tỉnh.",
        "1. Thanh tra đột xuất do Chánh Thanh tra quyết định.",
        "1. Quyết định do Sở Y tế ban hành được niêm yết.",
        "1. Tổ công tác tự giải thể sau khi hoàn thành nhiệm vụ.",
    ],
)
def test_what_orders_nobody_is_no_duty(sentence: str) -> None:
    assert duties(sentence) == ()


def test_a_report_describes_and_orders_nothing() -> None:
    head = "Số: 01/BC-SYT\nSơn La, ngày 02 tháng 01 năm 2020\nBÁO CÁO\nKết quả A\n"
    assert duties("1. Sở Y tế phối hợp với Công an tỉnh kiểm tra 12 cơ sở.", head) == ()


def test_a_committee_of_many_places_is_one_name() -> None:
    (found,) = duties(
        "1. Trên cơ sở đó, Ban chỉ đạo 389 huyện, thị xã, thành phố chủ động xây dựng kế hoạch."
    )
    assert summary(found)[1] == ["Ban chỉ đạo 389 huyện, thị xã, thành phố"]


def test_a_sure_finding_is_told_from_a_guess() -> None:
    sure, guess = duties("1. Sở Y tế chủ trì kiểm tra.\n2. Phối hợp chặt chẽ với Công an tỉnh tuần tra.")
    assert sure.sure > 0.8 > 0.5 > guess.sure


def test_lines_of_a_form_are_one_duty() -> None:
    one, two = duties(
        "1. Tuyên truyền\n- Cơ quan chủ trì: Sở Y tế.\n- Cơ quan phối hợp: Báo Sơn La; UBND các huyện, "
        "thành phố.\n"
        "- Thời gian thực hiện: Quý III/2020.\n2. Tập huấn\n"
        "Đơn vị chủ trì: Sở Nội vụ; đơn vị phối hợp: các sở, ngành; thời gian hoàn thành: trước ngày "
        "30/9/2020."
    )
    assert summary(one) == ("lead", ["Sở Y tế"], ["Báo Sơn La", "UBND các huyện, thành phố"])
    assert [(limit.written, str(limit.due)) for limit in one.deadlines] == [("Quý III/2020", "2020-09-30")]
    assert summary(two) == ("lead", ["Sở Nội vụ"], ["các sở, ngành"])
    assert [limit.written for limit in two.deadlines] == ["trước ngày 30/9/2020"]


def test_every_sentence_behind_a_name_and_a_colon_is_for_that_agency() -> None:
    found = duties("1. Phòng Kinh tế: Là đầu mối tổng hợp. Chủ trì xây dựng kế hoạch hàng năm của huyện.")
    assert [summary(duty)[:2] for duty in found] == [
        ("actor", ["Phòng Kinh tế"]),
        ("lead", ["Phòng Kinh tế"]),
    ]


def test_a_lead_in_does_not_hide_the_order_below_a_heading() -> None:
    found = duties(
        "1. Sở Y tế\nTheo chức năng, nhiệm vụ được giao tổ chức tuyên truyền.\n"
        "Đối với các cơ sở tư nhân, hướng dẫn thực hiện đúng quy định."
    )
    assert [summary(duty)[:2] for duty in found] == [("actor", ["Sở Y tế"])] * 2


def test_a_body_below_a_group_has_the_dashes_below_it() -> None:
    found = duties("1. Các đơn vị thuộc Sở\na) Phòng Nghiệp vụ\n- Tổng hợp số liệu.\n- Báo cáo Sở.")
    assert [summary(duty)[1] for duty in found] == [["Phòng Nghiệp vụ"]] * 2


def test_what_the_writer_himself_will_do_is_no_task() -> None:
    head = "UBND TỈNH A\nSỞ Y TẾ\nSố: 5/SYT-VP\nV/v A\nHà Nội, ngày 02 tháng 01 năm 2020\nKính gửi: Xã.\n"
    found = duties("1. UBND các xã báo cáo.\n2. Sau ngày 05/02/2020, Sở Y tế sẽ tổng hợp.", head)
    assert [summary(duty)[1] for duty in found] == [["UBND các xã"]]


def test_what_something_is_gives_no_task() -> None:
    assert duties("1. Sở Y tế\nPhát triển y tế cơ sở là nhiệm vụ quan trọng.") == ()


def test_the_limit_may_stand_in_the_next_sentence() -> None:
    (found,) = duties(
        "1. Đề nghị Sở Y tế chuẩn bị báo cáo. Báo cáo gửi về UBND tỉnh trước 08 giờ 00 ngày 22/6/2020 để "
        "tổng hợp."
    )
    assert [limit.written for limit in found.deadlines] == ["trước 08 giờ 00 ngày 22/6/2020"]


def test_each_proposal_says_why() -> None:
    (one,) = duties("1. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra.")
    assert one.why == ("ordered", "leads", "helped", "named_in_sentence")
    (two,) = duties("1. Hội Sinh vật cảnh:\na) Tuyên truyền.")
    assert two.why == ("named_above", "unknown_agency")


def test_agencies_responsible_for_the_whole_paper_are_named_outside_any_clause() -> None:
    (found,) = duties("Cục Viễn thông và Công an các tỉnh có trách nhiệm thực hiện Chỉ thị này.")
    assert summary(found)[1] == ["Cục Viễn thông", "Công an các tỉnh"]
