"""`python -m bench.serve TARGET`: serves a WSGI callable exactly as Sprava is served, on `PORT`."""

from __future__ import annotations

import sys

from runtime.server import serve
from runtime.settings import from_environment

if __name__ == "__main__":
    serve(from_environment(), sys.argv[1])
