"""One account for each kind of person. The names are invented."""

from __future__ import annotations

from agencies.statuses import Role

PASSWORD = "vanthu-thu-nghiem"  # noqa: S105  printed for everybody: these accounts are for trying out

COMMITTEE = "Ban Chỉ đạo 138 tỉnh Thanh Hóa"

#: user name, family and middle name, given name, role, agency
PEOPLE: list[tuple[str, str, str, Role, str]] = [
    ("quantri", "Trịnh Quang", "Minh", Role.ADMINISTRATOR, COMMITTEE),
    ("thuky", "Nguyễn Thị", "Lan", Role.SECRETARIAT, COMMITTEE),
    ("phapche", "Lương Thị", "Mai", Role.READER, "UBND tỉnh Thanh Hóa"),
    ("lanhdao", "Phạm Văn", "Hải", Role.LEADER, COMMITTEE),
    ("congan", "Lê Văn", "Tùng", Role.AGENCY_LEAD, "Công an tỉnh"),
    ("phunu", "Hoàng Thị", "Hạnh", Role.AGENCY_MEMBER, "Hội Liên hiệp Phụ nữ tỉnh"),
    ("tttt", "Đỗ Minh", "Quân", Role.AGENCY_MEMBER, "Sở Thông tin và Truyền thông"),
    ("laodong", "Bùi Thị", "Ngọc", Role.AGENCY_MEMBER, "Sở Lao động - Thương binh và Xã hội"),
    ("bathuoc", "Hà Văn", "Thành", Role.AGENCY_MEMBER, "UBND huyện Bá Thước"),
    ("docgia", "Vũ Thu", "Trang", Role.READER, COMMITTEE),
]
