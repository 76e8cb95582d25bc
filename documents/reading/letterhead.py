"""A letterhead in capitals: each agency below the one it belongs to, on one line or several."""

import re
from collections.abc import Sequence

from documents.reading import standard
from documents.reading.findings import Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.issuers import Issuer, cased, is_authority, lowered
from documents.reading.titles import Line
from vietnamese.text import canonical, fold

_LEVELS = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu"
_LEVEL = re.compile(rf"(?<!\w)({_LEVELS})\s(?!ủy(?!\w)|đoàn(?!\w))(\S.*)$")
_PARTY_LEVEL = re.compile(r"(?<!\w)(tỉnh|huyện|thành|thị|quận)\s(?:ủy|đoàn)\s(\S.*)$")
_PARTY_LEVELS = {"thành": "thành phố", "thị": "thị xã"}
_BARE_LEVEL = re.compile(rf"(?<!\w)({_LEVELS}|(?:tỉnh|huyện|thành|thị|quận)\s(?:ủy|đoàn))$")
# A part of a body is called by the body's name too: "Văn phòng Ủy ban nhân dân tỉnh …".
_PART = re.compile(r"(?:văn phòng|thanh tra|phòng|ban|ủy ban kiểm tra|thường trực|cơ quan|khoa)(?:\s|$)")
_SET_UP = re.compile(r"(?:ban chỉ|ban quản lý|ban dân tộc|ban tiếp|ban an toàn|ban thi đua|ban điều)")
_NAMED = re.compile(
    r"(?:trường|học viện|đại học|viện(?! kiểm)|bệnh viện|công ty|tổng công ty|tập đoàn|nhà máy|xí nghiệp|"
    r"ngân hàng|hợp tác xã|bộ|cục|tổng cục|vụ|quân khu|tổng liên đoàn|liên hiệp)(?:\s|$)|"
    r"(?:đảng bộ|đảng ủy|chi bộ|chi ủy|công đoàn)\s(?!thôn|bản|xóm|ấp|buôn|làng|khu|khối|tổ|khóm|phum)"
)
_CENTRE = re.compile(r"(?:trung tâm|chi cục|trạm|hạt|đội)\s")
_BRANCH = re.compile(r"(?:chi nhánh|phân hiệu|phòng giao dịch)(?:\s|$)")
_OF_A_PLACE = re.compile(
    r"^(?:chủ tịch\s)?(?:ủy ban nhân dân|hội đồng nhân dân|ban chỉ đạo|ủy ban mặt trận tổ quốc việt nam|"
    r"thường trực hội đồng nhân dân)$"
)
_CENTRAL = "ban chấp hành trung ương"
_GOES_ON = re.compile(r"(?:(?:^|\s)(?:va|cac|ve|cua|thuc hien|cho|voi|theo|trong)|[,–-])$")
# Alone on a line these are the beginning of a name.
_UNFINISHED = re.compile(
    r"(?:(?:tong )?cong ty(?: (?:co phan|tnhh|mtv|tnhh mtv|trach nhiem huu han.{0,20}|tnhh mot thanh vien))?|"
    r"tap doan|trung tam|truong(?: (?:dai hoc|cao dang|tieu hoc|mam non|thpt|thcs))?|benh vien|hoc vien|vien|"
    r"cuc|chi cuc|tong cuc|ban chi (?:dao|huy)|bo (?:chi huy|tu lenh)|ban quan ly|hoi dong|ngan hang|"
    r"lien hiep cac to chuc|hop tac xa|uy ban|hoi|lien doan|lien minh|to cong tac)"
)
_FIRST_OF_A_NAME = ("van phong", "ban thuong truc", "thuong truc")


