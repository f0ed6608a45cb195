"""Draws up the act of destruction (акт про вилучення для знищення): an ordinary case whose paper lists what fell due.

Nothing is destroyed by it: that follows once everybody named by the definition has signed (destroy_volumes.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.case_channel import CaseChannel
from workflow.commands import open_case
from workflow.commands.may_archive import may_archive
from workflow.commands.open_case import OpenCase
from workflow.commands.scene import Executed, Scene
from workflow.engine.calendar import local_date
from workflow.errors import NotAvailable, Refusal
from workflow.filing_plan import VolumeDue
from workflow.values import Json

REQUEST_TYPE = "destruction_act"
MOST = 60
"""Volumes on one act: what the definition's field takes. The rest waits for the next act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawUpAct:
    """Of everything whose term is over today."""


def handle(command: DrawUpAct, scene: Scene) -> Executed:
    """The act's case. Raises NotPermitted, NotAvailable with `nothing_due`, NotFound(`unknown_request_type`)."""
    may_archive(scene.actor)
    today = local_date(scene.moment.now, scene.surroundings.zone)
    volumes = scene.work.volumes_due(today)[:MOST]
    if not volumes:
        raise NotAvailable([Refusal(code="nothing_due")])
    form: dict[str, Json] = {
        "volumes": "\n".join(_line(one) for one in volumes),
        "volume_count": len(volumes),
        "case_count": sum(one.cases for one in volumes),
    }
    executed = open_case.handle(
        OpenCase(request_type=REQUEST_TYPE, form=form, channel=CaseChannel.INTERNAL.value), scene
    )
    assert executed.case is not None
    scene.work.put_on_act(executed.case.id, volumes)
    return executed


def _line(one: VolumeDue) -> str:
    """`index | title | year | volume | cases | sheets | article`: columns of the act's table."""
    cells = (one.index, one.title, str(one.year), str(one.volume), str(one.cases), str(one.sheets), one.article or "–")
    return " | ".join(cell.replace("|", "/").strip() for cell in cells)
