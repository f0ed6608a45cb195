"""Every effect there is, on one screen: request → run. The single list `perform` looks in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from effects import (
    call_webhook,
    cancel_child,
    copy_scan,
    dispatch_document,
    fire_transition,
    follow_main,
    notify,
    offer_place,
    open_child,
    pass_lead,
    return_to_parent,
    seal_document,
    seek_place,
    send_code,
    send_link,
    send_vote_code,
    tell_staff,
    upgrade_document,
)
from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.effect_requests import (
    CallWebhook,
    CancelChild,
    CopyScan,
    DispatchDocument,
    EffectRequest,
    FireTransition,
    FollowMain,
    Notify,
    OfferPlace,
    OpenChild,
    PassLead,
    ReturnToParent,
    SealDocument,
    SeekPlace,
    SendCode,
    SendLink,
    SendVoteCode,
    TellStaff,
    UpgradeDocument,
)

# Each `run` takes its own request class: the table pairs them, `perform` looks up by type.
EFFECTS: Mapping[type[EffectRequest], Callable[[Any, Errand, Toolbox], None]] = {
    Notify: notify.run,
    TellStaff: tell_staff.run,
    SealDocument: seal_document.run,
    CopyScan: copy_scan.run,
    UpgradeDocument: upgrade_document.run,
    FireTransition: fire_transition.run,
    FollowMain: follow_main.run,
    PassLead: pass_lead.run,
    DispatchDocument: dispatch_document.run,
    CallWebhook: call_webhook.run,
    SendCode: send_code.run,
    SendVoteCode: send_vote_code.run,
    OpenChild: open_child.run,
    ReturnToParent: return_to_parent.run,
    CancelChild: cancel_child.run,
    SendLink: send_link.run,
    SeekPlace: seek_place.run,
    OfferPlace: offer_place.run,
}
