"""The process that renders: reads requests from standard input, writes answers to standard output.

Started by `pool.py` with an empty environment and limits on memory, processor time and file size; holds no secrets
and opens no database. Not imported by anything.
"""

import json
import resource
import struct
import sys
from datetime import datetime
from typing import BinaryIO

from documents.errors import RenderingFailed
from documents.rendering.framing import read_blobs, write_blobs
from documents.rendering.pdf import render_pdf

_FILE_BYTES = 128 * 1024 * 1024  # WeasyPrint writes the fonts of a document to temporary files


def serve(requests: BinaryIO, answers: BinaryIO, *, seconds: int, memory_mb: int) -> None:
    """Answer requests until the input ends. First answer: `ready`, once the libraries are loaded."""
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write_blobs(answers, [b"ready"])
    while True:
        try:
            request = read_blobs(requests)
        except EOFError:
            return
        _allow_processor_time(seconds)
        write_blobs(answers, _answer(request))


def _allow_processor_time(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _answer(request: list[bytes]) -> list[bytes]:
    try:
        header = json.loads(request[0])
        names = [str(name) for name in header["assets"]]
        pdf = render_pdf(
            request[1].decode(),
            assets=dict(zip(names, request[3:], strict=True)),
            identifier=bytes.fromhex(header["identifier"]),
            created=datetime.fromisoformat(header["created"]),
            data=request[2] if header["has_data"] else None,
        )
    except RenderingFailed as error:
        return [
            b"failed",
            json.dumps({"code": error.code, "data": dict(error.data)}).encode(),
        ]
    except MemoryError:
        return [
            b"failed",
            json.dumps({"code": "rendering_failed", "data": {"reason": "out_of_memory"}}).encode(),
        ]
    return [b"done", pdf]


if __name__ == "__main__":
    try:
        serve(
            sys.stdin.buffer,
            sys.stdout.buffer,
            seconds=int(sys.argv[1]),
            memory_mb=int(sys.argv[2]),
        )
    except (BrokenPipeError, struct.error):
        sys.exit(1)
