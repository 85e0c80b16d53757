"""Writes the pages of the reference that say what the code says: `python docs/generate.py`.

The pages are kept beside this file, so that they can be read where the code is; a test compares
them with what this would write.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import attrs
import click

from homeroom_core import errors, hookspecs, training
from homeroom_core.builtin import (
    homeroom_award_policies,
    homeroom_lifecycles,
    homeroom_scoring_methods,
    homeroom_tie_breaks,
)
from homeroom_core.diagram import mermaid, transition_table
from homeroom_core.errors import HomeroomError, Reason
from homeroom_core.glossary import fields
from homeroom_core.glossary.codes import CODES
from homeroom_core.glossary.fields import TABLES
from homeroom_core.hookspecs import HOOKS
from homeroom_core.labels import field_label, field_types
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.record import Record
from homeroom_core.testing.contracts.table import CONTRACTS
from homeroom_core.text import LANGUAGES
from homeroom_core.trace import show
from homeroom_plugins.cli import failures
from homeroom_plugins.cli.commands import COMMANDS
from homeroom_plugins.cli.invocation import SHARED
from homeroom_plugins.cli.root import homeroom
from homeroom_plugins.eligibility.facts import FACTS
from homeroom_plugins.scaffold import KINDS, Kind, module_of

PURPOSES = {
    "Sheets, and how marks become places": (
        "homeroom_rubrics",
        "homeroom_computed_criteria",
        "homeroom_scoring_methods",
        "homeroom_tie_breaks",
    ),
    "Who may enter, and who gets an award": (
        "homeroom_eligibility_rules",
        "homeroom_award_policies",
    ),
    "Procedures, and what else holds in them": (
        "homeroom_lifecycles",
        "homeroom_check_transition",
        "homeroom_committed",
    ),
    "What comes in, goes out and is typed": (
        "homeroom_importers",
        "homeroom_exporters",
        "homeroom_commands",
    ),
    "What everything stands on": ("homeroom_calendars", "homeroom_storage_backends"),
}
"""Every hook by what it is for."""

HERE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code; change that, then run it again. -->"


def pages() -> dict[str, str]:
    """Every generated page by its path in `docs/reference`."""
    written = {f"lifecycles/{one.kind}.md": _lifecycle(one) for one in homeroom_lifecycles()}
    return {
        **written,
        "lifecycles/index.md": _lifecycles(homeroom_lifecycles()),
        "hooks.md": _hooks(),
        "commands.md": _commands(),
        "errors.md": _errors(),
        "facts.md": _facts(),
        "glossary.md": _glossary(),
        "scoring-methods.md": _scoring_methods(),
        "tie-breakers.md": _tie_breakers(),
        "award-policies.md": _award_policies(),
        "contracts.md": _contracts(),
    }


def write() -> None:
    """Write them all, and drop pages of lifecycles that are no more."""
    current = pages()
    for old in (HERE / "lifecycles").glob("*.md"):
        if f"lifecycles/{old.name}" not in current:
            old.unlink()
    for name, text in current.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, *(part.strip("\n") for part in parts)]) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(heads)]
    lines.append(["---"] * len(lines[0]))
    lines += [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _code(text: object) -> str:
    return f"`{text}`"


def _lifecycles(found: Iterable[Lifecycle[Any]]) -> str:
    listed = list(found)
    rows = (
        (
            f"[{one.record.label.zh_hans} · {one.record.label.en}]({one.kind}.md)",
            _code(one.kind),
            len(one.states),
            len(one.creations) + len(one.transitions),
        )
        for one in listed
    )
    tree = "\n".join(["```{toctree}", ":hidden:", *(one.kind for one in listed), "```"])
    return _page("Lifecycles", _table(("", "kind", "states", "steps"), rows), tree)


def _lifecycle(lifecycle: Lifecycle[Any]) -> str:
    label = lifecycle.record.label
    module = inspect.getmodule(next(iter(lifecycle.creations.values())).body)
    states = (
        (
            _code(str(one)),
            one.label.zh_hans,
            one.label.zh_hant,
            one.label.en,
            _place(lifecycle, one),
        )
        for one in lifecycle.states
    )
    return _page(
        f"{label.zh_hans} · {label.en}",
        inspect.getdoc(module) or "",
        f"Records are of the kind `{lifecycle.kind}`; "
        + (
            f"they are found by {', '.join(map(_code, lifecycle.record.indexed))}."
            if lifecycle.record.indexed
            else "no field of them is indexed."
        )
        + f"\nIn Python: `{lifecycle.record.__module__}.{lifecycle.record.__name__}`, "
        + f"with the steps of `{module.__name__ if module else ''}`.",
        f"## States\n\n{_table(('code', '简体', '繁體', 'English', ''), states)}",
        f"## Diagram\n\n```mermaid\n{mermaid(lifecycle)}```",
        f"## Steps\n\n{transition_table(lifecycle)}",
        f"## Fields\n\n{_fields(lifecycle.record)}",
        *(
            f"### {one.__name__}\n\n{_line(_summary(one))}\n\n{_fields(one)}"
            for one in _values(lifecycle.record)
        ),
        *_terms(lifecycle),
        f"## Reasons for a refusal\n\n{_reasons(lifecycle)}",
        "Besides these, every step can be refused with `lifecycle.wrong_state`, "
        "`lifecycle.not_granted` and `lifecycle.reason_required`; `lifecycle.not_provided` says "
        "beforehand that a plugin is missing by which it would be judged.",
    )


def _terms(lifecycle: Lifecycle[Any]) -> Iterator[str]:
    """What a scheme sets for it: the class, the name in the scheme, and each term."""
    terms = lifecycle.record.terms_class
    if terms is None:
        return
    about = _about(terms)
    rows = (
        (
            _code(field.name),
            field_label(terms, field.name).zh_hans,
            field_label(terms, field.name).en,
            _default(field),
            about.get(field.name, ""),
        )
        for field in attrs.fields(terms)
        if field.init
    )
    yield (
        f"## Terms\n\nA scheme sets them under the name `{lifecycle.kind}`, as a value of "
        f"`{terms.__module__}.{terms.__name__}`.\n\n{_table(('term', '简体', 'English', 'default', ''), rows)}"
    )


def _fields(owner: type) -> str:
    """The fields of a class, what they are called, and what they hold."""
    about = {name: words for cls in reversed(owner.__mro__) for name, words in _about(cls).items()}
    rows = (
        (
            _code(name),
            *(field_label(owner, name).read(language) for language in LANGUAGES),
            about.get(name, ""),
        )
        for name in field_types(owner)
    )
    return _table(("field", "简体", "繁體", "English", ""), rows)


def _values(record: type[Record]) -> list[type]:
    """The classes of the values inside of a record, those of the system itself, outermost first."""
    found: dict[type, None] = {}

    def look(kind: Any) -> None:
        own = attrs.has(kind) and kind.__module__.startswith(f"{training.__name__}.")
        if kind in found or kind is record.terms_class:
            return
        if own and kind is not record:
            found[kind] = None
        if own:
            for inner in field_types(kind).values():
                look(inner)
        for inner in get_args(kind):
            look(inner)

    look(record)
    return list(found)


def _summary(thing: type) -> str:
    return (inspect.getdoc(thing) or "").partition("\n\n")[0]


def _default(field: Any) -> str:
    """The default of a term, where it is short enough to be said."""
    if field.default is attrs.NOTHING:
        return "has to be given"
    if isinstance(field.default, bool | str | int | Decimal | Fraction):
        return _code(field.default) if field.default != "" else ""
    return ""


def _place(lifecycle: Lifecycle[Any], state: object) -> str:
    first = "first" if state == lifecycle.initial else ""
    return first or ("last" if state in lifecycle.final else "")


def _reasons(lifecycle: Lifecycle[Any]) -> str:
    """The reasons of the system's own modules, and of the parts that it shares with others."""
    found: dict[str, Reason] = {}
    steps: list[Any] = [*lifecycle.creations.values(), *lifecycle.transitions.values()]
    seen = {inspect.getmodule(step.body) for step in steps}
    for module in seen:
        for value in vars(module).values():
            if isinstance(value, Reason):
                found[value.code] = value
            origin = inspect.getmodule(value)
            other = vars(origin or object).values()
            shared = _is_shared(origin)
            for inner in other:
                if isinstance(inner, Reason) and (shared or _of(inner, lifecycle)):
                    found[inner.code] = inner
    rows = (
        (_code(one.code), one.text.en, one.remedy.en, one.text.zh_hans)
        for one in sorted(found.values(), key=lambda one: one.code)
    )
    return _table(("code", "what is wrong", "what would work", "简体"), rows)


