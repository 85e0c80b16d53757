"""A store in a folder: one JSON file an organization, replaced whole at every commit."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import attrs
from homeroom_core.codec import decode, encode
from homeroom_core.errors import BusyError, StorageError
from homeroom_core.journal import Entry
from homeroom_core.storage import Document, MemoryStorage, Session, Storage
from homeroom_core.text import Text

_URL = Text(
    "应写作 sample-plugin:///路径",
    "應寫作 sample-plugin:///路徑",
    "it is written sample-plugin:///path",
)
_DAMAGED = Text("文件 {file} 已损坏", "檔案 {file} 已損壞", "the file {file} is damaged")


class FolderStorage:
    """Keeps every organization in a file of its own; see `homeroom_core.storage.Storage`."""

    def __init__(self, folder: Path, *, timeout_seconds: float = 5.0) -> None:
        self.url = f"sample-plugin:///{folder}"
        self._folder = folder
        self._timeout_seconds = timeout_seconds
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def session(self, org: str, *, write: bool) -> Iterator[Session]:
        """A view of one organization: the store in memory does the finding."""
        if not write:
            with self._loaded(org).session(org, write=False) as session:
                yield session
            return
        with self._locked(org):
            memory = self._loaded(org)
            with memory.session(org, write=True) as session:
                yield session
            self._replace(org, memory)

    def organizations(self) -> Sequence[str]:
        """Every organization that has a file."""
        return sorted(path.stem for path in self._folder.glob("*.json"))

    def close(self) -> None:
        """Nothing is held between sessions."""

    def _loaded(self, org: str) -> MemoryStorage:
        memory, path = MemoryStorage(), self._path(org)
        if not path.exists():
            return memory
        try:
            kept = decode(path.read_text(encoding="utf-8"), source=path.name)
            entries = [Entry(**one) for one in kept["entries"]]
            documents = [Document(**one) for one in kept["documents"]]
        except (KeyError, TypeError, ValueError) as error:
            raise StorageError(self.url, _DAMAGED.format(file=path.name)) from error
        with memory.session(org, write=True) as session:
            session.write(entries, documents)
        return memory

    def _replace(self, org: str, memory: MemoryStorage) -> None:
        """Put a new file in the place of the old one, in one step that a crash cannot halve."""
        with memory.session(org, write=False) as session:
            entries = session.entries()
            documents = [session.get(id) for id in dict.fromkeys(entry.record for entry in entries)]
        if not entries:
            return
        kept = {
            "entries": [attrs.asdict(entry) for entry in entries],
            "documents": [attrs.asdict(document) for document in documents if document],
        }
        new = self._path(org).with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            file.write(encode(kept))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path(org))

    @contextmanager
    def _locked(self, org: str) -> Iterator[None]:
        """The write lock, against threads and processes; whoever is killed lets go of it."""
        file, wait = self._path(org).with_suffix(".lock"), self._timeout_seconds
        with closing(sqlite3.connect(file, timeout=wait)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise BusyError(self.url, f"{org} is being written to") from error
            yield

    def _path(self, org: str) -> Path:
        return self._folder / f"{org}.json"


def _opened(url: str) -> FolderStorage:
    location = url.removeprefix("sample-plugin:///")
    if location in ("", url):
        raise StorageError(url, _URL)
    return FolderStorage(Path(location))


def homeroom_storage_backends() -> Mapping[str, Callable[[str], Storage]]:
    """The scheme `sample-plugin`."""
    return {"sample-plugin": _opened}
