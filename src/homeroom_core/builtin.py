"""What homeroom provides itself, through the hooks that every plugin uses."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.errors import StorageError
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.scoring import ScoringMethod, TieBreaker
from homeroom_core.shipped_award_policies import SHIPPED_AWARD_POLICIES
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.text import Text
from homeroom_core.tie_breakers import SHIPPED_TIE_BREAKERS
from homeroom_core.training.appraisal import appraisal
from homeroom_core.training.appraisal_round import appraisal_round
from homeroom_core.training.contest import contest
from homeroom_core.training.contest_entry import contest_entry
from homeroom_core.training.demonstration import demonstration
from homeroom_core.training.expert import expert
from homeroom_core.training.expert_visit import expert_visit
from homeroom_core.training.forum import forum
from homeroom_core.training.growth_plan import growth_plan
from homeroom_core.training.hours import hours
from homeroom_core.training.mentorship import mentorship
from homeroom_core.training.nomination import nomination
from homeroom_core.training.notice import notice
from homeroom_core.training.paper import paper
from homeroom_core.training.paper_call import paper_call
from homeroom_core.training.person import person
from homeroom_core.training.project import project
from homeroom_core.training.project_call import project_call
from homeroom_core.training.reflection import reflection
from homeroom_core.training.review_sheet import review_sheet
from homeroom_core.training.scheme import scheme
from homeroom_core.training.score_sheet import score_sheet
from homeroom_core.training.seminar import seminar
from homeroom_core.training.studio import studio
from homeroom_core.training.visit import visit


def homeroom_lifecycles() -> Sequence[Lifecycle[Any]]:
    """The lifecycles of a school's training."""
    return (
        person,
        scheme,
        growth_plan,
        reflection,
        expert,
        expert_visit,
        mentorship,
        forum,
        studio,
        seminar,
        hours,
        paper,
        paper_call,
        project,
        project_call,
        review_sheet,
        visit,
        appraisal,
        appraisal_round,
        notice,
        contest,
        contest_entry,
        score_sheet,
        nomination,
        demonstration,
    )


def homeroom_scoring_methods() -> Sequence[ScoringMethod]:
    """The scoring methods that are part of the core."""
    return tuple(SHIPPED_METHODS)


def homeroom_tie_breaks() -> Sequence[TieBreaker]:
    """The tie-breakers that are part of the core."""
    return SHIPPED_TIE_BREAKERS


def homeroom_award_policies() -> Sequence[NamedAwardPolicy]:
    """The award policies that the default terms rest on."""
    return SHIPPED_AWARD_POLICIES


def homeroom_storage_backends() -> Mapping[str, Callable[[str], Storage]]:
    """The store in memory: `memory:`."""
    return {"memory": _Memory()}


class _Memory:
    def __call__(self, url: str) -> Storage:
        if url != "memory:":
            raise StorageError(url, _MEMORY)
        return MemoryStorage()

    def trial_url(self, _folder: Path) -> str:
        """How the contract of stores reaches an empty one."""
        return "memory:"


_MEMORY = Text("应写作 memory:", "應寫作 memory:", "it is written memory:")