def _is_shared(module: ModuleType | None) -> bool:
    """Whether a module is a part that systems of training share, and no system itself."""
    if module is None or not module.__name__.startswith(f"{training.__name__}."):
        return False
    return not any(isinstance(value, Lifecycle) for value in vars(module).values())


def _of(reason: Reason, lifecycle: Lifecycle[Any]) -> bool:
    return reason.code.startswith(f"{lifecycle.kind}.")


def _glossary() -> str:
    parts = [
        "A name of a field or an argument is called the same in every kind of record, unless the "
        "class says its own in `field_labels`. These names have their label already:"
    ]
    for table in TABLES:
        module = next(name for name, one in vars(fields).items() if one is table)
        rows = (
            (_code(name), text.zh_hans, text.zh_hant, text.en)
            for name, text in sorted(table.items())
        )
        heads = ("name", "简体", "繁體", "English")
        parts.append(f"## {module.capitalize()}\n\n{_table(heads, rows)}")
    rows = ((_code(code), text.zh_hans, text.zh_hant, text.en) for code, text in CODES.items())
    parts.append(
        "## Codes\n\nWhat a `Literal` or an enumeration may hold; codes that are a `Term` know "
        f"their label themselves.\n\n{_table(('code', '简体', '繁體', 'English'), rows)}"
    )
    return _page("Glossary", *parts)


