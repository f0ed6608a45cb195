"""Does one effect of the queue: runs it, and when it fails says when to try again, or raises an incident and lets go.

What failed for lack of the database or a disk is not counted: an outage never uses up an effect's tries.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from documents.errors import DocumentError, RenderingFailed, StorageUnavailable
from effects.effect_table import EFFECTS
from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.patience import patience
from effects.toolbox import Toolbox
from store import jobs
from store.errors import StoreUnavailable
from workflow.actor import system
from workflow.codec import effect_to_json
from workflow.commands.raise_incident import RaiseIncident
from workflow.effect_requests import EffectRequest
from workflow.errors import Conflict, DomainError

_LOG = logging.getLogger(__name__)
_OUTAGE_SECONDS = 15.0
# Mistakes of a child process or a full disk may be over in a moment; those of a template or a key are not.
_PASSING = frozenset({"rendering_timed_out", "renderer_died", "renderer_closed"})


def perform(job: jobs.EffectJob, toolbox: Toolbox) -> None:
    """Returns when the job is settled: done, no longer wanted, or an incident. Raises `jobs.TryAgain` otherwise."""
    errand = Errand(municipality=job.municipality, correlation=job.correlation, attempt=job.attempts + 1)
    kind = job.effect.kind
    try:
        EFFECTS[type(job.effect)](job.effect, errand, toolbox)
    except (StoreUnavailable, StorageUnavailable) as error:
        _LOG.warning("%s waits: %s", kind, error.code)
        raise jobs.TryAgain(toolbox.clock.now() + timedelta(seconds=_OUTAGE_SECONDS)) from error
    except GiveUp as error:
        _give_up(job.effect, error.code, errand, toolbox)
    except TryAgain as error:
        _later(job.effect, error.code, errand, toolbox, wait_seconds=error.wait_seconds)
    except RenderingFailed as error:
        if error.code not in _PASSING:
            _give_up(job.effect, error.code, errand, toolbox)
        else:
            _later(job.effect, error.code, errand, toolbox)
    except DocumentError as error:
        _give_up(job.effect, error.code, errand, toolbox)
    except Conflict as error:
        _later(job.effect, error.code, errand, toolbox)
    except DomainError as error:
        _give_up(job.effect, error.code, errand, toolbox)
    except Exception as error:
        # A mistake of ours: it is tried again for as long as the kind's patience lasts, then people see it.
        _LOG.exception("%s %s failed", kind, job.effect.id)
        _later(job.effect, type(error).__name__, errand, toolbox)


def _later(
    effect: EffectRequest, reason: str, errand: Errand, toolbox: Toolbox, *, wait_seconds: int | None = None
) -> None:
    patient = patience(effect.kind)
    # A wait that somebody asked for (quiet hours, a provider's limit) is no failure of this effect.
    if wait_seconds is None and errand.attempt >= patient.tries:
        _give_up(effect, reason, errand, toolbox)
        return
    seconds = float(wait_seconds) if wait_seconds is not None else patient.pause(errand.attempt, toolbox.draw())
    _LOG.info("%s %s again in %.0f s: %s", effect.kind, effect.id, seconds, reason)
    raise jobs.TryAgain(toolbox.clock.now() + timedelta(seconds=seconds))


def _give_up(effect: EffectRequest, reason: str, errand: Errand, toolbox: Toolbox) -> None:
    kind, data = effect_to_json(effect)
    _LOG.error("%s %s given up after %d: %s", kind, effect.id, errand.attempt, reason)
    try:
        toolbox.application.execute(
            system(errand.municipality),
            RaiseIncident(effect=effect.id, case=effect.case, kind=kind, reason=reason, data=data),
            correlation=errand.correlation,
        )
    except StoreUnavailable as error:
        raise jobs.TryAgain(toolbox.clock.now() + timedelta(seconds=_OUTAGE_SECONDS)) from error
