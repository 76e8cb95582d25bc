"""make screenshots: the pictures of the README and the feature pages, taken from a running `make run`."""

from __future__ import annotations

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent / "screenshots"
SITE = os.environ.get("SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
PASSWORD = "vanthu-thu-nghiem"  # noqa: S105  that of the demonstration
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
#: name, address, who looks, how wide
PICTURES = [
    ("home", "/", "", WIDE),
    ("document", "/tra-cuu/?q=15/KH-BCĐ", "lanhdao", WIDE),
    ("search", "/tra-cuu/?q=ho tro nan nhan tai hoa nhap", "", WIDE),
    ("desk", "/viec/", "congan", PHONE),
    ("overview", "/tong-quan/", "lanhdao", WIDE),
    ("admin", "/admin/", "thuky", WIDE),
]


#: What a clerk drops in: a letter nobody has registered.
LETTER = """SỞ TƯ PHÁP THANH HÓA
Số: 123/STP-VP
V/v phối hợp phòng, chống mua bán người
Thanh Hóa, ngày 12 tháng 3 năm 2012
Kính gửi: Ban Chỉ đạo 138 tỉnh.
Thực hiện Kế hoạch số 15/KH-BCĐ ngày 05/3/2012 của Ban Chỉ đạo 138 tỉnh, Sở Tư pháp đề nghị:
1. Công an tỉnh chủ trì, phối hợp với Sở Tài chính cung cấp số liệu trước ngày 30/3/2012.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
"""


def take(page: Page, name: str) -> None:
    """Kept with few colours: a picture that changes stays in the repository for ever."""
    with Image.open(BytesIO(page.screenshot())) as taken:
        few = taken.convert("RGB").quantize(96, dither=Image.Dither.NONE)
        few.save(HERE / f"{name}.png", optimize=True)


def confirm(page: Page) -> None:
    """The confirm screen of a letter that was read; the reading is thrown away afterwards."""
    sign_in(page, "thuky")
    page.goto(f"{SITE}/admin/van-ban/doc/")
    file = {"name": "cong-van-123.txt", "mimeType": "text/plain", "buffer": LETTER.encode()}
    page.set_input_files("input[type=file][name=file]", file)  # type: ignore[arg-type]
    page.click(".vt-body form button[type=submit]")
    page.wait_for_selector("[data-paper]")
    take(page, "confirm")
    page.goto(f"{page.url.split('?')[0].split('#')[0]}bo/")
    page.click(".vt-body form button[type=submit]")
    page.wait_for_load_state()


def sign_in(page: Page, name: str) -> None:
    page.goto(f"{SITE}/dang-nhap/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def main() -> None:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("Không tìm thấy Chromium. Cài gói chromium hoặc đặt biến CHROMIUM.")
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, address, person, size in PICTURES:
            page = browser.new_context(viewport=size, locale="vi-VN").new_page()
            if person:
                sign_in(page, person)
            page.goto(SITE + address)
            page.wait_for_load_state()
            take(page, name)
        confirm(browser.new_context(viewport=WIDE, locale="vi-VN").new_page())
        browser.close()


if __name__ == "__main__":
    main()
