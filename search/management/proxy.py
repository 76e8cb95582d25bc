"""A proxy before a server that can be told to misbehave: the network as it is on a bad day."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from urllib.parse import urlsplit

PIECE = 65_536
#: Seconds before each piece in a slow network.
SLOWNESS = 0.4


class Mood(StrEnum):
    WELL = "well"
    REFUSE = "refuse"
    HANG = "hang"
    CUT = "cut"
    SLOW = "slow"


class Proxy:
    """Passes bytes on to the server as its mood has it; the mood may change at any moment."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.target = (parts.hostname or "127.0.0.1", parts.port or 9200)
        self.mood = Mood.WELL
        #: Bulks passed on before one sticks for good, and whether one does; None: all.
        self.lets_through: int | None = None
        self.stuck = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def close(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mood == Mood.REFUSE:
            writer.transport.abort()
            return
        with suppress(OSError, asyncio.CancelledError):
            beyond, towards = await asyncio.open_connection(*self.target)
            await asyncio.gather(self._pass(reader, towards), self._pass(beyond, writer, answer=True))

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answer: bool = False
    ) -> None:
        try:
            while piece := await source.read(PIECE):
                if not answer and b"/_bulk" in piece and self.lets_through is not None:
                    await self._count()
                while self.mood == Mood.HANG:
                    await asyncio.sleep(0.05)
                if self.mood == Mood.REFUSE or (self.mood == Mood.CUT and answer):
                    sink.write(piece[: len(piece) // 2])
                    sink.transport.abort()
                    return
                if self.mood == Mood.SLOW:
                    await asyncio.sleep(SLOWNESS)
                sink.write(piece)
                await sink.drain()
        finally:
            sink.close()

    async def _count(self) -> None:
        """Let one more bulk through, or hold it until the sender is gone."""
        if self.lets_through:
            self.lets_through -= 1
            return
        self.stuck.set()
        while self.lets_through is not None:
            await asyncio.sleep(0.05)


@contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """A proxy in a thread of its own."""
    made = Proxy(target)
    ready = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(made.loop)
        made.loop.run_until_complete(made.listen())
        ready.set()
        made.loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(made.close(), made.loop).result(10)
        made.loop.call_soon_threadsafe(made.loop.stop)
        thread.join(10)
