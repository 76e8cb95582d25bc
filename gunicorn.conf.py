"""How gunicorn serves the site: `gunicorn` in the clone, with the variables of site/config/env.py set."""

import gc
import sys
from pathlib import Path

pythonpath = str(Path(__file__).resolve().parent / "site")
sys.path.insert(0, pythonpath)

from config import env  # noqa: E402

try:
    _environment = env.read()
except env.WrongEnvironment as mistake:
    sys.exit(str(mistake))

wsgi_app = "config.wsgi:application"
bind = f"127.0.0.1:{_environment.port}"
workers = _environment.workers
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
limit_request_line = (
    8_190  # an accented letter takes up to nine in an address, and a page of text is pasted into one
)
loglevel = "warning"
control_socket_disable = True


def when_ready(_server):
    """What is loaded by now stays: no collector goes through it again, which took a tenth of a second."""
    gc.collect()
    gc.freeze()
