"""Copies of frozen records with some fields changed, at little more than the price of a copy.

`attrs.evolve` runs a class's whole `__init__`, validators of unchanged fields included; at 25
fields that is most of the cost of a transition. Here the copy is code generated once for each
class: it fills a *twin* (a class of the same layout whose attributes can be set), then turns the
twin into the record. Converters and validators run for the changed fields only;
`__attrs_post_init__`, where a class checks fields against each other, always runs.

Where there can be no twin (another interpreter, a class without slots, or with slots beside its
fields: for weak references that no base has, for a cached hash or property), a loop does the same,
more slowly. Both ways are held to the same tests.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import attrs

A = TypeVar("A")
P = ParamSpec("P")

Changer = Callable[[Any, dict[str, Any]], Any]
"""Copies a record, with these fields changed."""

_changers: dict[type, Changer] = {}


def change(record: A, /, **fields: Any) -> A:
    """A copy of a frozen attrs instance in which these fields have new values.

    Raises:
        TypeError: A name is none of the record's fields, or this is no attrs instance.
        ValueError: A validator of a changed field refused its value (or whatever it raises).

    >>> @attrs.frozen
    ... class Goal:
    ...     title: str
    ...     done: bool = False
    >>> change(Goal("Read a book a month"), done=True)
    Goal(title='Read a book a month', done=True)
    """
    try:
        changer = _changers[type(record)]
    except KeyError:
        changer = _prepare(type(record))
    changed: A = changer(record, fields)
    return changed


def compiled_changer(cls: type) -> Changer | None:
    """The fast way for one class, or `None` where there can be no twin of it."""
    twin = _twin(cls)
    if twin is None:
        return None
    copies = "\n".join(f"    new.{f.name} = record.{f.name}" for f in attrs.fields(cls))
    scope = {"cls": cls, "twin": twin, "settle": _settle, "unknown": _unknown}
    scope["special"] = _special(cls)
    scope["always"] = hasattr(cls, "__attrs_post_init__")
    exec(_COMPILED.format(copies=copies), scope)  # noqa: S102  # of this class's own field names
    changer: Changer = scope["changer"]  # type: ignore[assignment]  # what exec left there
    return changer


def portable_changer(cls: type) -> Changer:
    """The way that works for every attrs class on every interpreter."""
    names = {field.name for field in attrs.fields(cls)}
    special = _special(cls)

    def changer(record: Any, fields: dict[str, Any]) -> Any:
        new: Any = object.__new__(cls)
        for name in fields.keys() - names:
            raise _unknown(cls, name)
        for name in names:
            value = fields[name] if name in fields else getattr(record, name)
            object.__setattr__(new, name, value)
        if hasattr(record, _CACHED_HASH):
            object.__setattr__(new, _CACHED_HASH, None)
        _settle(new, fields, special)
        return new

    return changer


def constructor(cls: Callable[P, A]) -> Callable[P, A]:
    """What makes instances of a frozen attrs class at little more than the price of their slots.

    It takes the arguments of the class, and is the class itself where there is more to do than to
    fill slots (convert, validate, make a default), or where there can be no twin.

    >>> @attrs.frozen
    ... class Head:
    ...     seq: int = 0
    ...     digest: str = ""
    >>> head = constructor(Head)
    >>> head(7, digest="ab"), head() == Head()
    (Head(seq=7, digest='ab'), True)
    """
    return compiled_constructor(cls) or cls  # type: ignore[arg-type]  # it is a class


def compiled_constructor(cls: type) -> Callable[..., Any] | None:
    """The fast way to make instances of one class, or `None` where there is none."""
    twin, fields = _twin(cls), attrs.fields(cls)
    if twin is None or _special(cls) or hasattr(cls, "__attrs_post_init__"):
        return None
    if any(not f.init or hasattr(f.default, "takes_self") for f in fields):  # an `attrs.Factory`
        return None
    asked = {f: f.alias if f.default is attrs.NOTHING else f"{f.alias}=_{f.alias}" for f in fields}
    named = [text for field, text in asked.items() if field.kw_only]
    parameters = [text for field, text in asked.items() if not field.kw_only]
    parameters += ["*", *named] if named else []
    fills = "\n".join(f"    __new.{f.name} = {f.alias}" for f in fields)
    # attrs takes leading underscores off parameters, so that none can be one of these names.
    scope = {"__cls": cls, "__twin": twin, **{f"_{f.alias}": f.default for f in fields}}
    code = _CONSTRUCTOR.format(name=cls.__name__, parameters=", ".join(parameters), fills=fills)
    exec(code, scope)  # noqa: S102  # of this class's own field names
    made: Callable[..., Any] = scope[cls.__name__]
    return made


_CACHED_HASH = "_attrs_cached_hash"
"""Where attrs keeps the hash of a `cache_hash=True` instance; `None` until it is asked for."""

_COMPILED = """
def changer(record, fields):
    new = twin()
{copies}
    late = always
    for name in fields:
        try:
            setattr(new, name, fields[name])
        except AttributeError:
            raise unknown(cls, name) from None
        if name in special:
            late = True
    new.__class__ = cls
    if late:
        settle(new, fields, special)
    return new
