"""The colours of the interface stay readable: contrast is computed from the tokens themselves."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
FAMILIES = ["green", "amber", "red", "blue", "violet", "grey"]


def tokens(theme: str) -> dict[str, str]:
    """The hexadecimal tokens of a theme; the dark file only says what differs."""
    found: dict[str, str] = {}
    for name in ["tokens.css"] + (["dark.css"] if theme == "dark" else []):
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", (CSS / name).read_text(encoding="utf8")))
    return found


def luminance(colour: str) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> dict[str, str]:
    return tokens(request.param)


def test_the_formula_gives_21_for_black_on_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("ink", ["ink", "muted", "link", "link-hover", "visited", *FAMILIES])
@pytest.mark.parametrize("ground", ["page", "surface"])
def test_a_reader_can_read_every_text_on_every_ground(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("brand-ink", "brand"),
        ("brand-ink", "brand-hover"),
        ("bar-ink", "bar"),
        ("ink", "mark"),
        ("ink", "surface-2"),
    ]
    + [("brand", "page"), ("brand", "surface-2")]
    + [(family, f"{family}-bg") for family in FAMILIES],
)
def test_a_reader_can_read_buttons_tags_and_calendar_days(
    theme: dict[str, str], ink: str, ground: str
) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("edge", ["control", "brand", "red"])
@pytest.mark.parametrize("ground", ["page", "surface"])
def test_a_reader_can_see_where_a_control_ends(theme: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(theme[edge], theme[ground]) >= 3


@pytest.mark.parametrize("fill", ["c-on", "c-late", "c-run", "c-soon", "c-over", "c-none"])
def test_a_reader_can_see_every_part_of_a_bar(theme: dict[str, str], fill: str) -> None:
    assert contrast(theme[fill], theme["page"]) >= 3


def test_the_focus_is_seen_on_every_ground(theme: dict[str, str]) -> None:
    assert contrast(theme["focus"], theme["focus-ink"]) >= 3
    for ground in ("page", "surface", "bar", "brand"):
        assert max(contrast(theme[ring], theme[ground]) for ring in ("focus", "focus-ink")) >= 3


def test_components_take_their_colours_from_the_tokens() -> None:
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl", (CSS / "site.css").read_text(encoding="utf8"))


def test_every_colour_that_dark_changes_is_a_token() -> None:
    assert set(tokens("dark")) == set(tokens("light"))


def test_the_scripts_of_all_pages_but_the_admin_stay_within_twelve_kilobytes() -> None:
    assert sum(path.stat().st_size for path in (CSS.parent / "js").glob("*.js")) <= 12 * 1024


def test_the_scripts_we_add_to_the_admin_stay_within_eleven() -> None:
    assert sum(path.stat().st_size for path in (CSS.parent / "js" / "admin").glob("*.js")) <= 11 * 1024
