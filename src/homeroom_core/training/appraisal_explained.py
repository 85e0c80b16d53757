"""How a round and a case of appraisal explain themselves: why this total, this grade, this quota."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from homeroom_core.criterion import Criterion
from homeroom_core.errors import HomeroomError
from homeroom_core.explanation import Explanation, Made, Question
from homeroom_core.fact import number, phrase
from homeroom_core.rubric import Rubric
from homeroom_core.score_explanation import explained_step
from homeroom_core.text import Text, listing
from homeroom_core.trace import Step, show
from homeroom_core.training.appraisal_goals import (
    GAP,
    STRENGTH,
    dimension_label,
    percent,
    standing_of,
)
from homeroom_core.training.appraisal_grading import best_allowed, sanctions_changed
from homeroom_core.training.appraisal_policy import AppraisalPolicy, Grade
from homeroom_core.training.appraisal_records import (
    HAS_SCORE,
    Appraisal,
    AppraisalRound,
    Cap,
    Graded,
    Score,
)
from homeroom_core.training.appraisal_scoring import result_of
from homeroom_core.training.appraisal_service import Service


def explain_round(round: AppraisalRound, asked: Question) -> Explanation | None:
    """How many of each group may be excellent, who is, and what every grade rests on."""
    outcome = round.outcome
    if outcome is None:
        return None
    policy = round.policy
    changed = sanctions_changed(round, asked.reader)
    quotas = tuple(
        Explanation(
            title=_GROUP.format(group=quota.group or "–"),
            notes=(
                *(line.text for line in quota.allotment.lines),
                *(decision.text for decision in quota.allotment.open),
            ),
        )
        for quota in outcome.quotas
    )
    rulings = tuple(
        Explanation(
            title=Text.same(ruling.case),
            value=policy.grade(ruling.grade).label,
            notes=tuple(
                one
                for one in (
                    _reached(policy, ruling.points, ruling.reached),
                    _PLACE.format(place=ruling.place) if ruling.place is not None else None,
                    _capped(policy, ruling.best, ruling.causes),
                )
                if one is not None
            ),
        )
        for ruling in outcome.rulings
    )
    return Explanation(
        title=round.label,
        value=Text.same(round.title),
        source=round.id,
        shows=("outcome",),
        notes=(
            *((_STALE,) if outcome.stale else ()),
            *((_CHANGED.format(cases=listing(changed)),) if changed else ()),
        ),
        parts=(
            Explanation(title=_QUOTAS, source=round.id, shows=("outcome",), parts=quotas),
            Explanation(title=_GRADES, source=round.id, shows=("outcome",), parts=rulings),
        ),
    )


def explain_appraisal(case: Appraisal, asked: Question) -> Explanation | None:
    """The grade and what it rests on, the total down to its sources, strengths and gaps."""
    if case.score is None:
        return None
    scored = case.state in HAS_SCORE
    round = asked.reader.get(AppraisalRound, case.round)
    policy = round.policy
    given = case.in_force
    return Explanation(
        title=case.label,
        value=policy.grade(given.grade).label if given is not None else None,
        source=case.id,
        shows=("score", "grades"),
        notes=() if scored else (_MARKED_AGAIN,),
        parts=(
            *(_grade(policy, one, case.id) for one in reversed(case.grades)),
            *([_total(round, case, case.score, asked)] if scored else []),
            *(_dimensions(policy, case.score, case.id) if scored else ()),
            *([_service(case.service, case.id)] if case.service is not None else []),
        ),
    )


def _grade(policy: AppraisalPolicy, graded: Graded, source: str) -> Explanation:
    """One grade: by the points, within the quota or not, and as far as nothing caps it."""
    notes = [_reached(policy, graded.points, graded.reached)]
    if graded.places is not None:
        figures = {"members": graded.members, "places": graded.places}
        share = show(policy.excellent_share)
        notes.append(_OF_GROUP.format(share=share, **figures))
        top = policy.top
        if top is not None:
            said = _WITHIN if graded.excellent else _NOT_WITHIN
            notes.append(said.format(grade=top.label))
    if graded.place is not None:
        notes.append(_PLACE.format(place=graded.place))
    causes = tuple(cap.cause for cap in graded.caps)
    capped = _capped(policy, best_allowed(policy, graded.caps), causes)
    return Explanation(
        title=_REGRADE.format(on=graded.on, document=graded.document)
        if graded.regrade
        else _GRADE.format(on=graded.on),
        value=policy.grade(graded.grade).label,
        clause=capped,
        source=source,
        shows=("grades",),
        notes=tuple(notes),
        parts=tuple(_found(policy, one, source) for one in graded.caps),
    )


def _found(policy: AppraisalPolicy, cap: Cap, source: str) -> Explanation:
    rule = policy.cap(cap.cause)
    return Explanation(
        title=rule.label if rule is not None else Text.same(cap.cause),
        value=Text.same(cap.document),
        source=source,
        shows=("checks", "grades"),
        notes=(Text.same(cap.note),) if cap.note else (),
    )


def _total(round: AppraisalRound, case: Appraisal, score: Score, asked: Question) -> Explanation:
    """The total that is shown: the exact one, rounded once, down to what it was made from."""
    node = Explanation(
        title=_TOTAL,
        value=Text.same(str(score.shown)),
        number=Fraction(score.shown),
        source=case.id,
        shows=("score",),
        notes=(_left_out(round, score.left_out),) if score.left_out else (),
    )
    try:
        trace = _anonymous(result_of(round, case, asked.provided).trace)
    except HomeroomError as error:
        return attrs.evolve(node, notes=(*node.notes, _NO_TRACE.format(why=error.text)))
    if not asked.sees(case, "cards"):
        trace = _without_answers(trace)
    told = _told(trace, _criteria(round), case.id)
    if trace.value != score.total:  # somebody has to accept the other total first
        return attrs.evolve(node, notes=(*node.notes, _OTHERWISE))
    return attrs.evolve(
        node, made=Made(operation="round", rounding=round.policy.rounding), parts=(told,)
    )


def _dimensions(policy: AppraisalPolicy, score: Score, source: str) -> Iterator[Explanation]:
    labels = {STRENGTH: policy.strength_from, GAP: policy.gap_below}
    for one in score.dimensions:
        standing = standing_of(policy, one)
        limit = labels.get(standing)
        figures = {"points": show(one.points), "maximum": show(one.maximum)}
        value = _DIMENSION.format(standing=standing, share=percent(one.share), **figures)
        wording = _FROM if standing == STRENGTH else _BELOW
        yield Explanation(
            title=dimension_label(one.dimension).label,
            value=value,
            source=source,
            shows=("score",),
            notes=(wording.format(limit=percent(limit)),) if limit is not None else (),
        )


def _service(service: Service, source: str) -> Explanation:
    return Explanation(
        title=_SERVED,
        value=_DAYS.format(days=service.days, of_days=service.of_days),
        source=source,
        shows=("service",),
        notes=tuple(
            _STINT.format(code=one.class_code, first=one.first, last=one.last, days=one.days)
            for one in service.stints
        ),
    )


def _reached(policy: AppraisalPolicy, points: Fraction, reached: str) -> Text:
    grade = policy.grade(reached)
    return _REACHED.format(points=show(points), grade=grade.label, takes=_takes(grade))


def _takes(grade: Grade) -> Text:
    if grade.boundary is None:
        return _LOWEST
    return phrase(grade.reaches, number(str(grade.boundary)))


def _capped(policy: AppraisalPolicy, best: str | None, causes: tuple[str, ...]) -> Text | None:
    if best is None:
        return None
    rules = [policy.cap(cause) for cause in causes]
    labels = listing(rule.label for rule in rules if rule is not None)
    return _CAPPED.format(causes=labels, best=policy.grade(best).label)


def _left_out(round: AppraisalRound, missing: Iterable[str]) -> Text:
    """What was missing, by what the sheet calls it: a part, or what a source says of one."""
    sheet = round.sheet
    labels = {
        **{source.id: source.label for source in sheet.sources},
        **{part.id: part.label for part in sheet.walk()},
    }
    found = (
        _OF_SOURCE.format(
            part=labels.get(part, Text.same(part)), source=labels.get(source, Text.same(source))
        )
        if source
        else labels.get(part, Text.same(part))
        for part, _, source in (one.partition("/") for one in missing)
    )
    return _LEFT_OUT.format(items=listing(found))


def _criteria(round: AppraisalRound) -> dict[str, Criterion]:
    """The criteria of all judged sheets by id, less those that two sheets call differently."""
    rubrics = [part.sheet for part in round.sheet.walk() if isinstance(part.sheet, Rubric)]
    rubrics += [sheet for sheet in round.sheets if isinstance(sheet, Rubric)]
    found: dict[str, Criterion] = {}
    unclear: set[str] = set()
    for rubric in rubrics:
        for id, criterion in rubric.by_id.items():
            if found.setdefault(id, criterion) != criterion:
                unclear.add(id)
    return {id: one for id, one in found.items() if id not in unclear}


def _told(step: Step, criteria: dict[str, Criterion], source: str) -> Explanation:
    told = explained_step(step, criteria, lambda _judge: None)
    return _from(told, source)


def _from(node: Explanation, source: str) -> Explanation:
    """The same tree, each node read from the case."""
    return attrs.evolve(
        node,
        source=source,
        shows=("score",),
        parts=tuple(_from(one, source) for one in node.parts),
        set_aside=tuple(_from(one, source) for one in node.set_aside),
    )


def _anonymous(step: Step) -> Step:
    """The trace without anybody's number: who marked is no part of how the total came about."""
    return attrs.evolve(
        step,
        judge=None,
        inputs=tuple(map(_anonymous, step.inputs)),
        dropped=tuple(map(_anonymous, step.dropped)),
    )


