"""Keep two processes going: the web server and the worker of the queue. Forked, so that Django loads once."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from django.core.management import call_command
from gunicorn.app.base import Application

from config.env import ROOT

PATIENCE = 20
"""Seconds a process gets to finish what it is doing when all must stop."""
QUICK_DEATH = 5
"""A process that dies within so many seconds of its start would die again."""
PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """Somebody asked the site to stop: Ctrl-C or SIGTERM. Not an error, and not to be caught as one."""


def supervise(port: int, accounts: str) -> None:
    """Serve until stopped; a process that dies is started again. Leaves no process behind.

    Says the address, and these accounts, once pages are served.
    """
    children: dict[str, _Child] = {}
    try:
        children["web"] = _Child(_web)
        children["work"] = _Child(_work)
        _announce(port, accounts, children["web"])
        while True:
            wait([child.process.sentinel for child in children.values()])
            for child in children.values():
                if not child.process.is_alive():
                    child.start_again()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for child in children.values():
            child.process.terminate()
        for child in children.values():
            child.process.join(PATIENCE)
            child.process.kill()
            child.process.join()


class _Child:
    """A process, and how to start it again."""

    def __init__(self, job: Callable[[], None]) -> None:
        self.job = job
        self.process = self._start()

    def _start(self) -> BaseProcess:
        self.started = time.monotonic()
        process = multiprocessing.get_context("fork").Process(target=_child, args=(self.job, os.getpid()))
        process.start()
        return process

    def start_again(self) -> None:
        if time.monotonic() - self.started < QUICK_DEATH:
            sys.exit("Một tiến trình của trang dừng ngay sau khi khởi động; nguyên nhân ghi ở các dòng trên.")
        print(
            "Một tiến trình của trang đã dừng bất thường, đang khởi động lại …", file=sys.stderr, flush=True
        )
        self.process = self._start()


def _child(job: Callable[[], None], parent: int) -> None:
    """Inside the new process: a group of its own, so that Ctrl-C reaches the parent only.

    Gunicorn's master and workers, told to quit by the terminal and then by each other, sometimes miss the
    end otherwise, and wait for the ten seconds of graceful_timeout.
    """
    os.setpgrp()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":  # when the parent is killed outright, the child must not keep the port
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            return
    job()


def _web() -> None:
    _Gunicorn().run()


def _work() -> None:
    call_command("work")


class _Gunicorn(Application):
    """Gunicorn on gunicorn.conf.py, without a command line of its own."""

    def load_config(self) -> None:
        self.load_config_from_file(str(ROOT / "gunicorn.conf.py"))

    def load(self) -> object:
        from config.wsgi import application

        return application


def _announce(port: int, accounts: str, web: _Child) -> None:
    """Say the address once a page is served, not before."""
    address = f"http://127.0.0.1:{port}/"
    while web.process.is_alive() and not _answers(address):
        time.sleep(0.05)
    if web.process.is_alive():
        print(
            f"\nTài khoản dùng thử:\n{accounts}",
            f"\nVăn thư đang chạy tại {address}",
            "Nhấn Ctrl-C để dừng.",
            sep="\n",
            flush=True,
        )


def _answers(address: str) -> bool:
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({})
    )  # this machine, whatever proxy is named
    try:
        opener.open(address, timeout=30).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
