"""The inside of a limited process: limits first, then one answer per request until the input ends.

The limits are on memory, processor time for each request and the size of files; no core dumps.
"""

import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from documents.limited.framing import read_blobs, write_blobs

_FILE_BYTES = 128 * 1024 * 1024  # fonts of a document, parts of an upload

Answer = Callable[[list[bytes]], list[bytes]]


def serve_standard_streams(answer: Answer) -> None:
    """What a program's main part calls: seconds and megabytes stand on its command line."""
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer, answer, seconds=int(sys.argv[1]), memory_mb=int(sys.argv[2]))
    except (BrokenPipeError, struct.error):
        sys.exit(1)


def serve(requests: BinaryIO, answers: BinaryIO, answer: Answer, *, seconds: int, memory_mb: int) -> None:
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
        write_blobs(answers, answer(request))


def _allow_processor_time(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))
