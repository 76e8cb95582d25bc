"""A real Elasticsearch for the tests: the server named by ELASTICSEARCH_URL, or one started here.

The server comes from Maven Central as the distribution that Elasticsearch tests itself with: its core with
security, without modules. It is fetched once, into a cache outside the clone. The same tests run against any
Elasticsearch 9. Tests that use the fixture belong to one worker:

    pytestmark = [pytest.mark.elasticsearch, pytest.mark.xdist_group("elasticsearch")]
"""

import ctypes
import fcntl
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VERSION = "9.3.2"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
OLDEST_JAVA = 21
START_SECONDS = 180
PR_SET_PDEATHSIG = 1


class NoElasticsearch(Exception):
    """No server can be had; the message says what is missing."""


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a running server. Its absence is a failure, not a skip."""
    if url := os.environ.get("ELASTICSEARCH_URL", "").strip():
        yield url
        return
    try:
        with node() as url:
            yield url
    except NoElasticsearch as trouble:
        pytest.fail(str(trouble), pytrace=False)


@contextmanager
def node(**more_settings: str) -> Iterator[str]:
    """Start a server on free ports of 127.0.0.1 and stop it afterwards; more settings go to its .yml."""
    java, home = _java(), _unpacked()
    with tempfile.TemporaryDirectory(prefix="vanthu-elasticsearch-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        port = _free_port()
        _configure(home, place, port, more_settings)
        process = _start(java, home, place)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, place)
            yield url
        finally:
            process.terminate()  # the launcher stops the server
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _java() -> Path:
    """The home of a JDK of at least OLDEST_JAVA; a JRE lacks modules that the server asks for."""
    named = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    on_path = shutil.which("java")
    there = [Path(on_path).resolve().parents[1]] if on_path else []
    installed = sorted(Path("/usr/lib/jvm").glob("*")) if Path("/usr/lib/jvm").exists() else []
    for home in [*named, *there, *installed]:
        release = home / "release"
        if (home / "jmods").exists() or (home / "bin" / "javac").exists():
            found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
            if found and int(found[1]) >= OLDEST_JAVA:
                return home
    raise NoElasticsearch(
        f"Kiểm thử với Elasticsearch cần JDK {OLDEST_JAVA} trở lên (không phải JRE). Hãy cài JDK và đặt "
        "ES_JAVA_HOME, hoặc đặt ELASTICSEARCH_URL là địa chỉ một máy chủ Elasticsearch 9 có sẵn."
    )


def _unpacked() -> Path:
    """The server's folder in the cache, fetched when it is not there yet."""
    cache = Path("/var/cache/vanthu") if os.geteuid() == 0 else Path.home() / ".cache" / "vanthu"
    home = cache / f"elasticsearch-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "fetch.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=cache) as draft:
                _fetch(Path(draft))
                subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
                (Path(draft) / home.name).rename(home)
    return home


def _fetch(folder: Path) -> None:
    if not shutil.which("mvn"):
        raise NoElasticsearch(
            "Kiểm thử với Elasticsearch cần lệnh mvn để tải máy chủ về. Hãy cài gói maven, "
            "hoặc đặt ELASTICSEARCH_URL là địa chỉ một máy chủ Elasticsearch 9 có sẵn."
        )
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    archives = list(folder.glob("*.zip"))
    if result.returncode or not archives:
        raise NoElasticsearch(f"Không tải được Elasticsearch {VERSION}:\n{result.stdout[-1500:]}")
    shutil.unpack_archive(archives[0], folder)
    for program in folder.glob("elasticsearch-*/bin/*"):
        program.chmod(0o755)


def _configure(home: Path, place: Path, port: int, more: dict[str, str]) -> None:
    """A folder of settings, data and logs that the server's account owns."""
    config = place / "config"
    shutil.copytree(home / "config", config)
    options = config / "jvm.options"
    lines = [line for line in options.read_text().splitlines() if "-Xlog:gc" not in line]
    options.write_text("\n".join([*lines, "-Xms512m", "-Xmx512m"]) + "\n")
    settings = {
        "cluster.name": "vanthu-test",
        "node.name": "one",
        "network.host": "127.0.0.1",
        "http.port": str(port),
        "transport.port": str(_free_port()),
        "discovery.type": "single-node",
        "path.data": str(place / "data"),
        "path.logs": str(place / "logs"),
        "action.auto_create_index": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "xpack.security.enabled": "false",
        **more,
    }
    (config / "elasticsearch.yml").write_text(
        "".join(f"{name}: {value}\n" for name, value in settings.items())
    )
    (place / "home").mkdir()
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in [place, *place.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _start(java: Path, home: Path, place: Path) -> subprocess.Popen[bytes]:
    nobody = pwd.getpwnam("nobody")
    root = os.geteuid() == 0
    with (place / "output").open("wb") as output:
        return subprocess.Popen(
            [str(home / "bin" / "elasticsearch")],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=place,
            env={
                "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
                "HOME": str(place / "home"),
                "ES_JAVA_HOME": str(java),
                "ES_PATH_CONF": str(place / "config"),
                "ES_TMPDIR": str(place / "home"),
                "CLI_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
            },
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  one thread here, and one system call there
            user=nobody.pw_uid if root else None,
            group=nobody.pw_gid if root else None,
            extra_groups=[] if root else None,
        )


def _die_with_parent() -> None:
    """Killed tests leave no server behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait(url: str, process: subprocess.Popen[bytes], place: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with _open(f"{url}/_cluster/health?wait_for_status=yellow&timeout=5s") as answer:
                if json.load(answer)["status"] in ("yellow", "green"):
                    return
        except OSError:
            time.sleep(0.3)
    output = (place / "output").read_text(errors="replace")[-3000:]
    raise NoElasticsearch(f"Elasticsearch {VERSION} không khởi động được:\n{output}")


def _open(url: str) -> "urllib.request._UrlopenRet":
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
