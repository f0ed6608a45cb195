"""`sprava documents …`: the table of its commands."""

from __future__ import annotations

from runtime.command_group import CommandGroup, Entry

documents = CommandGroup(
    "documents",
    help="Papers and their bytes.",
    table={
        "preview": Entry("paper_preview", "preview", "Draw a paper of a definition with its sample case."),
        "verify": Entry("document_files", "verify", "Say whether a file is a paper of ours, whole and signed."),
        "trust-list": Entry("document_files", "trust_list", "Write whom this installation trusts, to verify offline."),
        "check": Entry("document_files", "check", "Walk all bytes and rows: what is missing or damaged."),
        "move-to": Entry("document_files", "move_to", "Move all documents into a bucket, or back into files."),
        "raise": Entry("document_files", "raise_levels", "Raise papers below the archive level now."),
    },
)
