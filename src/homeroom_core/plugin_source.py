"""Where the code of a plugin stands: its file, the line of a name in it, and its digest."""

import ast
import inspect
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType

OURS = frozenset({"homeroom_core", "homeroom_plugins"})
"""The packages that homeroom itself is made of: its version says which code they are."""


def is_ours(thing: object) -> bool:
    """Whether a module, or the class of an object, is part of homeroom itself."""
    return _module_name(thing).partition(".")[0] in OURS


def file_of(thing: object) -> str:
    """The file of a module, or of the class of an object; empty where there is none."""
    module = thing if isinstance(thing, ModuleType) else sys.modules.get(_module_name(thing))
    return str(getattr(module, "__file__", None) or "")


def place_of(function: object) -> tuple[str, int | None]:
    """File and line in which a function begins; empty and `None` for one not written in Python."""
    function = getattr(function, "original", function)
    code = getattr(inspect.unwrap(function) if callable(function) else function, "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code is not None else ("", None)


def line_of(file: str, name: str) -> int | None:
    """The line on which a file gives a top-level name its value; `None` where it does not."""
    try:
        tree = ast.parse(Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    for statement in tree.body:
        if name in _names(statement):
            return statement.lineno
    return None


def digest_of(thing: object) -> str:
    """SHA-256 of the source of a module, or of the class of an object.

    For a module on its own, its file; for one in a package, every file of the outermost package
    but compiled ones, with their paths. Empty for what is part of homeroom, whose version says it,
    and for what has no file.
    """
    file = file_of(thing)
    if not file or is_ours(thing):
        return ""
    package = _outermost_package(_module_name(thing))
    try:
        return _digest_of_folder(package) if package else file_digest(Path(file).read_bytes())
    except OSError:
        return ""


def file_digest(source: bytes) -> str:
    """SHA-256 of the source of one file."""
    return sha256(source).hexdigest()


def _module_name(thing: object) -> str:
    if isinstance(thing, ModuleType):
        return thing.__name__
    named = thing if inspect.isroutine(thing) or inspect.isclass(thing) else type(thing)
    return str(getattr(named, "__module__", None) or "")


def _outermost_package(module: str) -> Path | None:
    """The folder of the outermost package with code that a module belongs to."""
    parts = module.split(".")
    for length in range(1, len(parts) + 1):
        package = sys.modules.get(".".join(parts[:length]))
        if getattr(package, "__path__", None) and getattr(package, "__file__", None):
            return Path(str(package.__file__)).parent  # type: ignore[union-attr]  # it has a file
    return None


def _digest_of_folder(folder: Path) -> str:
    found = sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in inside.parts:
            found.update(f"{inside.as_posix()}\0{file_digest(path.read_bytes())}\n".encode())
    return found.hexdigest()


def _names(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {statement.name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {alias.asname or alias.name for alias in aliases}
    return set()
