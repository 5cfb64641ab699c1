"""A bad line between browser and server: slow, and cut now and then. Chromium slows no websocket itself."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

CHUNK = 65_536
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Wire:
    """A TCP proxy on a port of its own, in a thread of its own. Every byte comes later by `delay` seconds."""

    def __init__(self, port: int, delay: float = 0.15, seed: int = 1) -> None:
        self.delay = delay
        self.cuts = 0
        """How often the line was cut."""
        self._target = port
        self._chance = random.Random(seed)
        self._open: set[asyncio.StreamWriter] = set()
        self._down = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cut for the last time, and end."""
        self.down()
        self._server.close()
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def cut(self) -> None:
        """Break every connection; new ones are possible at once."""
        self.cuts += 1
        self._do(self._break())

    def down(self) -> None:
        """Break every connection, and refuse new ones until `up`."""
        self._down = True
        self.cut()

    def up(self) -> None:
        """Connect again."""
        self._down = False

    async def _break(self) -> None:
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._down:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        with suppress(asyncio.CancelledError):
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on in order, each piece when its time has come."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        passing = asyncio.create_task(self._pass_on(queue, writer))
        piece = b"-"
        while piece:
            try:
                piece = await reader.read(CHUNK)
            except OSError:
                piece = b""
            wait = self.delay * self._chance.uniform(0.5, 1.5)
            queue.put_nowait((self._loop.time() + wait, piece))
        await passing

    async def _pass_on(self, queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        while True:
            due, piece = await queue.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            if not piece:
                writer.close()
                self._open.discard(writer)
                return
            try:
                writer.write(piece)
                await writer.drain()
            except OSError:
                return
