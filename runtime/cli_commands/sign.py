"""`sprava sign`: an official signs a paper with a key file on this machine; the key never leaves it."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

import click

from documents.errors import DocumentError
from documents.signing.keys import SigningKey
from documents.signing.pkcs12 import open_key_file
from runtime.outside_signer import OutsideSigner, Refused

_WORDS = {
    "wrong_pin": "The password does not open the key file, or the file is damaged.",
    "unreadable_key": "This is not a key file (PKCS#12: .p12 or .pfx).",
    "unsupported_key": "The key is of a kind that this program does not sign with (it knows RSA and elliptic curves).",
    "no_key_inside": "There is no private key with its certificate in the file.",
    "old_protection": (
        "The key file is protected in an old way that this program does not open. Make a new file of it:\n"
        "  openssl pkcs12 -legacy -in OLD.p12 -nodes -out all.pem\n"
        "  openssl pkcs12 -export -in all.pem -out NEW.p12\n"
        "and then delete all.pem, which holds the key in the open."
    ),
}


@click.command()
@click.argument("document", type=click.UUID)
@click.option(
    "--p12",
    "key_file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The key file, PKCS#12.",
)
@click.option("--url", required=True, help="The town's address, such as https://sprava.example.")
@click.option("--username", help="Sign in with this name; the password is asked for.")
@click.option("--token", envvar="SPRAVA_TOKEN", help="An access token instead; better in SPRAVA_TOKEN.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Where to put the paper to be read.")
@click.option("--yes", is_flag=True, help="Sign without asking.")
def sign(
    document: UUID,
    key_file: Path,
    url: str,
    username: str | None,
    token: str | None,
    save: Path | None,
    yes: bool,
) -> None:
    """Sign DOCUMENT with a key that stays on this machine. Secrets are asked for, or read line by line from standard
    input: the password of the account first, where one is used, then that of the key file."""
    if (username is None) == (token is None):
        raise click.UsageError("give either --username or --token")
    try:
        town = OutsideSigner(url, token=token)
        if username is not None:
            town.sign_in(username, _secret("Password"))
        key = _opened(key_file)
        paper = town.open(str(document))
        if save is not None:
            save.write_bytes(paper.pdf)
        click.echo(f"{paper.title} № {paper.number}\nSHA-256 {paper.sha256}")
        if not yes and not click.confirm("Sign it?", err=True):
            sys.exit(1)
        signed = town.sign(paper, key)
    except Refused as refused:
        click.echo(f"{refused.detail} ({refused.code})", err=True)
        sys.exit(1)
    if save is not None:
        save.write_bytes(signed)
    click.echo("Signed.")


def _opened(key_file: Path) -> SigningKey:
    try:
        return open_key_file(key_file.read_bytes(), _secret("Password of the key file"))
    except DocumentError as error:
        click.echo(_WORDS.get(error.code, error.code), err=True)
        sys.exit(1)


def _secret(what: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")
