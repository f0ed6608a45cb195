"""Every command there is, on one screen: command → handler. The single list `execute` looks in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from workflow.commands import (
    accept_attachment,
    accept_resolution,
    add_key,
    add_papers,
    add_staff,
    add_substitution,
    add_token,
    add_unit,
    add_work,
    ask_acquaintance,
    ask_challenge,
    begin_ceremony,
    cancel_child_case,
    cast_vote,
    change_executor,
    change_password,
    clear_attempts,
    close_files,
    complete_work,
    confirm_name,
    count_attempt,
    delegate_work,
    destroy_volumes,
    disable_staff,
    draft_resolution,
    draw_up_act,
    drop_addressee,
    drop_search,
    end_ceremony,
    end_child,
    end_delegation,
    end_session,
    end_substitution,
    end_token,
    enrol_second_factor,
    enter_signatures,
    erase_case,
    explain_lateness,
    extend_resolution,
    file_case,
    find_place,
    finish_migration,
    follow_main,
    give_digest,
    give_visa,
    hand_over_case,
    hold_slot,
    issue_resolution,
    join_case,
    keep_draft,
    keep_reply,
    keep_weekly_report,
    migrate_case,
    note_calendars,
    offer_next,
    offer_second_factor,
    open_case,
    open_child_case,
    open_document,
    pass_lead,
    pass_second_factor,
    perform_transition,
    publish_definition,
    put_addressee,
    put_standing_texts,
    put_town,
    queue_post,
    raise_alarm,
    raise_incident,
    reach_milestone,
    recall_resolution,
    record_copy,
    record_delivery,
    record_message,
    record_opening,
    record_outside_answer,
    record_payment,
    record_reading,
    record_refund,
    record_report,
    record_returned_mail,
    record_seal,
    record_signature,
    record_text,
    record_upgrade,
    redate_case,
    register_case,
    renew_link,
    report_checkpoint,
    report_resolution,
    request_code,
    request_extension,
    request_link,
    request_vote_code,
    reset_second_factor,
    return_document,
    return_resolution,
    revert_migration,
    save_search,
    scan_anew,
    scan_paper,
    send_document,
    set_presence,
    settle_incident,
    start_migration,
    start_session,
    unlock_link,
    void_document,
    void_registration,
    waive_fee,
    wake_case,
    withdraw_review,
    withdraw_vote,
)
from workflow.commands.scene import Executed, Scene

Command: TypeAlias = (
    accept_attachment.AcceptAttachment
    | accept_resolution.AcceptResolution
    | add_key.AddKey
    | add_papers.AddPapers
    | add_staff.AddStaff
    | add_substitution.AddSubstitution
    | add_token.AddToken
    | add_unit.AddUnit
    | add_work.AddWork
    | ask_acquaintance.AskAcquaintance
    | ask_challenge.AskChallenge
    | begin_ceremony.BeginCeremony
    | cast_vote.CastVote
    | cancel_child_case.CancelChildCase
    | change_executor.ChangeExecutor
    | change_password.ChangePassword
    | clear_attempts.ClearAttempts
    | close_files.CloseFiles
    | complete_work.CompleteWork
    | confirm_name.ConfirmName
    | count_attempt.CountAttempt
    | destroy_volumes.DestroyVolumes
    | disable_staff.DisableStaff
    | draft_resolution.DraftResolution
    | draw_up_act.DrawUpAct
    | drop_search.DropSearch
    | end_ceremony.EndCeremony
    | end_child.EndChild
    | end_session.EndSession
    | end_substitution.EndSubstitution
    | end_token.EndToken
    | enter_signatures.EnterSignatures
    | erase_case.EraseCase
    | explain_lateness.ExplainLateness
    | enrol_second_factor.EnrolSecondFactor
    | extend_resolution.ExtendResolution
    | file_case.FileCase
    | find_place.FindPlace
    | finish_migration.FinishMigration
    | follow_main.FollowMainCase
    | give_visa.GiveVisa
    | give_digest.GiveDigest
    | hold_slot.HoldSlot
    | issue_resolution.IssueResolution
    | join_case.JoinCase
    | keep_draft.KeepDraft
    | keep_reply.KeepReply
    | keep_weekly_report.KeepWeeklyReport
    | migrate_case.MigrateCase
    | note_calendars.NoteCalendars
    | offer_next.OfferNext
    | offer_second_factor.OfferSecondFactor
    | open_case.OpenCase
    | open_child_case.OpenChildCase
    | open_document.OpenDocument
    | pass_lead.PassMainLead
    | pass_second_factor.PassSecondFactor
    | perform_transition.PerformTransition
    | publish_definition.PublishDefinition
    | put_town.PutTown
    | queue_post.QueuePost
    | raise_alarm.RaiseAlarm
    | raise_incident.RaiseIncident
    | reach_milestone.ReachMilestone
    | recall_resolution.RecallResolution
    | record_copy.RecordCopy
    | record_delivery.RecordDelivery
    | record_message.RecordMessage
    | record_opening.RecordOpening
    | record_outside_answer.RecordOutsideAnswer
    | record_returned_mail.RecordReturnedMail
    | record_reading.RecordReading
    | record_report.RecordReport
    | record_seal.RecordSeal
    | record_signature.RecordSignature
    | record_text.RecordText
    | record_upgrade.RecordUpgrade
    | register_case.RegisterCase
    | redate_case.RedateCase
    | renew_link.RenewLink
    | report_checkpoint.ReportCheckpoint
    | report_resolution.ReportResolution
    | request_code.RequestCode
    | request_extension.RequestExtension
    | request_link.RequestLink
    | request_vote_code.RequestVoteCode
    | reset_second_factor.ResetSecondFactor
    | return_document.ReturnDocument
    | return_resolution.ReturnResolution
    | revert_migration.RevertMigration
    | save_search.SaveSearch
    | scan_anew.ScanAnew
    | scan_paper.ScanPaper
    | send_document.SendDocument
    | set_presence.SetPresence
    | settle_incident.SettleIncident
    | start_migration.StartMigration
    | start_session.StartSession
    | unlock_link.UnlockLink
    | void_document.VoidDocument
    | void_registration.VoidRegistration
    | wake_case.WakeCase
    | withdraw_review.WithdrawReview
    | withdraw_vote.WithdrawVote
    | put_addressee.PutAddressee
    | drop_addressee.DropAddressee
    | put_standing_texts.PutStandingTexts
    | delegate_work.DelegateWork
    | end_delegation.EndDelegation
    | hand_over_case.HandOverCase
    | record_payment.RecordPayment
    | waive_fee.WaiveFee
    | record_refund.RecordRefund
)

# Each handler takes its own command class: the table pairs them, `execute` looks up by type.
HANDLERS: Mapping[type[Command], Callable[[Any, Scene], Executed]] = {
    accept_attachment.AcceptAttachment: accept_attachment.handle,
    accept_resolution.AcceptResolution: accept_resolution.handle,
    add_key.AddKey: add_key.handle,
    add_papers.AddPapers: add_papers.handle,
    add_staff.AddStaff: add_staff.handle,
    add_substitution.AddSubstitution: add_substitution.handle,
    add_token.AddToken: add_token.handle,
    add_unit.AddUnit: add_unit.handle,
    add_work.AddWork: add_work.handle,
    ask_acquaintance.AskAcquaintance: ask_acquaintance.handle,
    ask_challenge.AskChallenge: ask_challenge.handle,
    begin_ceremony.BeginCeremony: begin_ceremony.handle,
    cast_vote.CastVote: cast_vote.handle,
    cancel_child_case.CancelChildCase: cancel_child_case.handle,
    change_executor.ChangeExecutor: change_executor.handle,
    change_password.ChangePassword: change_password.handle,
    clear_attempts.ClearAttempts: clear_attempts.handle,
    close_files.CloseFiles: close_files.handle,
    complete_work.CompleteWork: complete_work.handle,
    confirm_name.ConfirmName: confirm_name.handle,
    count_attempt.CountAttempt: count_attempt.handle,
    destroy_volumes.DestroyVolumes: destroy_volumes.handle,
    disable_staff.DisableStaff: disable_staff.handle,
    draft_resolution.DraftResolution: draft_resolution.handle,
    draw_up_act.DrawUpAct: draw_up_act.handle,
    drop_search.DropSearch: drop_search.handle,
    end_ceremony.EndCeremony: end_ceremony.handle,
    end_child.EndChild: end_child.handle,
    end_session.EndSession: end_session.handle,
    end_substitution.EndSubstitution: end_substitution.handle,
    end_token.EndToken: end_token.handle,
    enter_signatures.EnterSignatures: enter_signatures.handle,
    erase_case.EraseCase: erase_case.handle,
    explain_lateness.ExplainLateness: explain_lateness.handle,
    enrol_second_factor.EnrolSecondFactor: enrol_second_factor.handle,
    extend_resolution.ExtendResolution: extend_resolution.handle,
    file_case.FileCase: file_case.handle,
    find_place.FindPlace: find_place.handle,
    finish_migration.FinishMigration: finish_migration.handle,
    follow_main.FollowMainCase: follow_main.handle,
    give_visa.GiveVisa: give_visa.handle,
    give_digest.GiveDigest: give_digest.handle,
    hold_slot.HoldSlot: hold_slot.handle,
    issue_resolution.IssueResolution: issue_resolution.handle,
    join_case.JoinCase: join_case.handle,
    keep_draft.KeepDraft: keep_draft.handle,
    keep_reply.KeepReply: keep_reply.handle,
    keep_weekly_report.KeepWeeklyReport: keep_weekly_report.handle,
    migrate_case.MigrateCase: migrate_case.handle,
    note_calendars.NoteCalendars: note_calendars.handle,
    offer_next.OfferNext: offer_next.handle,
    offer_second_factor.OfferSecondFactor: offer_second_factor.handle,
    open_case.OpenCase: open_case.handle,
    open_child_case.OpenChildCase: open_child_case.handle,
    open_document.OpenDocument: open_document.handle,
    pass_lead.PassMainLead: pass_lead.handle,
    pass_second_factor.PassSecondFactor: pass_second_factor.handle,
    perform_transition.PerformTransition: perform_transition.handle,
    publish_definition.PublishDefinition: publish_definition.handle,
    put_town.PutTown: put_town.handle,
    queue_post.QueuePost: queue_post.handle,
    raise_alarm.RaiseAlarm: raise_alarm.handle,
    raise_incident.RaiseIncident: raise_incident.handle,
    reach_milestone.ReachMilestone: reach_milestone.handle,
    recall_resolution.RecallResolution: recall_resolution.handle,
    record_copy.RecordCopy: record_copy.handle,
    record_delivery.RecordDelivery: record_delivery.handle,
    record_message.RecordMessage: record_message.handle,
    record_opening.RecordOpening: record_opening.handle,
    record_outside_answer.RecordOutsideAnswer: record_outside_answer.handle,
    record_returned_mail.RecordReturnedMail: record_returned_mail.handle,
    record_reading.RecordReading: record_reading.handle,
    record_report.RecordReport: record_report.handle,
    record_seal.RecordSeal: record_seal.handle,
    record_signature.RecordSignature: record_signature.handle,
    record_text.RecordText: record_text.handle,
    record_upgrade.RecordUpgrade: record_upgrade.handle,
    register_case.RegisterCase: register_case.handle,
    redate_case.RedateCase: redate_case.handle,
    renew_link.RenewLink: renew_link.handle,
    report_checkpoint.ReportCheckpoint: report_checkpoint.handle,
    report_resolution.ReportResolution: report_resolution.handle,
    request_code.RequestCode: request_code.handle,
    request_extension.RequestExtension: request_extension.handle,
    request_link.RequestLink: request_link.handle,
    request_vote_code.RequestVoteCode: request_vote_code.handle,
    reset_second_factor.ResetSecondFactor: reset_second_factor.handle,
    return_document.ReturnDocument: return_document.handle,
    return_resolution.ReturnResolution: return_resolution.handle,
    revert_migration.RevertMigration: revert_migration.handle,
    save_search.SaveSearch: save_search.handle,
    scan_anew.ScanAnew: scan_anew.handle,
    scan_paper.ScanPaper: scan_paper.handle,
    send_document.SendDocument: send_document.handle,
    set_presence.SetPresence: set_presence.handle,
    settle_incident.SettleIncident: settle_incident.handle,
    start_migration.StartMigration: start_migration.handle,
    start_session.StartSession: start_session.handle,
    unlock_link.UnlockLink: unlock_link.handle,
    void_document.VoidDocument: void_document.handle,
    void_registration.VoidRegistration: void_registration.handle,
    wake_case.WakeCase: wake_case.handle,
    withdraw_review.WithdrawReview: withdraw_review.handle,
    withdraw_vote.WithdrawVote: withdraw_vote.handle,
    put_addressee.PutAddressee: put_addressee.handle,
    drop_addressee.DropAddressee: drop_addressee.handle,
    put_standing_texts.PutStandingTexts: put_standing_texts.handle,
    delegate_work.DelegateWork: delegate_work.handle,
    end_delegation.EndDelegation: end_delegation.handle,
    hand_over_case.HandOverCase: hand_over_case.handle,
    record_payment.RecordPayment: record_payment.handle,
    waive_fee.WaiveFee: waive_fee.handle,
    record_refund.RecordRefund: record_refund.handle,
}

OFFICIAL_ACTS = (
    record_refund.RecordRefund,
    waive_fee.WaiveFee,
    record_payment.RecordPayment,
    delegate_work.DelegateWork,
    accept_resolution.AcceptResolution,
    change_executor.ChangeExecutor,
    explain_lateness.ExplainLateness,
    extend_resolution.ExtendResolution,
    give_visa.GiveVisa,
    issue_resolution.IssueResolution,
    open_document.OpenDocument,
    perform_transition.PerformTransition,
    recall_resolution.RecallResolution,
    record_signature.RecordSignature,
    report_checkpoint.ReportCheckpoint,
    report_resolution.ReportResolution,
    request_extension.RequestExtension,
    return_document.ReturnDocument,
    return_resolution.ReturnResolution,
    scan_anew.ScanAnew,
    scan_paper.ScanPaper,
    void_document.VoidDocument,
)
"""What an official does not do while somebody acts for them."""
