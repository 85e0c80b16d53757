"""What a step did: the new state, what changed, and what can be done next and by whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from homeroom_core.codec import JSON, changed_fields
from homeroom_core.decision import Option
from homeroom_core.desk import Desk
from homeroom_core.lifecycle import NOT_GRANTED, WRONG_STATE, Operation, Transition
from homeroom_core.record import Record
from homeroom_core.telling import Telling
from homeroom_core.text import Text, listing
from homeroom_core.training.under_scheme import RESTS_ALREADY
from homeroom_core.view import View, view
from homeroom_core.visibility import HEADER
from homeroom_plugins.cli.invocation import Invocation

_MOST_LINES = 12
_EMPTY: tuple[JSON, ...] = (None, "", [], {})


@attrs.frozen(kw_only=True)
class Outcome:
    """What a step did, as far as whoever took it may see.

    Attributes:
        step: The creation or transition.
        before: The record before; `None` for a creation.
        after: The record now.
        shown: What may be seen of it; `None` if nothing at all.
        options: What the actor can do with it now, and why not the rest.
    """

    step: Operation[Any, ...]
    before: Record | None
    after: Record
    shown: View | None
    options: Sequence[Option]

    @classmethod
    def of(
        cls, step: Operation[Any, ...], before: Record | None, after: Record, desk: Desk
    ) -> "Outcome":
        """The outcome, as the actor of a desk sees it."""
        shown = view(after, desk.actor, desk)
        options = desk.available(step.lifecycle, after) if shown is not None else ()
        return cls(step=step, before=before, after=after, shown=shown, options=options)

    @property
    def changed(self) -> Mapping[str, JSON]:
        """The fields that changed and may be seen, as JSON values."""
        if self.shown is None:
            return {}
        seen = self.shown.fields
        names = changed_fields(self.before, self.after)
        held = (n for n in names if n in seen and n not in HEADER)
        return {n: seen[n] for n in held if self.before is not None or seen[n] not in _EMPTY}

    def next_steps(self) -> Iterator[tuple[Text, list[Transition[Any, ...]]]]:
        """What is open now, by whom: first the actor, then others, by what they are called."""
        rare = self.step.lifecycle.acceptances
        usual = [one for one in self.options if one.transition.name not in rare]
        own = [one.transition for one in usual if one.decision]
        if own:
            yield YOU, own
        others: dict[Text, list[Transition[Any, ...]]] = {}
        for one in usual:
            if is_others(one):
                others.setdefault(one.transition.grant.label, []).append(one.transition)
        yield from others.items()

    @property
    def later(self) -> Sequence[Transition[Any, ...]]:
        """The steps of this state for which something has still to happen."""
        return [
            one.transition
            for one in self.options
            if not one.decision
            and not is_others(one)
            and not is_idle(one)
            and WRONG_STATE.code not in {refusal.code for refusal in one.decision.refusals}
        ]

    def to_json(self, here: Invocation) -> dict[str, JSON]:
        """The outcome as JSON values."""
        return {
            "record": self.after.id,
            "transition": self.step.name,
            "from": self.before.state if self.before is not None else None,
            "to": str(self.after.state),
            "version": self.after.version,
            "changed": sorted(self.changed),
            "next": [
                {"who": here.read(who), "steps": [step.name for step in steps]}
                for who, steps in self.next_steps()
            ],
            "later": [step.name for step in self.later],
            "view": self.shown.to_json() if self.shown is not None else None,
        }

    def show(self, here: Invocation, telling: Telling) -> None:
        """Say it in words."""
        here.say(_DONE.format(step=self.step.label, id=self.after.id))
        if self.shown is None:
            return
        label = self.step.lifecycle.state
        now, version = label(self.after.state), self.after.version
        if self.before is None or self.before.state == self.after.state:
            here.say(_STATE.format(now=now, version=version))
        else:
            here.say(_MOVED.format(before=label(self.before.state), now=now, version=version))
        self._show_changes(here, self.shown, telling)
        open_now, later = list(self.next_steps()), self.later
        if open_now or later:
            here.say(_NEXT)
        for who, steps in open_now:
            here.say(_WHO.format(who=who, steps=listing(map(named, steps))))
        if later:
            here.say(_LATER.format(steps=listing(map(named, later)), id=self.after.id))

    def _show_changes(self, here: Invocation, shown: View, telling: Telling) -> None:
        """The fields that changed, and of a new record those that fit in a line."""
        computed, changed = self.step.lifecycle.derivations, self.changed
        for name in (name for name in computed if changed.get(name) not in _EMPTY):
            here.say(_COMPUTED.format(what=computed[name].label, id=self.after.id))
        told = changed.keys() - computed.keys()
        parts = telling.fields(shown, type(self.after), only=told)
        short = [part for part in parts if self.before is not None or not part.parts]
        lines = [line for part in short for line in part.lines(here.language, indent="  ")]
        for line in lines[:_MOST_LINES]:
            here.say(line)
        if len(lines) > _MOST_LINES or len(short) < len(parts):
            here.say(_MORE.format(id=self.after.id))


def named(step: Operation[Any, ...]) -> Text:
    """A step by the code that is typed and the label it is known by."""
    return _NAMED.format(code=step.name, label=step.label)


def is_idle(option: Option) -> bool:
    """Whether a refused step has nothing to do: a result is as it is stored, a case has its scheme."""
    step, codes = option.transition, {one.code for one in option.decision.refusals}
    return bool(codes) and (step.name in step.lifecycle.acceptances or RESTS_ALREADY.code in codes)


def is_others(option: Option) -> bool:
    """Whether a step is open, but to somebody else."""
    return [one.code for one in option.decision.refusals] == [NOT_GRANTED.code]


YOU = Text("您", "您", "you")
_DONE = Text("已{step}：{id}", "已{step}：{id}", "{step}: done, {id}")
_STATE = Text("  {now}，第 {version} 版", "  {now}，第 {version} 版", "  {now}, version {version}")
_MOVED = Text(
    "  {before} → {now}，第 {version} 版",
    "  {before} → {now}，第 {version} 版",
    "  {before} → {now}, version {version}",
)
_COMPUTED = Text(
    "  {what}：已计算，说明见 homeroom explain {id}",
    "  {what}：已計算，說明請見 homeroom explain {id}",
    "  {what}: computed; homeroom explain {id} tells how",
)
_MORE = Text(
    "  ……其余见 homeroom show {id}",
    "  ……其餘請見 homeroom show {id}",
    "  … the rest: homeroom show {id}",
)
_NEXT = Text("接下来可以：", "接下來可以：", "Next:")
_LATER = Text(
    "  还不能：{steps}；原因见 homeroom can {id}",
    "  還不能：{steps}；原因請見 homeroom can {id}",
    "  not yet: {steps}; homeroom can {id} says why",
)
_WHO = Text("  {who}：{steps}", "  {who}：{steps}", "  {who}: {steps}")
_NAMED = Text("{code}（{label}）", "{code}（{label}）", "{code} ({label})")
