"""The single write door: `execute(actor, command)` for all aggregates (case, town, account, publication).

One command is one short transaction (rules.md 1): now is read once, ids and secrets are minted here, the handler
decides, everything is written, one commit. Nothing outside has happened when it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.command_table import HANDLERS, OFFICIAL_ACTS, Command
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.perform_transition import handle as perform_transition
from workflow.commands.scene import Executed, Scene
from workflow.engine.available import Offer, available, away_refusal
from workflow.engine.opening import Contacts
from workflow.errors import DefinitionError, NotAvailable
from workflow.foresight import Foreseen, Foresight
from workflow.moment import Moment
from workflow.ports.clock import Clock
from workflow.ports.definitions import Definitions
from workflow.ports.entropy import Entropy
from workflow.ports.idempotency import IdempotencyKey, StoredReply
from workflow.ports.signing_desk import SigningDesk
from workflow.ports.unit_of_work import UnitOfWork
from workflow.surroundings import Surroundings
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command gave, with the reply that was stored (or replayed) under its idempotency key."""

    executed: Executed
    reply: StoredReply | None
    replayed: bool
    correlation: UUID
    personal: Mapping[str, Json] | None = None
    """The case's personal values, when they were asked for and the command was done now; for who may see them."""


class Application:
    """The core, plugged together once per process. `desk` is set by `runtime` after construction."""

    desk: SigningDesk

    def __init__(
        self,
        *,
        unit_of_work: Callable[[int], UnitOfWork],
        clock: Clock,
        entropy: Entropy,
        definitions: Definitions,
        surroundings: Callable[[int], Surroundings],
        contacts: Contacts,
    ) -> None:
        self.clock = clock
        self.definitions = definitions
        self.surroundings = surroundings
        self._unit_of_work = unit_of_work
        self._entropy = entropy
        self.contacts = contacts

    def execute(
        self,
        actor: Actor,
        command: Command,
        *,
        key: IdempotencyKey | None = None,
        present: Callable[[Executed], StoredReply] | None = None,
        correlation: UUID | None = None,
        begun: UnitOfWork | None = None,
        telling: bool = False,
        version: tuple[str, int] | None = None,
    ) -> Answer:
        """Performs `command` for `actor`. Raises the six errors; a refused command has written nothing.

        With `key` and `present` the reply is stored in the same transaction, and given again for the same key and
        body: one effect. `begun` is a transaction of the actor's municipality that has only read so far: the command
        goes on in it, and ends it. With `telling` the answer brings the case's personal values. `version` is a
        case by its reference and the version in which the asker has seen it: Conflict(`stale_version`) when it has
        moved since.
        """
        handler = HANDLERS.get(type(command))
        if handler is None:
            raise DefinitionError("unknown_command", command=type(command).__name__)
        moment = self._moment(correlation)
        with begun or self._unit_of_work(actor.municipality) as work:
            if actor.away is not None and isinstance(command, OFFICIAL_ACTS):
                raise NotAvailable([away_refusal(actor.away)])
            if key is not None:
                stored = work.replay(key)
                if stored is not None:
                    return Answer(executed=Executed(), reply=stored, replayed=True, correlation=moment.correlation)
            if version is not None:
                work.expect_version(*version)
            executed = handler(command, self._scene(actor, moment, work))
            reply = present(executed) if present is not None else None
            if key is not None and reply is not None:
                work.remember(key, reply, moment.now)
            personal = None
            if telling and executed.case is not None:
                personal = work.commit_and_tell(executed.case)
            else:
                work.commit()
        return Answer(executed=executed, reply=reply, replayed=False, correlation=moment.correlation, personal=personal)

    def foresee(self, actor: Actor, command: PerformTransition) -> Foreseen:
        """What the command would do now; raises what it would raise, writes nothing."""
        with self._unit_of_work(actor.municipality) as work:
            if actor.away is not None:
                raise NotAvailable([away_refusal(actor.away)])
            foresight = Foresight(work)
            perform_transition(command, self._scene(actor, self._moment(None), foresight.as_work()))
        if foresight.foreseen is None:
            raise LookupError("a transition that decides nothing")
        return foresight.foreseen

    def _moment(self, correlation: UUID | None) -> Moment:
        identifier = self._entropy.identifier()
        return Moment(
            now=self.clock.now(),
            command=identifier,
            correlation=correlation or identifier,
            seed=self._entropy.seed(),
        )

    def _scene(self, actor: Actor, moment: Moment, work: UnitOfWork) -> Scene:
        return Scene(
            actor=actor,
            moment=moment,
            work=work,
            definitions=self.definitions,
            surroundings=self.surroundings(actor.municipality),
            contacts=self.contacts,
        )

    def offers(self, actor: Actor, case: Case) -> tuple[Offer, ...]:
        """The transitions of `case` for `actor` now, each allowed or with every reason why not."""
        definition = self.definitions.pinned(case.definition)
        return available(definition, case, actor, self.clock.now(), self.surroundings(actor.municipality))
