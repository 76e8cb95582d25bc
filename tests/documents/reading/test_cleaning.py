"""Cuts that page breaks and hard wraps make, and those that must stay."""

from documents.reading.cleaning import tidy


def test_a_sentence_cut_by_a_page_break_is_whole_again() -> None:
    cleaned = tidy(
        "Các sở xây dựng kế hoạch thực hiện Chương trình hành động\n\n\fphòng, chống tội phạm năm 2012."
    )
    assert (
        cleaned.text
        == "Các sở xây dựng kế hoạch thực hiện Chương trình hành động phòng, chống tội phạm năm 2012."
    )
    (joint,) = cleaned.joints
    assert joint.before.endswith("Chương trình hành động")
    assert joint.after.startswith("phòng, chống")


def test_a_page_number_in_the_middle_of_a_sentence_is_dropped() -> None:
    number = " " * 35 + "2"
    cleaned = tidy(f"Các cơ quan, đơn vị, địa phương tổ chức thực hiện\n{number}\n\nnghiêm túc Kế hoạch này.")
    assert cleaned.text == "Các cơ quan, đơn vị, địa phương tổ chức thực hiện nghiêm túc Kế hoạch này."


def test_bullets_and_new_sentences_stay_apart() -> None:
    text = "Các đơn vị thực hiện những việc sau đây\n- thứ nhất là họp;\na) bàn bạc\nđ) quyết định\nHọp xong."
    assert tidy(text).text == text


def test_a_symbol_broken_over_lines_is_joined_without_a_blank() -> None:
    assert (
        tidy("Theo Thông tư số 36/2025/TT-\nBNNMT của Bộ.").text
        == "Theo Thông tư số 36/2025/TT-BNNMT của Bộ."
    )


def test_rules_and_table_borders_are_no_text() -> None:
    assert tidy("-------\n| Một |\n_____\n\x07Hai").text == "Một\nHai"
