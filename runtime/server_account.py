"""Which account of the machine the PostgreSQL server runs under, and how that account reaches its folders.

PostgreSQL refuses to run as root. So root hands it to an account of its own; everybody else runs it as themselves.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "sprava"

# Layout of the attribute: a version, then (tag, permissions, id) triples sorted by tag.
# Source: Linux include/uapi/linux/posix_acl_xattr.h.
_ACL_ATTRIBUTE = "system.posix_acl_access"
_ACL_VERSION = 2
_USER_OWNER, _USER_NAMED, _GROUP_OWNER, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_SEARCH = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccount:
    """The account to start the server under; `switch` says whether that differs from ours."""

    uid: int
    gid: int
    switch: bool

    def own(self, path: Path) -> None:
        """Gives one file or folder to the account; does nothing when the account is ours."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def server_account(data: Path) -> ServerAccount:
    """The account for a server with files in `data`: ours; for root the folder's owner or `sprava`, made if missing."""
    if os.geteuid() != 0:
        return ServerAccount(uid=os.geteuid(), gid=os.getegid(), switch=False)
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return ServerAccount(uid=owner.st_uid, gid=owner.st_gid, switch=True)
    entry = _account_entry()
    return ServerAccount(uid=entry.pw_uid, gid=entry.pw_gid, switch=True)


def grant_passage(account: ServerAccount, path: Path) -> list[Path]:
    """Lets the account walk down to `path` (search only, no listing, no reading); answers the folders it had to open.

    An access-list entry for that one account where the file system has access lists, else the search bit for others.
    """
    if not account.switch:
        return []
    opened = []
    for folder in reversed(path.resolve().parents):
        if _may_search(account, folder):
            continue
        try:
            _add_search_entry(account, folder)
        except OSError:
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)
        opened.append(folder)
    return opened


def _account_entry() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        subprocess.run(  # noqa: S603 (fixed arguments)
            [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            check=False,
            capture_output=True,
        )
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return pwd.getpwnam("nobody")


def _may_search(account: ServerAccount, folder: Path) -> bool:
    # Asked of the kernel by a process of that account: it alone knows groups, access lists and read-only mounts.
    return (
        subprocess.run(  # noqa: S603 (a path, no shell)
            ["/usr/bin/env", "test", "-x", str(folder)],
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        ).returncode
        == 0
    )


def _add_search_entry(account: ServerAccount, folder: Path) -> None:
    entries = _access_list(folder)
    entries = {key: value for key, value in entries.items() if key != (_USER_NAMED, account.uid)}
    entries[(_USER_NAMED, account.uid)] = _SEARCH
    entries.setdefault((_MASK, _NO_ID), entries[(_GROUP_OWNER, _NO_ID)])
    entries[(_MASK, _NO_ID)] |= _SEARCH
    packed = struct.pack("<I", _ACL_VERSION) + b"".join(
        struct.pack("<HHI", tag, permissions, who) for (tag, who), permissions in sorted(entries.items())
    )
    os.setxattr(folder, _ACL_ATTRIBUTE, packed)


def _access_list(folder: Path) -> dict[tuple[int, int], int]:
    try:
        packed = os.getxattr(folder, _ACL_ATTRIBUTE)
    except OSError:
        mode = stat.S_IMODE(folder.stat().st_mode)
        return {
            (_USER_OWNER, _NO_ID): mode >> 6 & 7,
            (_GROUP_OWNER, _NO_ID): mode >> 3 & 7,
            (_OTHER, _NO_ID): mode & 7,
        }
    return {(tag, who): permissions for tag, permissions, who in struct.iter_unpack("<HHI", packed[4:])}
