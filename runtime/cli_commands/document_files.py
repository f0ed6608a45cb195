"""`sprava documents`: whether a paper is real, and whether every paper still has its bytes."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import click

from documents.errors import StorageUnavailable
from documents.model import KnownMarks, StoredPaper, Verdict, Verification
from documents.signing.marks import marks_in
from documents.signing.trust import TrustList
from documents.signing.trust_list_text import trust_list_from_text, trust_list_to_text
from documents.signing.verification import verify as judge
from documents.storage.moving import move
from runtime.boot import Runtime, file_store, main_store
from runtime.clock import SystemClock
from runtime.level_backfill import LevelBackfill
from runtime.opened_runtime import opened_runtime
from runtime.settings import from_environment
from runtime.trust_files import trust_in
from runtime.trust_files import trust_list as trusted_here
from store.queries.own_marks import known_codes, known_numbers, our_certificates
from store.queries.papers import paper_by_bytes
from store.queries.towns import hosts
from store.queries.wanted_content import WantedContent, wanted_content

_MUNICIPALITY = click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
@click.option(
    "--trust",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Offline, without a database: judge by the signatures alone, believing the authorities in this folder.",
)
@click.option(
    "--trust-list",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The same with one file, which `sprava documents trust-list` wrote.",
)
@_MUNICIPALITY
def verify(file: Path, as_json: bool, trust: Path | None, trust_list: Path | None, municipality: int) -> None:
    """Say whether FILE is a paper of ours, whole and signed; exit code 1 unless it is authentic."""
    data = file.read_bytes()
    believed = _believed(trust, trust_list)
    if believed is not None:
        found = judge(data, stored=None, known_marks=KnownMarks(), trust=believed, now=SystemClock().now())
    else:
        with opened_runtime() as runtime:
            found = _verdict(runtime, municipality, data)
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2))
    else:
        level = f" ({found.level.value})" if found.level else ""
        click.echo(f"{found.verdict.value}{level}: {', '.join(one.value for one in found.reasons)}")
        for one in found.signatures:
            when = one.stamped_at or one.claimed_at or "no time"
            click.echo(f"  {one.signer}, {when}: {'valid' if one.valid else 'invalid'}")
    sys.exit(0 if found.verdict is Verdict.AUTHENTIC else 1)


@click.command("trust-list")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def trust_list(file: Path) -> None:
    """Write to FILE whose signatures this installation believes, for verifying papers elsewhere."""
    data = trust_list_to_text(trusted_here(from_environment().data), SystemClock().now())
    file.write_bytes(data)
    click.echo(f"{file}: SHA-256 {hashlib.sha256(data).hexdigest()}")


@click.command()
def check() -> None:
    """Read every stored paper and photo: each row has its bytes, each file is what its name says."""
    try:
        count, faults = _checked()
    except StorageUnavailable as error:
        click.echo(f"the storage is away, nothing can be said: {error}", err=True)
        sys.exit(1)
    click.echo(f"{count} files, {faults} faults")
    sys.exit(1 if faults else 0)


def _checked() -> tuple[int, int]:
    """How many contents there are, and how many faults were told."""
    faults = 0
    with opened_runtime() as runtime:
        with runtime.database.reading(0) as look:
            municipalities = sorted(set(hosts(look).values()))
        for municipality in municipalities:
            with runtime.database.reading(municipality) as look:
                for wanted in wanted_content(look):
                    faults += _missing(runtime, municipality, wanted)
        for finding in runtime.toolbox.contents.check():
            faults += 1
            click.echo(f"{finding.code}: {finding.where}")
        return sum(1 for _ in runtime.toolbox.contents.walk()), faults


@click.command("move-to")
@click.argument("target", type=click.Choice(["bucket", "files"]))
@click.option("--remove", is_flag=True, help="Take away from the other store what was read back whole from this one.")
def move_to(target: str, remove: bool) -> None:
    """Copy every paper and photo into the bucket of BUCKET_URL, or back into the data folder, and read each back.

    May run while Sprava works, and again: what lies there already is not copied twice.
    """
    settings = from_environment()
    if settings.bucket is None:
        click.echo("BUCKET_URL is not set", err=True)
        sys.exit(2)
    files, bucket = file_store(settings), main_store(settings)
    source, goal = (files, bucket) if target == "bucket" else (bucket, files)
    try:
        moved = move(source, goal, remove=remove)
    except StorageUnavailable as error:
        click.echo(f"broken off, begin again: {error}", err=True)
        sys.exit(1)
    for finding in moved.damaged:
        click.echo(f"{finding.code}: {finding.where}")
    click.echo(f"{moved.copied} copied, {moved.present} there already, {moved.removed} removed from the other store")
    sys.exit(1 if moved.damaged else 0)


@click.command("raise")
@_MUNICIPALITY
def raise_levels(municipality: int) -> None:
    """Raise every complete paper that bears no time stamp, as far as the authority of TSA_URL and the issuers allow.

    The worker does the same by itself, fifty papers an hour. Broken off, it goes on with what is left.
    """
    with opened_runtime() as runtime:
        if runtime.toolbox.levels is None:
            click.echo("TSA_URL is not set", err=True)
            sys.exit(2)
        done = LevelBackfill(runtime).raise_all(municipality)
    click.echo(f"{done.raised} papers raised, {done.failed} not{': the authority is away' if done.away else ''}")
    sys.exit(1 if done.failed else 0)


def _believed(folder: Path | None, file: Path | None) -> TrustList | None:
    if folder is not None and file is not None:
        raise click.UsageError("give either --trust or --trust-list")
    if file is None:
        return None if folder is None else trust_in(folder)
    try:
        return trust_list_from_text(file.read_bytes())
    except ValueError as error:
        click.echo(f"{file} is no trust list: {error}", err=True)
        sys.exit(2)


def _missing(runtime: Runtime, municipality: int, wanted: WantedContent) -> int:
    if runtime.toolbox.contents.exists(municipality, wanted.sha256):
        return 0
    click.echo(f"not_stored: {wanted.what} in municipality {municipality}, {wanted.sha256}")
    return 1


def _verdict(runtime: Runtime, municipality: int, data: bytes) -> Verification:
    sha256 = hashlib.sha256(data).hexdigest()
    claimed = marks_in(data)
    with runtime.database.reading(municipality) as look:
        found = paper_by_bytes(look, sha256)
        marks = KnownMarks(
            codes=known_codes(look, claimed.codes),
            numbers=known_numbers(look, claimed.numbers),
            phrases=frozenset({f"{runtime.toolbox.host}/verify"}),
            certificates=frozenset(hashlib.sha256(one).hexdigest() for one in our_certificates(look)),
        )
    stored = None if found is None else StoredPaper(sha256=sha256, complete=found.whole)
    return judge(data, stored=stored, known_marks=marks, trust=runtime.trust, now=runtime.clock.now())


def _plain(found: Verification) -> dict[str, object]:
    return {
        "verdict": found.verdict.value,
        "reasons": [one.value for one in found.reasons],
        "sha256": found.sha256,
        "level": found.level.value if found.level else None,
        "signatures": [
            {
                "signer": one.signer,
                "issuer": one.issuer,
                "claimed_at": one.claimed_at.isoformat() if one.claimed_at else None,
                "stamped_at": one.stamped_at.isoformat() if one.stamped_at else None,
                "valid": one.valid,
                "reasons": [reason.value for reason in one.reasons],
            }
            for one in found.signatures
        ],
    }