def _hooks() -> str:
    intro = inspect.getdoc(hookspecs) or ""
    kinds = {kind.hook: kind for kind in KINDS.values()}
    parts = [_which_hook(kinds)]
    for name, policy_kind in HOOKS.items():
        hook = getattr(hookspecs, name)
        summary, _, policy = (inspect.getdoc(hook) or "").partition("\n\n")
        terms = re.split(r"(?:^|(?<=\. ))(?=Called:|Answers:|An exception:|Since )", _line(policy))
        listed = "\n".join(f"- {term.strip()}" for term in terms if term.strip())
        signature = str(inspect.signature(hook)).replace("homeroom_core.", "")
        head = f"## {name}\n\n*{policy_kind}* · `{name}{_short(signature)}`"
        parts.append(f"{head}\n\n{summary}\n\n{listed}\n\n{_example(kinds[name])}")
    requests = (hookspecs.TransitionRequest, hookspecs.Committed)
    parts += [f"## {one.__name__}\n\n{_described(one)}" for one in requests]
    return _page("Hooks", intro.partition("\n\n")[2], *parts)


def _which_hook(kinds: Mapping[str, Kind]) -> str:
    """Every hook by what it is for; an error where one is left out."""
    parts = ["## Which one"]
    for purpose, names in PURPOSES.items():
        rows = (
            (f"[`{kinds[hook].hook}`](#{hook})", kinds[hook].what, _guide(kinds[hook]))
            for hook in names
        )
        parts.append(f"{purpose}:\n\n{_table(('hook', 'example', 'how-to'), rows)}")
    left_out = HOOKS.keys() - {hook for names in PURPOSES.values() for hook in names}
    if left_out:
        raise LookupError(left_out)
    return "\n\n".join(parts)


def _guide(kind: Kind) -> str:
    page = HERE.parent / "how-to" / f"{kind.guide}.md"
    title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    return f"[{title}](../how-to/{kind.guide}.md)"


