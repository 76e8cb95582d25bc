"""A real Elasticsearch on this machine: for `make run ELASTICSEARCH=1`, for tests and for measuring.

The server comes from Maven Central as the distribution that Elasticsearch tests itself with: its core with
security, without modules. It is fetched once, into a cache outside the clone. No Django here: it starts
before settings are read.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

VERSION = "9.3.2"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
OLDEST_JAVA = 21
START_SECONDS = 180
PR_SET_PDEATHSIG = 1


class NoElasticsearch(Exception):
    """No server can be had; the message says what is missing."""


@dataclass
class Node:
    """A running server: its address, its process, and the folder that holds its data and goes with it."""

    url: str
    process: subprocess.Popen[bytes]
    place: Path

    def stop(self) -> None:
        self.process.terminate()  # the launcher stops the server
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """As a power cut would: the launcher and the server at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def node(**more_settings: str) -> Iterator[str]:
    """Start a server on free ports of 127.0.0.1 and stop it afterwards; more settings go to its .yml."""
    with nodes([more_settings]) as started:
        yield started[0].url


@contextmanager
def nodes(settings: Sequence[dict[str, str]]) -> Iterator[list[Node]]:
    """Start a server for each of these settings; data and logs are gone afterwards."""
    java, home = _java(), _unpacked()
    with tempfile.TemporaryDirectory(prefix="vanthu-elasticsearch-", ignore_cleanup_errors=True) as folder:
        started: list[Node] = []
        try:
            for number, more in enumerate(settings):
                started.append(_start(java, home, Path(folder) / str(number), more))
            for one in started:
                _wait(one)
            yield started
        finally:
            for one in started:
                one.stop()


@contextmanager
def cluster(size: int = 3) -> Iterator[list[Node]]:
    """Several servers on loopback that know each other."""
    transports = [free_port() for _ in range(size)]
    names = [f"node-{number}" for number in range(size)]
    common = {
        "discovery.type": "multi-node",
        "discovery.seed_hosts": json.dumps([f"127.0.0.1:{port}" for port in transports]),
        "cluster.initial_master_nodes": json.dumps(names),
    }
    with nodes(
        [
            {**common, "node.name": name, "transport.port": str(port)}
            for name, port in zip(names, transports, strict=True)
        ]
    ) as started:
        yield started


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
        f"Máy chủ Elasticsearch cần JDK {OLDEST_JAVA} trở lên (không phải JRE). Hãy cài JDK và đặt "
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
            "Máy chủ Elasticsearch cần lệnh mvn để tải máy chủ về. Hãy cài gói maven, "
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


def _start(java: Path, home: Path, place: Path, more: Mapping[str, str]) -> Node:
    """A folder of settings, data and logs that the server's account owns, and the server on it."""
    settings = {
        "cluster.name": "vanthu",
        "node.name": "one",
        "network.host": "127.0.0.1",
        "http.port": more.get("http.port") or str(free_port()),
        "transport.port": more.get("transport.port") or str(free_port()),
        "discovery.type": "single-node",
        "path.data": str(place / "data"),
        "path.logs": str(place / "logs"),
        "action.auto_create_index": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "xpack.security.enabled": "false",
        **more,
    }
    _configure(home, place, settings)
    with (place / "output").open("wb") as output:
        process = _launch(java, home, place, output)
    return Node(f"http://127.0.0.1:{settings['http.port']}", process, place)


def _configure(home: Path, place: Path, settings: Mapping[str, str]) -> None:
    config = place / "config"
    shutil.copytree(home / "config", config)
    options = config / "jvm.options"
    lines = [line for line in options.read_text().splitlines() if "-Xlog:gc" not in line]
    options.write_text("\n".join([*lines, "-Xms512m", "-Xmx512m"]) + "\n")
    (config / "elasticsearch.yml").write_text(
        "".join(f"{name}: {value}\n" for name, value in settings.items())
    )
    (place / "home").mkdir()
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        place.parent.chmod(0o755)
        for path in [place, *place.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _launch(java: Path, home: Path, place: Path, output: BinaryIO) -> subprocess.Popen[bytes]:
    nobody = pwd.getpwnam("nobody")
    root = os.geteuid() == 0
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


def _wait(started: Node) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and started.process.poll() is None:
        try:
            with _open(f"{started.url}/_cluster/health?wait_for_status=yellow&timeout=5s") as answer:
                if json.load(answer)["status"] in ("yellow", "green"):
                    return
        except OSError:
            time.sleep(0.3)
    output = (started.place / "output").read_text(errors="replace")[-3000:]
    raise NoElasticsearch(f"Elasticsearch {VERSION} không khởi động được:\n{output}")


def _open(url: str) -> "urllib.request._UrlopenRet":
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
