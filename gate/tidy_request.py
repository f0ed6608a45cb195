"""A request that closes every file it opened for an upload, also one it refused in the middle.

The parser drops its temporary file when the body is too large or broken, and only the collector would close it.
"""

from __future__ import annotations

from typing import IO

from flask import Request


class TidyRequest(Request):
    """`close` is called by Flask when the request is over."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        stream = super()._get_file_stream(total_content_length, content_type, filename, content_length)
        self.__dict__.setdefault("_opened", []).append(stream)
        return stream

    def close(self) -> None:
        """Closes what was kept of the upload, and what was not."""
        super().close()
        for stream in self.__dict__.get("_opened", ()):
            stream.close()
