"""Certificates of the keys in use: whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from store.reading import Reading
from store.tables.keys import SigningKeyRow


def certificates_in_use(look: Reading) -> Mapping[str, bytes]:
    """DER by holder: a username, or `seal`."""
    query = (
        select(SigningKeyRow.holder, SigningKeyRow.certificate)
        .where(SigningKeyRow.municipality == look.municipality)
        .ext(distinct_on(SigningKeyRow.holder))
        .order_by(SigningKeyRow.holder, SigningKeyRow.added.desc(), SigningKeyRow.id.desc())
    )
    return {row.holder: bytes(row.certificate) for row in look.connection.execute(query)}
