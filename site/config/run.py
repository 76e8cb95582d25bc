"""`make run`: prepare what is not prepared yet, then serve the site and work its queue until stopped."""

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from config import catalogues, env, prepare
from config.supervisor import Stopped, supervise
from search.elasticsearch_node import NoElasticsearch, node


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        with ExitStack() as stack:
            _run(env.read(), stack)
    except Stopped:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (ImproperlyConfigured, OperationalError, NoElasticsearch) as trouble:
        sys.exit(f"{trouble}")
    except OSError as trouble:
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit("Đĩa đã đầy. Hãy dọn bớt rồi chạy lại; những bước đã xong không phải làm lại.")
        raise
    finally:
        prepare.leave_database()
    print("Đã dừng.", flush=True)


def _run(environment: env.Environment, stack: ExitStack) -> None:
    _check_port(environment.port)
    _say("Bản dịch", catalogues.compile_all)
    if environment.elasticsearch and not environment.elasticsearch_url:
        _say("Máy chủ tra cứu", lambda: _start_elasticsearch(stack))
    django.setup()
    _say("Cơ sở dữ liệu", prepare.database)
    _say("Dữ liệu dùng thử", prepare.demonstration)
    _say("Tệp giao diện", prepare.static_files)
    accounts = prepare.accounts()
    prepare.close()
    supervise(environment.port, accounts)


def _start_elasticsearch(stack: ExitStack) -> bool:
    """A server that goes when the site goes; its index is built anew by the worker."""
    os.environ["ELASTICSEARCH_URL"] = stack.enter_context(node())
    return True


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _say(what: str, step: Callable[[], object]) -> None:
    """One line a step: its name while it runs, and what came of it."""
    print(f"{what} …", end=" ", flush=True)
    done = step()
    print("đã cập nhật" if done else "đã sẵn sàng", flush=True)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(
                f"Cổng {port} đang có chương trình khác dùng (hoặc cần quyền quản trị). "
                f"Hãy dừng chương trình ấy, hoặc chọn cổng khác: make run PORT={port + 1}"
            )


if __name__ == "__main__":
    main()
