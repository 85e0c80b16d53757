"""How two JSON values differ, place by place, and one of the differences put into a value."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

JSON = Any


@attrs.frozen(kw_only=True)
class JsonDifference:
    """One place in which two JSON values differ.

    Attributes:
        steps: The way to it: keys of objects, and positions in lists.
        before: What stands there in the first; `None` where nothing does.
        after: What stands there in the second.
    """

    steps: tuple[str | int, ...]
    before: JSON
    after: JSON

    @property
    def path(self) -> str:
        """The way in words: `awards.levels[0].share`."""
        words = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.steps)
        return words.removeprefix(".") or "$"

    def put_into(self, value: JSON) -> JSON:
        """The value with this one difference made; the value itself is left as it is."""
        return _put(value, self.steps, self.after)


def json_differences(before: JSON, after: JSON) -> tuple[JsonDifference, ...]:
    """Every place in which two JSON values differ, objects by sorted keys.

    Lists of another length differ as a whole.

    >>> [(d.path, d.before, d.after) for d in json_differences({"a": [1, 2]}, {"a": [1, 3], "b": 0})]
    [('a[1]', 2, 3), ('b', None, 0)]
    """
    return tuple(_differing((), before, after))


def _differing(steps: tuple[str | int, ...], old: JSON, new: JSON) -> Iterator[JsonDifference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted(old.keys() | new.keys()):
            yield from _differing((*steps, key), old.get(key), new.get(key))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differing((*steps, at), one, other)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield JsonDifference(steps=steps, before=old, after=new)


def _put(value: JSON, steps: tuple[str | int, ...], after: JSON) -> JSON:
    if not steps:
        return after
    first, *rest = steps
    if isinstance(first, int):
        return [
            _put(one, tuple(rest), after) if at == first else one for at, one in enumerate(value)
        ]
    held = dict(value)
    made = _put(held.get(first, {}), tuple(rest), after)
    if made is None and not rest:
        held.pop(first, None)
        return held
    return {**held, first: made}
