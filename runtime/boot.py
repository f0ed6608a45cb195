"""Composition: the only place that names concrete classes. Web, worker, demo and tests all begin here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.inspection.pool import InspectionPool
from documents.rendering.renderer import Renderer
from documents.signing.levels import Levels
from documents.signing.revocation_source import RevocationSource
from documents.signing.timestamp import TimestampAuthority
from documents.signing.trust import TrustList
from documents.storage.bucket import BucketStore
from documents.storage.filesystem import FilesystemStore
from documents.storage.mirrored import MirroredStore
from documents.storage.port import ContentStore
from effects.keyring import Keyring
from effects.perform import perform
from effects.signing_desk import Desk
from effects.store_records import StoreRecords
from effects.toolbox import Toolbox
from effects.webhook import Webhook
from notifications.channel import Sender
from notifications.message import Channel
from runtime.archive_folder import DOCUMENTS
from runtime.clock import SystemClock
from runtime.contacts import contacts
from runtime.entropy import SystemEntropy
from runtime.font_assets import font_assets
from runtime.keys import Keys, derive_keys
from runtime.lazy_renderer import LazyRenderer
from runtime.record_templates import record_templates
from runtime.secret_key import secret_key
from runtime.senders import senders_for
from runtime.settings import Settings
from runtime.surroundings_files import SHIPPED, SurroundingsFiles
from runtime.trust_files import trust_list
from store.definitions import PublishedDefinitions
from store.jobs import JobQueue
from store.link_key import LinkKey
from store.queries.towns import NO_TOWN, hosts, town_of
from store.references import References
from store.role_check import require_plain_role
from store.session import Database, PoolSize
from store.unit_of_work import Keeper, UnitsOfWork
from store.vault import Vault
from workflow.definition.bundle import bundle_from_bytes
from workflow.definition.load import load_bundle
from workflow.definition.model import Definition
from workflow.ports.clock import Clock
from workflow.service import Application
from workflow.town import Town

_LINK_KEY_ID = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """One process of Sprava, plugged together. Close it at the end."""

    settings: Settings
    keys: Keys
    clock: Clock
    application: Application
    database: Database
    units: UnitsOfWork
    toolbox: Toolbox
    surroundings: SurroundingsFiles
    trust: TrustList
    inspection: InspectionPool
    keeper: Keeper | None
    """None where no address for the keeper's role is set: then nothing is ever deleted."""
    _closing: tuple[LazyRenderer | InspectionPool | Database, ...]

    def job_queue(self) -> JobQueue:
        """The worker's side of the queue."""
        assert self.settings.database_url is not None
        return JobQueue(self.settings.database_url, lambda job: perform(job, self.toolbox))

    def close(self) -> None:
        """Ends children and connections."""
        for one in self._closing:
            one.close()


def boot(
    settings: Settings,
    *,
    clock: Clock | None = None,
    senders: Mapping[Channel, Sender] | None = None,
    renderer: Renderer | None = None,
    connections: int = 10,
) -> Runtime:
    """Everything but the web application. `settings.database_url` must be set (runtime/database.py fills it in).

    `clock`, `senders` and `renderer` take the place of the usual ones in the demo loader and in tests. Raises
    UnsafeRole, StoreUnavailable, DefinitionError for unreadable law packs or calendars.
    """
    assert settings.database_url is not None
    keys = derive_keys(secret_key(settings))
    vault = Vault(keys.vault)
    database = Database(settings.database_url, vault=vault, pool=PoolSize(connections=connections))
    # What is read or counted while a command holds its connection must never wait for one of the same pool.
    aside = Database(settings.database_url, vault=vault, pool=PoolSize(connections=2), name="sprava-aside")
    require_plain_role(database)
    keeping = None
    if settings.database_keeper_url is not None:
        keeping = Database(
            settings.database_keeper_url, vault=vault, pool=PoolSize(connections=1), name="sprava-keeper"
        )
    time, entropy, lazy = clock or SystemClock(), SystemEntropy(), LazyRenderer()

    def read_town(municipality: int) -> Town | None:
        with aside.reading(municipality) as look:
            return town_of(look)

    def read_hosts() -> Mapping[str, int]:
        with aside.reading(NO_TOWN) as look:
            return hosts(look)

    surroundings = SurroundingsFiles(read_town, read_hosts, public_url=settings.public_url)
    units = UnitsOfWork(
        database=database,
        references=References(aside),
        link_key=LinkKey(id=_LINK_KEY_ID, secret=keys.links),
        vault=vault,
    )
    application = Application(
        unit_of_work=units,
        clock=time,
        entropy=entropy,
        definitions=PublishedDefinitions(aside, definition_from_bytes),
        surroundings=surroundings,
        contacts=contacts(),
    )
    authority = TimestampAuthority(settings.tsa_url, now=time.now) if settings.tsa_url else None
    trust = trust_list(settings.data)
    inspection = InspectionPool(trust)
    toolbox = Toolbox(
        application=application,
        records=StoreRecords(database),
        contents=content_store(settings),
        renderer=renderer or lazy,
        senders=senders or senders_for(settings, now=time.now, report_key=keys.delivery_reports),
        keyring=Keyring(server_key=keys.signing, token_module=settings.pkcs11_module),
        link_key=keys.links,
        clock=time,
        public_url=settings.public_url,
        fonts=font_assets(SHIPPED),
        draw=entropy.draw,
        sms_per_day=settings.sms_per_day,
        fresh_id=entropy.identifier,
        webhooks={
            name: Webhook(url=one.url, key=one.secret.encode(), private=one.private)
            for name, one in settings.webhooks.items()
        },
        stamp=authority.stamp_or_none if authority else None,
        levels=Levels(stamper=authority, source=RevocationSource(), trust=trust) if authority else None,
        trust=trust,
        page_pictures=inspection.page_pictures,
        templates=record_templates(SHIPPED),
    )
    application.desk = Desk(toolbox)
    return Runtime(
        settings=settings,
        keys=keys,
        clock=time,
        application=application,
        database=database,
        units=units,
        toolbox=toolbox,
        surroundings=surroundings,
        trust=trust,
        inspection=inspection,
        keeper=Keeper(database=keeping) if keeping is not None else None,
        _closing=(lazy, inspection, aside, database, *([keeping] if keeping is not None else [])),
    )


def definition_from_bytes(bundle: bytes) -> Definition:
    """A published bundle as the engine runs it. Raises DefinitionError."""
    return load_bundle(bundle_from_bytes(bundle))


def content_store(settings: Settings) -> ContentStore:
    """Where papers and photos lie, with a copy in the archive folder where there is one."""
    main = main_store(settings)
    if settings.archive is None:
        return main
    return MirroredStore(main=main, copy=FilesystemStore(settings.archive / DOCUMENTS))


def main_store(settings: Settings) -> ContentStore:
    """The bucket, where one is set; else files."""
    return file_store(settings) if settings.bucket is None else BucketStore(settings.bucket)


def file_store(settings: Settings) -> FilesystemStore:
    """Papers as files in the data folder: where they lie unless a bucket is set."""
    return FilesystemStore(settings.data / DOCUMENTS)
