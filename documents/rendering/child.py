"""The process that renders. Started by `pool.py`; holds no secrets and opens no database. Not imported by anything."""

import gc
import json
from datetime import datetime

from documents.errors import RenderingFailed
from documents.limited.serving import serve_standard_streams
from documents.rendering.pdf import render_pdf


def _answer(request: list[bytes]) -> list[bytes]:
    # The boxes of a long table are millions of live objects: looking through them again and again for dead ones costs
    # a quarter of the time, and finds none before the end.
    gc.disable()
    try:
        header = json.loads(request[0])
        names = [str(name) for name in header["assets"]]
        pdf = render_pdf(
            request[1].decode(),
            assets=dict(zip(names, request[3:], strict=True)),
            identifier=bytes.fromhex(header["identifier"]),
            created=datetime.fromisoformat(header["created"]),
            data=request[2] if header["has_data"] else None,
            shows=[str(words) for words in header["shows"]],
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
    finally:
        gc.enable()
    return [b"done", pdf]


if __name__ == "__main__":
    serve_standard_streams(_answer)