"""


_CONSTRUCTOR = """
def {name}({parameters}):
    __new = __twin()
{fills}
    __new.__class__ = __cls
    return __new
"""


def _prepare(cls: type) -> Changer:
    if not attrs.has(cls):
        msg = f"{cls.__name__} is no attrs class: only attrs instances can be changed"
        raise TypeError(msg)
    changer = _changers[cls] = compiled_changer(cls) or portable_changer(cls)
    return changer


def _special(cls: type) -> dict[str, "attrs.Attribute[Any]"]:
    """The fields that something has to be run for when they change."""
    return {f.name: f for f in attrs.fields(cls) if f.converter is not None or f.validator}


def _settle(new: Any, fields: dict[str, Any], special: dict[str, "attrs.Attribute[Any]"]) -> None:
    """Convert and validate the changed fields of a copy, as `__init__` would."""
    changed = [special[name] for name in fields if name in special]
    for field in changed:
        object.__setattr__(new, field.name, _converted(new, field))
    for field in changed:
        if field.validator is not None:
            field.validator(new, field, getattr(new, field.name))
    if hasattr(new, "__attrs_post_init__"):
        new.__attrs_post_init__()


def _converted(new: Any, field: "attrs.Attribute[Any]") -> Any:
    value: Any = getattr(new, field.name)
    convert: Any = field.converter
    if convert is None:
        return value
    wants: Any = getattr(convert, "converter", None)  # an `attrs.Converter`, which may want more
    if wants is None:
        return convert(value)
    return wants(value, *[new] * convert.takes_self, *[field] * convert.takes_field)


def _twin(cls: type) -> type | None:
    """A class of the same layout as `cls` whose instances can be filled, if there can be one."""
    if "__slots__" not in cls.__dict__ or _slots(cls) - {f.name for f in attrs.fields(cls)}:
        return None  # a cached property or hash has a slot as well, which must not be set or copied
    # Both setting and deleting: they share one slot of the type, and only the pair is stored plainly.
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    try:
        # A subclass without slots of its own: Python turns it into `cls` without comparing slots.
        twin = type(f"{cls.__name__}Twin", (cls,), {"__slots__": (), **plain})
        made = twin()
        made.__class__ = cls
    except TypeError:
        return None
    return None if hasattr(made, "__dict__") else twin  # there any name could be set


def _slots(cls: type) -> set[str]:
    found = {name for base in cls.__mro__ for name in base.__dict__.get("__slots__", ())}
    return found - {"__weakref__"}


def _unknown(cls: type, name: str) -> TypeError:
    known = ", ".join(field.name for field in attrs.fields(cls))
    return TypeError(f"{cls.__name__} has no field {name!r}; it has {known}")