def _example(kind: Kind) -> str:
    """A whole plugin with the hook: what `homeroom plugin new` writes."""
    return (
        f"A whole plugin, {kind.what}, as `homeroom plugin new ours --kind {kind.name} --local` "
        f"writes it:\n\n```python ours.py\n{module_of(kind, 'ours')}```\n\n"
        f"How to go on: {_guide(kind)}."
    )


def _short(signature: str) -> str:
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", signature)


def _commands() -> str:
    codes = (inspect.getdoc(failures) or "").partition("\n\n")[2]
    parts = [
        "Every command below the root has the options `--store`, `--org`, `--as`, `--language` and "
        "`--json`; where they are not given, [the settings](configuration.md) hold.\n"
        "With `--json` the answer, or what went wrong, is JSON on standard output.",
        f"## Exit codes\n\n{codes}",
    ]
    for name in COMMANDS:
        parts += _command(name, homeroom.get_command(click.Context(homeroom), name))
    return _page("Commands", *parts)


def _command(path: str, command: click.Command | None) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from _command(f"{path} {name}", command.get_command(click.Context(command), name))
        return
    if command is None:
        raise LookupError(path)
    params = [one for one in command.params if one.name not in SHARED and one.name != "help"]
    usage = " ".join(
        one.make_metavar(click.Context(command))
        for one in params
        if isinstance(one, click.Argument)
    )
    options = [
        (_code(_option(one)), one.help or "") for one in params if isinstance(one, click.Option)
    ]
    text: Any = getattr(command, "text", None)
    parts = [f"## {path}", f"`homeroom {path}{' ' if usage else ''}{usage}`", text.en]
    if options:
        parts.append(_table(("option", ""), options))
    yield "\n\n".join(parts)


def _option(option: click.Option) -> str:
    """An option with what it wants."""
    wanted = option.metavar or ""
    if isinstance(option.type, click.Choice):
        wanted = "|".join(map(str, option.type.choices))
    return " ".join(filter(None, (", ".join(option.opts), wanted)))


def _errors() -> str:
    intro = (inspect.getdoc(errors) or "").partition("\n\n")[2]
    found = [one for one in vars(errors).values() if _is_error(one)]
    parts = []
    for one in found:
        bases = [base.__name__ for base in one.__bases__ if base is not HomeroomError]
        also = f"Whoever catches `{bases[0]}` catches it as well." if bases else ""
        message = f"```text\n{one.template.en}\n```"
        head = f"## {one.__name__}\n\n{_described(one)}"
        parts.append("\n\n".join(filter(None, (head.strip(), also, message))))
    values = [f"## {one.__name__}\n\n{_described(one)}" for one in (errors.Refusal, errors.Fault)]
    return _page("Errors and refusals", intro, *values, *parts)


def _is_error(thing: object) -> bool:
    return (
        isinstance(thing, type) and issubclass(thing, HomeroomError) and thing is not HomeroomError
    )


def _described(thing: type) -> str:
    """The docstring of a class, with its attributes as a list."""
    summary = (inspect.getdoc(thing) or "").partition("Attributes:")[0]
    about = _about(thing)
    names = [field.name for field in attrs.fields(thing)]
    items = (f"- `{name}`" + (f": {about[name]}" if name in about else "") for name in names)
    return _line(summary) + "\n\n" + "\n".join(items) + "\n"


def _about(thing: type) -> dict[str, str]:
    """What the docstring of a class says of each attribute."""
    listed = (inspect.getdoc(thing) or "").partition("Attributes:")[2].partition("\n\n")[0]
    found = re.findall(r"^ {4}(\w+): ((?:.|\n(?= {6}))*)", listed, re.MULTILINE)
    return {name: _line(text) for name, text in found}


def _line(text: str) -> str:
    return " ".join(text.split())


