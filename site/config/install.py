"""Make .venv and keep it in step with the requirements. Run by whatever python3 the machine has.

    python3 site/config/install.py          what the site needs
    python3 site/config/install.py dev      what tests and checks need besides

Standard library only, and a syntax that old versions can read, so that they get a sentence and no traceback.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from typing import NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)
NEEDED_BYTES = 700 * 1024 * 1024


def main(lists: "list[str]") -> None:
    if sys.version_info < OLDEST:
        stop(
            "Cần Python 3.11 trở lên; lệnh python3 ở đây là {}.{}.".format(*sys.version_info[:2]),
            "Hãy cài bản mới hơn, hoặc chỉ rõ: make run PYTHON=/đường/dẫn/python3.12",
        )
    os.makedirs(os.path.join(ROOT, "var"), exist_ok=True)
    with open(os.path.join(ROOT, "var", "install.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if subprocess.call([PYTHON, "-c", ""], stderr=subprocess.DEVNULL) if os.path.exists(PYTHON) else True:
            make_venv()
        for name in lists:
            install(name)


def make_venv() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        stop("Đĩa chứa {} chỉ còn {} MB; cần khoảng 700 MB.".format(ROOT, free // 1024**2), "Hãy dọn bớt.")
    print("Tạo môi trường Python trong .venv …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    result = run([sys.executable, "-m", "venv", VENV])
    if result.returncode:
        stop(
            "Không tạo được môi trường Python (.venv):\n" + tail(result.stdout),
            "Trên Debian hoặc Ubuntu hãy cài gói python3-venv rồi chạy lại.",
        )


def install(name: str) -> None:
    """Install one list unless the note left in .venv says that this very list is installed."""
    path = os.path.join(ROOT, name)
    with open(path, "rb") as file:
        wanted = hashlib.sha256(file.read() + sys.version.encode()).hexdigest()
    note = os.path.join(VENV, "installed-" + name)
    if os.path.exists(note):
        with open(note) as file:
            if file.read() == wanted:
                return
    print("Cài thư viện theo {} (lần đầu mất một vài phút) …".format(name), flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r", path]
    result = run(pip)
    if result.returncode:
        stop(
            "Không cài được thư viện:\n" + tail(result.stdout),
            "Hãy kiểm tra kết nối tới kho thư viện Python (PyPI hoặc bản sao nội bộ) và chỗ trống trên đĩa, "
            "rồi chạy lại cùng lệnh.",
        )
    with open(note, "w") as file:
        file.write(wanted)


def run(command: "list[str]") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, check=False)


def tail(output: bytes) -> str:
    return "\n".join(output.decode("utf-8", "replace").strip().splitlines()[-6:])


def stop(*sentences: str) -> "NoReturn":
    sys.exit("\n".join(sentences))


if __name__ == "__main__":
    try:
        main(["requirements.txt"] + ["requirements-dev.txt"] * ("dev" in sys.argv[1:]))
    except KeyboardInterrupt:
        stop("Đã dừng.")
    except OSError as error:
        stop("Không ghi được vào {}: {}.".format(error.filename or ROOT, error.strerror))
