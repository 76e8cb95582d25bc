"""A real mail server on this machine that can refuse, hang and die when it is told to."""

from __future__ import annotations

import asyncio
import email
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Behaviour:
    """Keeps what it accepted; `says` answers after the text of a letter, `hangs` and `dies` come before."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.says = "250 OK"
        self.refused: set[str] = set()
        self.hangs = 0.0
        self.dies = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs:
            await asyncio.sleep(self.hangs)
        if self.dies:
            assert server.transport is not None
            server.transport.abort()
            return "451 gone"
        if self.says.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(email.message_from_bytes(envelope.content))
        return self.says

    @property
    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]


@contextmanager
def mail_server(settings: Any, port: int = 0) -> Iterator[Behaviour]:
    """Listening on a port of its own, named in the settings."""
    behaviour = Behaviour()
    controller = Controller(behaviour, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 1
    try:
        yield behaviour
    finally:
        controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
