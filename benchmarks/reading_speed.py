"""How many bytes of text the reader reads in a second, and whether twice the text takes twice the time.

python -m benchmarks.reading_speed [FOLDER of .txt papers]
"""

import sys
import time
from pathlib import Path

from documents.reading.reader import read

PLAN = Path(__file__).parents[1] / "home" / "demonstration" / "plan.txt"
WORST_RATIO = 2.3
START = 60_000
# Shapes in which a careless pattern takes quadratic time.
SHAPES = {
    "one long line": "Sở Y tế chủ trì ",
    "names": "Sở Y tế, ",
    "names joined": "Sở Y tế và ",
    "half a symbol": "1/A-",
    "half a date": "ngày 1 tháng ",
    "one word": "a",
    "digits": "1",
    "capitals": "Á ",
    "blanks": "x" + " " * 200,
    "blank lines": "\n",
    "open brackets": "(trước ngày ",
    "quotes": "“Điều 1. ",
    "laws": "Luật sửa đổi, bổ sung một số điều của ",
    "provisions": "điểm a khoản 1 Điều 2 ",
    "numbers": "số 1, 2 và ",
    "periods": "định kỳ tháng, quý, năm, ",
    "rounds": "đợt 1 trước 15/4, ",
    "months": "Sở Y tế rà soát trong tháng 1, 2, ",
    "typed tables": "| 1 | Nhiệm vụ | Sở Y tế chủ trì |\n",
    "forms": "Đơn vị chủ trì: Sở Y tế; ",
    "labels without names": "Đơn vị chủ trì:\n",
    "labels without dates": "Thời gian:\n",
    "articles": "Điều 1. Sở Y tế\n",
    "dashes": "- Sở Y tế chủ trì, phối hợp với Công an tỉnh.\n",
    "recipients": "Nơi nhận:\n",
    "titles": "KẾ HOẠCH\n",
    "letterheads": "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "codes": "Nghị định số 30/2020/NĐ-CP, ",
    "standards": "QCVN 01:2019/",
}


def seconds(text: str) -> float:
    """Return how long one reading takes, in the time of this process."""
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


def once_and_twice(text: str) -> tuple[float, float]:
    """Return the best times for a text and for twice that text, taken by turns.

    What another process of the machine costs only ever adds: a ratio that is too high is measured on.
    """
    one = two = float("inf")
    for repeat in range(12):
        one, two = min(one, seconds(text)), min(two, seconds(text * 2))
        if repeat >= 2 and two <= one * WORST_RATIO:
            break
    return one, two


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    papers = [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))] if folder else []
    papers = papers or [PLAN.read_text("utf-8") * 20]
    size = sum(len(paper.encode()) for paper in papers)
    begin = time.process_time()
    for paper in papers:
        read(paper)
    spent = time.process_time() - begin
    print(f"{size / 1e6:.2f} MB in {spent:.2f} s: {size / spent / 1e6:.2f} MB/s")
    worst = 0.0
    for name, piece in {"the plan": PLAN.read_text("utf-8"), **SHAPES}.items():
        text = piece * (START // len(piece) + 1)
        one, two = once_and_twice(text)
        worst = max(worst, two / one if two > 0.02 else 0.0)
        print(f"{name:<20} {one * 1000:8.1f} ms {two * 1000:8.1f} ms  × {two / one:.2f}")
    print(f"worst ratio {worst:.2f}, allowed {WORST_RATIO}")
    return int(worst > WORST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
