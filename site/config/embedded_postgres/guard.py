"""Stops the server when nobody uses it any more. A program of its own: standard library only.

    python guard.py FOLDER UID GID PG_CTL

FOLDER holds `users.lock`, on which each user of the server keeps a shared lock, and `guard.lock`, which says
that a guard is on duty. The guard goes into the background once it has the latter.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path


def main(folder: Path, uid: int, gid: int, pg_ctl: str) -> None:
    duty = (folder / "guard.lock").open("a")
    try:
        fcntl.flock(duty, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if os.fork():
        os._exit(0)
    os.setsid()
    users = (folder / "users.lock").open("a")
    fcntl.flock(users, fcntl.LOCK_EX)  # granted when the last user is gone
    data = str((folder / "data").resolve())  # while we can still read the way there
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    for mode in ("fast", "immediate"):
        command = [pg_ctl, "stop", "-w", "-t", "20", "-m", mode, "-D", data]
        if subprocess.run(command, cwd="/", check=False).returncode == 0:
            break
    # First the duty, then the users: whoever comes next finds neither a server nor a guard, and starts both.
    duty.close()
    users.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
