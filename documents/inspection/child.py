"""The process that reads foreign PDFs. Started by `pool.py`; holds no secrets and opens no database. Not imported by
anything."""

import json
from datetime import datetime

from documents.errors import UploadRefused
from documents.inspection.wire import known_from_json, marks_to_bytes, verification_to_bytes
from documents.limited.serving import serve_standard_streams
from documents.pdf_cleaning import clean_pdf
from documents.pdf_pages import page_count, page_picture
from documents.signing.marks import marks_in
from documents.signing.trust_list_text import trust_list_from_text
from documents.signing.verification import verify


def _answer(request: list[bytes]) -> list[bytes]:
    header, file, *more = request
    asked = json.loads(header)
    try:
        match asked["what"]:
            case "marks":
                return [b"done", marks_to_bytes(marks_in(file))]
            case "verify":
                judged = verify(
                    file,
                    stored=None,
                    known_marks=known_from_json(asked["known"]),
                    trust=trust_list_from_text(more[0]),
                    now=datetime.fromisoformat(asked["now"]),
                )
                return [b"done", verification_to_bytes(judged)]
            case "clean":
                clean = clean_pdf(file)
                return [b"done", str(clean.page_count).encode(), clean.data]
            case "pages":
                return [b"done", str(page_count(file)).encode()]
            case "page":
                return [b"done", page_picture(file, int(asked["number"]))]
    except UploadRefused as error:
        return [b"refused", json.dumps({"code": error.code, "data": dict(error.data)}).encode()]
    except MemoryError:
        return [b"failed"]
    return [b"failed"]


if __name__ == "__main__":
    serve_standard_streams(_answer)
