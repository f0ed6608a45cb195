"""`sprava keys`: signing keys of officials, and the municipality's seal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from documents.errors import KeyUnusable, WrongPin
from documents.signing.kept_tokens import require_pair
from documents.signing.keys import SigningKey, load_certificate, load_signing_key
from documents.signing.tokens import TokenKey
from effects.keyring import SEAL, Keyring
from effects.records import KeptKey
from runtime.opened_runtime import opened_runtime
from workflow.actor import system
from workflow.commands.add_key import AddKey

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_PIN_DIGITS = 6


@click.group()
def keys() -> None:
    """Keys that sign papers; kept under a PIN and this installation's secret."""


@keys.command()
@click.argument("holder")
@click.option("--key", "key_file", type=_FILE, required=True, help="The private key, PEM or DER, unencrypted.")
@click.option("--certificate", type=_FILE, required=True, help="PEM or DER.")
@click.option("--chain", type=_FILE, multiple=True, help="Certificates above it, without the root.")
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def add(holder: str, key_file: Path, certificate: Path, chain: tuple[Path, ...], municipality: int) -> None:
    """Give HOLDER a key: a username, whose PIN is read from standard input, or `seal`, which has none."""
    try:
        key = load_signing_key(
            key_file.read_bytes(), certificate.read_bytes(), tuple(one.read_bytes() for one in chain)
        )
    except KeyUnusable as error:
        click.echo(f"The key cannot be used: {error.code}", err=True)
        sys.exit(1)
    with opened_runtime() as runtime:
        kept = _kept(runtime.toolbox.keyring, key, holder)
        if holder != SEAL and runtime.toolbox.records.staff(municipality, holder) is None:
            click.echo("There is nobody of that username.", err=True)
            sys.exit(1)
        command = AddKey(holder=holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
        runtime.application.execute(system(municipality), command)
    click.echo(f"Kept: the key of {holder}")


@keys.command("add-token")
@click.argument("holder")
@click.option("--token", required=True, help="The device's label.")
@click.option("--label", required=True, help="The key's label in it.")
@click.option("--certificate", type=_FILE, required=True, help="PEM or DER.")
@click.option("--chain", type=_FILE, multiple=True, help="Certificates above it, without the root.")
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def add_token(
    holder: str, token: str, label: str, certificate: Path, chain: tuple[Path, ...], municipality: int
) -> None:
    """Give HOLDER (a username, or `seal`) a key in a device, reached by TOKEN_MODULE. The device's PIN is read from
    standard input and tried; it is kept for the seal alone, under this installation's secret."""
    pin = sys.stdin.readline().strip()
    with opened_runtime() as runtime:
        keyring = runtime.toolbox.keyring
        if keyring.token_module is None:
            click.echo("TOKEN_MODULE is not set.", err=True)
            sys.exit(1)
        if holder != SEAL and runtime.toolbox.records.staff(municipality, holder) is None:
            click.echo("There is nobody of that username.", err=True)
            sys.exit(1)
        try:
            key = TokenKey(
                module=keyring.token_module,
                token=token,
                label=label,
                pin=pin,
                certificate=load_certificate(certificate.read_bytes()),
                chain=tuple(load_certificate(one.read_bytes()) for one in chain),
            )
            require_pair(key)
        except (KeyUnusable, WrongPin) as error:
            click.echo(f"The key cannot be used: {error.code}", err=True)
            sys.exit(1)
        kept = keyring.keep_token(key, holder)
        command = AddKey(holder=holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
        runtime.application.execute(system(municipality), command)
    click.echo(f"Kept: where the key of {holder} is")


@keys.command()
@click.argument("holder")
@click.argument("certificate", type=_FILE)
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def note(holder: str, certificate: Path, municipality: int) -> None:
    """Note the CERTIFICATE of a key that HOLDER keeps elsewhere and signs with by `sprava sign` or in the browser."""
    try:
        known = load_certificate(certificate.read_bytes())
    except KeyUnusable as error:
        click.echo(f"The certificate cannot be used: {error.code}", err=True)
        sys.exit(1)
    with opened_runtime() as runtime:
        if runtime.toolbox.records.staff(municipality, holder) is None:
            click.echo("There is nobody of that username.", err=True)
            sys.exit(1)
        kept = runtime.toolbox.keyring.note(known, holder)
        command = AddKey(holder=holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
        runtime.application.execute(system(municipality), command)
    click.echo(f"Noted: the certificate of {holder}")


def _kept(keyring: Keyring, key: SigningKey, holder: str) -> KeptKey:
    if holder == SEAL:
        return keyring.keep_seal(key)
    pin = sys.stdin.readline().strip()
    if len(pin) < _PIN_DIGITS:
        click.echo(f"A PIN has at least {_PIN_DIGITS} characters; it is read from standard input.", err=True)
        sys.exit(1)
    return keyring.keep(key, holder, pin)