def _facts() -> str:
    rows = ((_code(one.name), one.kind, one.label.zh_hans, one.label.en) for one in FACTS)
    return _page(
        "Facts",
        "What a rule of eligibility may measure, under these names.\n"
        "A person record supplies `as_of`, `in_post`, `recognised_by_peers`, `has_open_sanction`, "
        "`title`, `work_years`, `homeroom_years` and the dates they are counted from, where it knows them "
        "(`homeroom_core.training.person.facts`); whoever judges a rule may supply others, and "
        "names of their own.\n"
        "A fact that is not supplied is not known, and what is not known never passes.",
        _table(("fact", "kind", "简体", "meaning"), rows),
    )


def _scoring_methods() -> str:
    parts = []
    for method in homeroom_scoring_methods():
        said = (inspect.getdoc(method.function) or "").partition("\n")[0]
        rows = (
            (_code(one.name), one.label.en, one.accepted.en, _code(repr(one.default)))
            for one in method.parameters
        )
        table = _table(("parameter", "", "accepted", "default"), rows) if method.parameters else ""
        head = f"## {method.name}\n\n{method.label.zh_hans} · {method.label.en}"
        parts.append("\n\n".join(filter(None, (head, said, table))))
    return _page(
        "Scoring methods",
        "What a scoring policy may name as its `method`, and what it may set about it.\n"
        "A plugin can offer others: see "
        "[Write a scoring method](../how-to/write-a-scoring-method.md).",
        *parts,
    )


def _award_policies() -> str:
    parts = []
    for one in homeroom_award_policies():
        rows = (
            (
                _code(level.id),
                f"{level.label.zh_hans} · {level.label.en}",
                level.count if level.share is None else show(level.share),
            )
            for level in one.policy.levels
        )
        head = f"## {one.name}\n\n{one.label.zh_hans} · {one.label.en}"
        least = one.policy.minimum_score
        more = "" if least is None else f"From {least} points."
        table = _table(("level", "", "share or number of places"), rows)
        parts.append("\n\n".join(filter(None, (head, table, more))))
    return _page(
        "Award policies",
        "What the `awards` of a scheme's terms may name; `homeroom awards NAME` writes one out.\n"
        "Shares are rounded down, and the places are given in order "
        "([Share out awards](../how-to/share-out-awards.md)).\n"
        "A plugin can offer others: see "
        "[Write an award policy](../how-to/write-an-award-policy.md).",
        *parts,
    )


def _contracts() -> str:
    parts = []
    for family, contract in CONTRACTS.items():
        rows = ((_code(law.code), law.says.en, law.says.zh_hans) for law in contract.laws)
        head = f"## {family.label.zh_hans} · {family.label.en}"
        parts.append(f"{head}\n\n{_table(('law', '', '简体'), rows)}")
    return _page(
        "Contracts",
        "What is tried on whatever a plugin contributes, by `homeroom plugin check` and "
        "`pytest --homeroom-plugin`: see [Check a plugin](../how-to/check-a-plugin.md).",
        *parts,
    )


def _tie_breakers() -> str:
    parts = []
    for breaker in homeroom_tie_breaks():
        said = (inspect.getdoc(breaker.function) or "").partition("\n")[0]
        head = f"## {breaker.name}\n\n{breaker.label.zh_hans} · {breaker.label.en}"
        more = []
        if breaker.of is not None:
            accepted, default = breaker.of.accepted.en, breaker.of.default
            more.append(f"`of`: {breaker.of.label.en}; {accepted}; default {default}.")
        if breaker.needs:
            more.append(f"Needs: {', '.join(map(_code, breaker.needs))}.")
        parts.append("\n\n".join(filter(None, (head, said, *more))))
    return _page(
        "Tie-breakers",
        "What a link of a tie-break chain may name as its `by`, besides `criterion` (which compares "
        "the criterion it is `of`).\n"
        "The links are asked in their order; each sees only the entries that are still tied, and "
        "what the whole chain cannot part shares its place.\n"
        "In a contest the `head_judge` is the judge who presides, and the `seed` is that of the "
        "draw.\nA plugin offers others by the hook `homeroom_tie_breaks`.",
        *parts,
    )


if __name__ == "__main__":
    write()
