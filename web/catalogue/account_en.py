"""Texts of the pages, English: signing in, the second step, one's own account."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Signing in
    "signin.title": "Sign in",
    "signin.username": "User name",
    "signin.password": "Password",
    "signin.enter": "Sign in",
    # --- The second step, one's own account
    "second.title": "Second step of signing in",
    "second.code": "Code",
    "second.code_hint": "Six digits from the app on your telephone. No telephone: one of your recovery codes.",
    "second.go_on": "Continue",
    "second.use_passkey": "Use a passkey",
    "second.passkey_lost": "The passkey did not work. Try again, or give a code.",
    "account.title": "My sign-in",
    "account.second": "Second step of signing in",
    "account.must": "You sign papers: set up the second step first, nothing else works without it.",
    "account.has_none": "Not set up: the password alone signs you in.",
    "account.has_totp": "Set up: a code from the app on your telephone.",
    "account.has_passkey": "Set up: a passkey.",
    "account.codes_left": "Recovery codes left: {left}.",
    "account.new_generator": "Codes from a telephone",
    "account.new_passkey": "A passkey",
    "account.passkey_name": (
        "A passkey needs an address with a name: open the system by its name"
        " (on this computer, localhost), not by digits."
    ),
    "account.password": "Password",
    "account.current": "Present password",
    "account.new": "New password",
    "account.new_hint": (
        "At least {least} characters; several words are best. Other devices will have to sign in again."
    ),
    "account.change": "Change the password",
    "account.password_changed": "The password is changed.",
    "generator.scan": "Open a code app on your telephone and scan this picture.",
    "generator.picture": "QR code for the app",
    "generator.type": "Or type it into the app:",
    "generator.code": "The code that the app shows",
    "generator.again": "Start again",
    "passkey.how": (
        "A passkey lives in a telephone, a computer or a USB key, and is opened by finger, face or the device's PIN."
    ),
    "passkey.make": "Make a passkey",
    "enrolled.title": "The second step is set up",
    "enrolled.codes": (
        "Write these recovery codes down and keep them apart from the telephone. Each works once; they "
        "are not shown again."
    ),
    "enrolled.on": "To my queue",
}
