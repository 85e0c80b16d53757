"""What the laws of a training year have to be told of each lifecycle.

Both tables are closed: a step that is not in `OWN_STEPS` is one that nobody takes in their own
case, and a final state of a case is in `DECIDED` or in `CALLED_OFF`.
"""

from collections.abc import Mapping

OWN_STEPS: Mapping[str, frozenset[str]] = {
    kind: frozenset(steps.split())
    for kind, steps in {
        "person": (
            "register update appoint take_class hand_over_class go_on_leave come_back leave rehire"
        ),
        "growth_plan": "draft write submit note_progress adjust withdraw",
        "reflection": (
            "draft write log_study drop_study link_goal link_record unlink share reply file"
        ),
        "mentorship": "nominate write_plan sign record_duty summarise rate",
        "forum": (
            "plan call extend postpone contribute take_back sign_in strike hold count_ballots"
            " archive cancel remind"
        ),
        "seminar": (
            "apply prepare assign finish set_programme register_unit register_staff"
            " withdraw_receipt sign_in strike hold state_costs take_feedback cancel remind"
        ),
        "demonstration": (
            "announce postpone move register enrol withdraw sign_in strike hold note archive"
            " cancel remind"
        ),
        "visit": "apply name_cover cancel sign_in strike travel report share remind",
        "hours": "log_activity log_document",
        "paper": "draft submit repair revise withdraw",
        "project": (
            "draft apply open_project request_change request_extension hand_in hand_in_revised"
            " take_back"
        ),
        "studio": "apply write_plan join leave reach link",
        "appraisal": "review_oneself sign refuse_to_sign",
        "notice": "publish amend object_to ask_for_review",
        "contest_entry": "enter withdraw",
    }.items()
}
"""The steps that may be taken by those whom the case is about: nothing is decided by them."""

DECIDED: Mapping[str, frozenset[str]] = {
    kind: frozenset(states.split())
    for kind, states in {
        "growth_plan": "completed",
        "reflection": "filed",
        "expert": "expired",
        "expert_visit": "rechecked closed",
        "mentorship": "graduated",
        "forum": "credited archived",
        "seminar": "summarised",
        "demonstration": "credited archived",
        "hours": "credited reported",
        "paper_call": "awarded archived",
        "project": "closed promoted",
        "project_call": "decided",
        "studio": "renewed",
        "visit": "credited",
        "appraisal_round": "decided",
        "contest": "awarded",
    }.items()
}
"""States of a case in which something is decided for good: no provisional case is in them."""

CALLED_OFF: Mapping[str, frozenset[str]] = {
    kind: frozenset(states.split())
    for kind, states in {
        "growth_plan": "withdrawn",
        "expert": "ended declined",
        "mentorship": "ended",
        "forum": "cancelled",
        "seminar": "declined cancelled",
        "demonstration": "cancelled",
        "hours": "rejected revoked",
        "paper_call": "cancelled",
        "project": "not_approved failed withdrawn",
        "project_call": "cancelled",
        "studio": "closed rejected",
        "visit": "declined cancelled lapsed",
        "appraisal_round": "cancelled",
        "contest": "cancelled",
    }.items()
}
"""Final states of a case that ended without a good result: a provisional case may be in them."""

PUBLICISED: Mapping[str, str] = {
    "contest": "awarded",
    "paper_call": "awarded",
    "project_call": "decided",
    "appraisal_round": "decided",
}
"""The states that a case only enters once the public notice of its result has closed."""
