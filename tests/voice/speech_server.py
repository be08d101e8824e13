"""A speech server on this machine: OpenAI's protocol as Kokoro-FastAPI speaks it, with tones for voices."""

from __future__ import annotations

import io
import json
import threading
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

RATE = 24_000
HERTZ = {"af_low": 220, "af_high": 440}
STREAMED = b"\xff\xff\xff\xff"  # where a WAV has its lengths, while nobody knows them


@dataclass(frozen=True)
class Reply:
    """An HTTP response; one that is `cut` promises a byte more than it sends."""

    body: bytes
    status: int = 200
    kind: str = "audio/wav"
    cut: bool = False


def tone(body: dict[str, Any]) -> bytes:
    """A WAV of about the right length for the words."""
    seconds = len(body["input"]) / 15 / body.get("speed", 1)
    wave_form = np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * HERTZ.get(body["voice"], 330) / RATE)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((wave_form * 8000).astype("<i2").tobytes())
    return buffer.getvalue()


def streamed(wav: bytes, length: bytes = STREAMED) -> bytes:
    """The same WAV as a server sends it that begins before it knows the length."""
    return wav[:4] + length + wav[8:40] + length + wav[44:]


def refusal(status: int, message: str) -> Reply:
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, "application/json")


@dataclass
class SpeechServer:
    """What a test has the server say, and what it was asked."""

    base_url: str = ""
    voices: Reply = field(default_factory=lambda: Reply(json.dumps({"voices": [*HERTZ]}).encode()))
    speak: Callable[[dict[str, Any]], Reply] = lambda body: Reply(streamed(tone(body)))
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[SpeechServer]:
    """The server, until the block ends."""
    server = SpeechServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self.send(server.voices if self.path == "/v1/audio/voices" else refusal(404, "Not Found"))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(body)
            server.keys.append(self.headers["Authorization"])
            self.send(server.speak(body) if self.path == "/v1/audio/speech" else refusal(404, "Not Found"))

        def send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.cut

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    server.base_url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
