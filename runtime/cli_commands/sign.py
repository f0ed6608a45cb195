"""`sprava sign`: an official signs a paper with a key file or a device on this machine; the key never leaves it."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

import click

from documents.errors import DocumentError
from documents.signing.kept_tokens import require_pair
from documents.signing.keys import load_certificate
from documents.signing.pkcs12 import open_key_file
from documents.signing.signer import Signer
from documents.signing.tokens import TokenKey
from runtime.outside_signer import OutsideSigner, Refused

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_OF_DEVICES = "The device does not know this PIN. It counts wrong ones and locks."
_WORDS = {
    "token_locked": "The device has locked itself after too many wrong PINs.",
    "token_missing": "There is no such device, or no such key in it.",
    "token_failed": "The device's library cannot be used.",
    "key_and_certificate_differ": "The certificate is that of another key.",
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
@click.option("--p12", "key_file", type=_FILE, help="The key file, PKCS#12.")
@click.option("--pkcs11", "module", type=_FILE, help="Or a device (PKCS#11): the path of its library,")
@click.option("--device", help="… the device's label,")
@click.option("--key", "label", help="… the key's label in it,")
@click.option("--certificate", type=_FILE, help="… and the certificate of that key, PEM or DER.")
@click.option("--url", required=True, help="The town's address, such as https://sprava.example.")
@click.option("--username", help="Sign in with this name; the password is asked for.")
@click.option("--token", envvar="SPRAVA_TOKEN", help="An access token instead; better in SPRAVA_TOKEN.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Where to put the paper to be read.")
@click.option("--yes", is_flag=True, help="Sign without asking.")
def sign(
    document: UUID,
    key_file: Path | None,
    module: Path | None,
    device: str | None,
    label: str | None,
    certificate: Path | None,
    url: str,
    username: str | None,
    token: str | None,
    save: Path | None,
    yes: bool,
) -> None:
    """Sign DOCUMENT with a key that stays on this machine: in a file (--p12) or a device (--pkcs11, --device, --key,
    --certificate). Secrets are asked for, or read line by line from standard input: the password of the account first,
    where one is used, then that of the key file, or the device's PIN."""
    if key_file is None and not (module and device and label and certificate):
        raise click.UsageError("give --p12, or all of --pkcs11, --device, --key and --certificate")
    if (username is None) == (token is None):
        raise click.UsageError("give either --username or --token")
    try:
        town = OutsideSigner(url, token=token)
        if username is not None:
            town.sign_in(username, _secret("Password"))
        key = _from_file(key_file) if key_file is not None else _in_device(module, device, label, certificate)
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


def _from_file(key_file: Path) -> Signer:
    try:
        return open_key_file(key_file.read_bytes(), _secret("Password of the key file"))
    except DocumentError as error:
        click.echo(_WORDS.get(error.code, error.code), err=True)
        sys.exit(1)


def _in_device(module: Path | None, device: str | None, label: str | None, certificate: Path | None) -> Signer:
    assert module is not None
    assert device is not None
    assert label is not None
    assert certificate is not None
    try:
        key = TokenKey(
            module=str(module),
            token=device,
            label=label,
            pin=_secret("PIN of the device"),
            certificate=load_certificate(certificate.read_bytes()),
        )
        require_pair(key)
    except DocumentError as error:
        words = _OF_DEVICES if error.code == "wrong_pin" else _WORDS.get(error.code, error.code)
        click.echo(words, err=True)
        sys.exit(1)
    return key


def _secret(what: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")