def issuer_of_lines(
    lines: Sequence[Line], place: str | None, text: str, gazetteer: Gazetteer, *, joint: bool = False
) -> Issuer | None:
    """Read a letterhead: the issuer stands lowest, what it belongs to above it."""
    starts = [at for at, (line, _) in enumerate(lines) if is_authority(line) and not _goes_on(lines, at)]
    if not starts:
        return None
    names = _names(lines, starts)
    if joint and len(names) > 1:
        names, starts = [" - ".join(name.strip(" -–") for name in names)], starts[:1]
    whole: list[str] = []
    for name in names:
        whole.append(completed(name, whole[-1] if whole else "", place))
    span = Span(lines[starts[-1]][1], lines[-1][1] + len(lines[-1][0]))
    above = cased(whole[-2], text, gazetteer) if len(whole) > 1 and whole[-2] != whole[-1] else None
    return Issuer(cased(whole[-1], text, gazetteer), span, above)


def _names(lines: Sequence[Line], starts: list[int]) -> list[str]:
    """The bodies from the top down; a place above the first of them is the name of what it belongs to."""
    ends = [*starts[1:], len(lines)]
    names = [
        lowered(" ".join(line for line, _ in lines[at:end])) for at, end in zip(starts, ends, strict=True)
    ]
    if len(names) == 1 and starts[0] > 0 and _LEVEL.match(above := lowered(lines[starts[0] - 1][0])):
        names.insert(0, above)
    return names


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """ "ỦY BAN TRUNG ƯƠNG / MẶT TRẬN TỔ QUỐC VIỆT NAM" is one name on two lines."""
    if at == 0:
        return False
    above, here = fold(lines[at - 1][0]), fold(lines[at][0])
    if here.startswith("mat tran") and above.startswith("uy ban") and "nhan dan" not in above:
        return True
    first = at == 1 and above in _FIRST_OF_A_NAME
    return first or _GOES_ON.search(above) is not None or _UNFINISHED.fullmatch(above) is not None


def completed(name: str, above: str, place: str | None) -> str:
    """Give a name in small letters what the line above it, or the dated place, says of it."""
    if above and _BRANCH.match(name):
        return f"{above} {name}"
    if bare := _BARE_LEVEL.search(name):
        return _with_place(name, bare[1], above, place)
    if _LEVEL.search(name) or _PARTY_LEVEL.search(name):
        return name
    level = level_of(above)
    if above == _CENTRAL and _PART.match(name):
        return f"{name} trung ương"
    if above and _PART.match(name) and not (_SET_UP.match(name) and level):
        return f"{name} {above}"
    if _NAMED.match(name):
        return name
    if level:
        return f"{name} {level}"
    if above and _CENTRE.match(name) and not name.startswith("chi cục"):
        return f"{name} {above}"
    if _OF_A_PLACE.match(name) and place and (ranked := _ranked(place)):
        return f"{name} {ranked}"
    return name


def _with_place(name: str, level: str, above: str, place: str | None) -> str:
    """ "Bệnh viện đa khoa tỉnh": which province stands above it, or where the paper is dated."""
    rank = level.split(maxsplit=1)[0] if level.endswith((" ủy", " đoàn")) else level
    rank = _PARTY_LEVELS.get(rank, rank)
    own = level_of(above)
    if own.startswith(f"{rank} "):
        return f"{name} {own[len(rank) + 1 :]}"
    of_province = rank in ("tỉnh", "thành phố")
    if place and (of_province or standard.province_named(_bare(place)) is None):
        return f"{name} {_bare(place).lower()}"
    return name


def level_of(name: str) -> str:
    """ "ủy ban nhân dân tỉnh lào cai" is of "tỉnh lào cai"; so is "sở y tế lào cai"."""
    if found := _LEVEL.search(name):
        return found.group()
    if found := _PARTY_LEVEL.search(name):
        return f"{_PARTY_LEVELS.get(found[1], found[1])} {found[2]}"
    province = next((home for home in standard.PROVINCES if name.endswith(f" {home.lower()}")), None)
    return _ranked(province) if province else ""


def _ranked(place: str) -> str:
    """The place with its rank, or nothing when it says none and is no province."""
    if home := standard.province_named(_bare(place)):
        return f"{'thành phố' if home in standard.CITIES else 'tỉnh'} {home.lower()}"
    return place.lower() if _LEVEL.match(place.lower()) else ""


def _bare(place: str) -> str:
    return re.sub(r"^(?:tỉnh|thành phố|tp\.?)\s", "", canonical(place), flags=re.IGNORECASE)