def _without_answers(step: Step) -> Step:
    """The trace down to the mean of each source, not to what single members of it gave."""
    if step.stage == "source":
        return attrs.evolve(step, operation="stated", inputs=(), dropped=(), weights=())
    return attrs.evolve(
        step,
        inputs=tuple(map(_without_answers, step.inputs)),
        dropped=tuple(map(_without_answers, step.dropped)),
    )


_GROUP = Text("名额：{group}", "名額：{group}", "Quota of {group}")
_QUOTAS = Text("优秀名额", "優秀名額", "Places within the quota")
_GRADES = Text("等次", "等次", "Grades")
_STALE = Text(
    "已重新评定，须再次评定后才有效",
    "已重新評定，須再次評定後才有效",
    "The round was reopened since: out of date until it is graded again",
)
_CHANGED = Text(
    "核查之后处分有变，应重新核查或更改等次：{cases}",
    "核查之後處分有變，應重新核查或更改等次：{cases}",
    "Sanctions have changed since the check; to be checked again or regraded: {cases}",
)
_GRADE = Text("{on} 评定的等次", "{on} 評定的等次", "Grade given on {on}")
_REGRADE = Text(
    "{on} 更改的等次（{document}）",
    "{on} 更改的等次（{document}）",
    "Grade changed on {on} ({document})",
)
_REACHED = Text(
    "{points} 分，达到“{grade}”（{takes}）",
    "{points} 分，達到「{grade}」（{takes}）",
    "{points} points reach '{grade}' ({takes})",
)
_LOWEST = Text("最低等次", "最低等次", "the lowest grade")
_PLACE = Text(
    "在可评优秀者中居第 {place}",
    "在可評優秀者中居第 {place}",
    "place {place} among those who could have the grade within the quota",
)
_OF_GROUP = Text(
    "本组 {members} 人，按 {share} 取整得 {places} 个名额",
    "本組 {members} 人，以 {share} 捨去小數得 {places} 個名額",
    "the group has {members}; {share} of it, rounded down, are {places} place(s)",
)
_WITHIN = Text("在“{grade}”名额之内", "在「{grade}」名額之內", "within the quota of '{grade}'")
_NOT_WITHIN = Text(
    "不在“{grade}”名额之内", "不在「{grade}」名額之內", "not within the quota of '{grade}'"
)
_CAPPED = Text(
    "因{causes}，最高只能评为“{best}”",
    "因{causes}，最高只能評為「{best}」",
    "because of {causes} it can be '{best}' at best",
)
_MARKED_AGAIN = Text(
    "正在重新评分，原总分不再有效",
    "正在重新評分，原總分不再有效",
    "It is being marked again: the total it had is out of date",
)
_TOTAL = Text("总分", "總分", "Total")
_OF_SOURCE = Text("{part}（{source}）", "{part}（{source}）", "{part} ({source})")
_LEFT_OUT = Text("缺，不计入：{items}", "缺，不計入：{items}", "missing, left out: {items}")
_NO_TRACE = Text(
    "现在无法逐步重算：{why}", "目前無法逐步重算：{why}", "it cannot be made again now: {why}"
)
_OTHERWISE = Text(
    "现在重算的结果不同；以所存结果为准，直至被采用",
    "目前重算的結果不同；以所存結果為準，直至被採用",
    "computed now it differs; what is stored stays in force until that is accepted",
)
_DIMENSION = Text(
    "{points} / {maximum}，得分率 {share}，{standing}",
    "{points} / {maximum}，得分率 {share}，{standing}",
    "{points} of {maximum}, {share}: {standing}",
)
_FROM = Text("{limit} 及以上为强项", "{limit} 及以上為強項", "a strength from {limit} on")
_BELOW = Text("低于 {limit} 为短板", "低於 {limit} 為短板", "a gap below {limit}")
_SERVED = Text("任职时间", "任職時間", "Time served")
_DAYS = Text(
    "考核期 {of_days} 天中的 {days} 天",
    "考核期 {of_days} 天中的 {days} 天",
    "{days} of the {of_days} days of the period",
)
_STINT = Text(
    "{code}：{first} 至 {last}，{days} 天",
    "{code}：{first} 至 {last}，{days} 天",
    "{code}: {first} to {last}, {days} days",
)
