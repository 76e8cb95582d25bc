"""Read a great many broken texts and files: nothing may raise but a refusal, and no text may take long.

    python -m benchmarks.fuzz_reading --count 1000000 --seconds 1800 --papers FOLDER

Input number N of a seed is the same on every machine; a failure prints both.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from documents.reading.decode import decode
from documents.reading.errors import ReadingError
from documents.reading.reader import read

PLAN = Path(__file__).parents[1] / "home" / "demonstration" / "plan.txt"
TOO_LONG = 1.0
PIECES = (
    "Số: 15/KH-BCĐ", "Số:", "ngày", "tháng", "năm 2012", "Điều 1.", "Điều 5a", "I.", "1.", "1.2.3.", "a)",
    "đ)", "-", "+",
    "\n", "\n\n", "\f", "\r", "\u2028", "\x0b", "Nơi nhận:", "TM. ỦY BAN", "KT. CHỦ TỊCH", "chủ trì",
    ", phối hợp với",
    "Sở Y tế", "các sở, ngành", "UBND", "các", "Công an tỉnh", "và", ":", ";", ".", "./.", "“", "”", "Căn cứ",
    "Nghị định số 30/2020/NĐ-CP", "48-CT/TW", "của", "Luật", "Hiến pháp năm 2013", "trước ngày", "31/02/2020",
    "hàng tháng, quý", "báo cáo", "(qua", "(", ")", "|", "    ", "\u00a0", "\u0301", "\u0323", "Ð", "ƣ",
    "\u200b",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "PHỤ LỤC", "QUY CHẾ", "QUYẾT ĐỊNH",
    "CỦA BAN BÍ THƯ",
    "giao", "Phòng", "Ban", "quý IV năm", "0", "99999", "Đơn vị chủ trì:", "Thời gian:", "Cơ quan phối hợp:",
    "Kính gửi", "V/v", "HỎA TỐC", "MẬT", "sửa đổi, bổ sung", "bãi bỏ", "điểm c khoản 1",
    "QCVN 01:2019/BCT", "số 1, 2 và",
    "(Sở Y tế chủ trì", "do Sở Y tế", "được giao cho", "yêu cầu các sở", "sau:", "đồng chí Trần Văn An",
    "các Ban: A, B", "là cơ quan thường trực", "UBND các xã A 1, B", "PHÒNG THAM MƯU", "1- ", "Riêng", "Về",
    "Phòng, chống", "TTXH", "İ", "ß", "ǅ", "\U0001f4c4", "\ud83d", "\x00", "/", "//", "–",
)  # fmt: skip


def texts(seed: int, papers: list[str]) -> Iterator[str]:
    """Yield jumbles of official words, and pieces of papers with things put in, left out and repeated."""
    chance = random.Random(seed)
    while True:
        if chance.random() < 0.5:
            joint = chance.choice((" ", "", " ", "\n"))
            yield joint.join(chance.choice(PIECES) for _ in range(chance.randrange(1, 40)))
            continue
        paper = chance.choice(papers)
        start = chance.randrange(max(1, len(paper)))
        letters = list(paper[start : start + chance.randrange(20, 400)])
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(letters) + 1)
            letters[place : place + chance.randrange(4)] = chance.choice(PIECES) * chance.choice((1, 1, 1, 5))
        yield "".join(letters)


def files(seed: int, papers: list[str]) -> Iterator[bytes]:
    """Yield text files in many encodings with bytes changed."""
    chance = random.Random(seed)
    for text in texts(seed, papers):
        encoding = chance.choice(("utf-8", "utf-16", "utf-16-le", "cp1258", "latin-1", "utf-32"))
        data = bytearray(text.encode(encoding, "replace"))
        for _ in range(chance.randrange(4) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)


def _read_text(text: str | bytes) -> None:
    assert isinstance(text, str)
    reading = read(text)
    for citation in reading.citations:
        for place in citation.places:
            assert 0 <= place.start < place.end <= len(reading.text)


def _read_file(data: str | bytes) -> None:
    assert isinstance(data, bytes)
    try:
        decode(data)
    except ReadingError:
        return  # a refusal is an answer


TARGETS: dict[
    str, tuple[Callable[[int, list[str]], Iterator[str | bytes]], Callable[[str | bytes], None]]
] = {
    "text": (texts, _read_text),
    "bytes": (files, _read_file),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--target", choices=sorted(TARGETS), default="text")
    parser.add_argument("--papers", type=Path, help="a folder of .txt papers to take pieces from")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    found = sorted(options.papers.rglob("*.txt")) if options.papers else []
    papers = [PLAN.read_text("utf-8"), *(path.read_text("utf-8", "replace") for path in found)]
    inputs, check = TARGETS[options.target]
    begin = time.monotonic()
    slowest, number = 0.0, 0
    for number, data in enumerate(inputs(seed, papers), start=1):
        started = time.process_time()
        try:
            check(data)
        except Exception:
            traceback.print_exc()
            print(f"seed {seed}, input {number}: {data!r}")
            return 1
        slowest = max(slowest, time.process_time() - started)
        if slowest > TOO_LONG:
            print(f"seed {seed}, input {number} took {slowest:.2f} s: {data!r}")
            return 1
        if number >= options.count or time.monotonic() - begin > options.seconds:
            break
    print(f"seed {seed}: {number} inputs ({options.target}), no crash, slowest {slowest * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
