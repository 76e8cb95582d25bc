"""The links of the header and the theme the reader chose."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.permissions import Standing

THEME_COOKIE: Final = "theme"
THEMES: Final[dict[str, Promise | str]] = {
    "may": _("Same as the device"),
    "sang": _("Light"),
    "toi": _("Dark"),
}


@dataclass(frozen=True)
class Link:
    address: str
    words: Promise | str
    current: str = ""
    """The value of aria-current: "page" here, "true" somewhere below, empty elsewhere."""


PUBLIC: Final = [
    ("/tra-cuu/", _("Search documents")),
    ("/ke-hoach/", _("Plans")),
    ("/chi-dao/", _("Directives")),
    ("/van-ban-phap-luat/", _("Legislation")),
]
DESK: Final = ("/viec/", _("My agency's work"))
SIGNING: Final = ("/trinh-ky/", _("Papers to be signed"))
OVERVIEW: Final = ("/tong-quan/", _("Overview"))
ADMIN: Final = ("/admin/", _("Administration"))


def links(reader: Standing, path: str) -> list[Link]:
    """What this reader finds in the header; the place where they are is marked."""
    shown = list(PUBLIC)
    if reader.agencies:
        shown.append(DESK)
    if reader.signed_in and (reader.oversees or not reader.agencies):
        shown.append(SIGNING)
    if reader.oversees:
        shown.append(OVERVIEW)
    if reader.staff:
        shown.append(ADMIN)
    return [Link(address, words, _current(address, path)) for address, words in shown]


def _current(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if path.startswith(address) else ""


def theme(request: HttpRequest | None) -> str:
    """The theme kept in the cookie; a page without a choice follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else "may"


def theme_links(request: HttpRequest | None) -> list[Link]:
    """Plain links that set the theme and come back, so that the choice needs neither script nor session."""
    here = request.get_full_path() if request else "/"
    chosen = theme(request)
    return [
        Link(
            f"{reverse('home:appearance')}?{urlencode({'chon': name, 've': here})}",
            words,
            "true" if name == chosen else "",
        )
        for name, words in THEMES.items()
    ]
