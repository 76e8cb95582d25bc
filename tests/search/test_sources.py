"""What of a question names where to look."""

import pytest

from search.sources import without_source


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Theo Bộ luật Dân sự 2015, ai được thừa kế?", ", ai được thừa kế?"),
        ("ai được thừa kế theo quy định của Bộ luật dân sự năm 2015", "ai được thừa kế"),
        ("thoi han tam tru theo luat cu tru nam 2020 la bao lau", "thoi han tam tru  la bao lau"),
        (
            "chi tiêu tại Kế hoạch phòng, chống tội phạm 2012",
            "chi tiêu tại Kế hoạch phòng, chống tội phạm 2012",
        ),
        ("luật cư trú 2020", "luật cư trú 2020"),
        ("theo luật cư trú 2020", "theo luật cư trú 2020"),
        ("theo pháp luật thì ai được thừa kế", "theo pháp luật thì ai được thừa kế"),
    ],
)
def test_a_paper_named_by_kind_name_and_year_is_where_to_look(asked: str, said: str) -> None:
    assert " ".join(without_source(asked).split()) == " ".join(said.split())
