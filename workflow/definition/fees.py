"""What a definition says of fees besides their amounts. Pure; asked by the checker and the engine alike."""

from __future__ import annotations

AFTER_FEE = "fee"
"""`after: fee`: the system's move out of the state in which a case waits for its fee, once nothing is owed."""

GUARD = "fee_settled"
