"""Opening: a store by its URL, and whether the plugins that organizations name are there."""

from collections.abc import Iterable

from homeroom_core.discovery import said
from homeroom_core.errors import HomeroomError, PluginError, StorageError, UnknownError
from homeroom_core.families import STORAGE_BACKENDS
from homeroom_core.people import Organization
from homeroom_core.plugin_source import place_of
from homeroom_core.plugins import Plugins
from homeroom_core.storage import Storage
from homeroom_core.text import Text, listing


def demand_active(organizations: Iterable[Organization], plugins: Plugins) -> None:
    """Refuse organizations that name plugins which are not there.

    Raises:
        PluginError: Some do; every such name of every one of them at once.
    """
    known = [plugin.name for plugin in plugins.plugins]
    stray = [
        PluginError(name, _NOT_HERE.format(org=org.id, known=listing(known)))
        for org in organizations
        for name in org.plugins or ()
        if name not in known
    ]
    if stray:
        raise PluginError.of(stray)


def opened(url: str, plugins: Plugins) -> Storage:
    """The store of a URL; whatever its plugin fails with is the plugin's error.

    Raises:
        StorageError: No plugin has a store for this URL, or it cannot be opened.
        PluginError: The plugin fails, or what it answers is no store.
    """
    scheme = url.partition(":")[0]
    try:
        opener = plugins(STORAGE_BACKENDS, scheme)
    except UnknownError as error:
        raise StorageError(url, error.text) from error
    place = (plugins.provider(STORAGE_BACKENDS, scheme).name, *place_of(opener))
    try:
        storage: object = opener(url)
    except HomeroomError:
        raise
    except Exception as error:
        problem = _OPENER_FAILS.format(scheme=scheme, error=said(error))
        raise PluginError(place[0], problem, *place[1:]) from error
    if not all(callable(getattr(storage, name, None)) for name in _STORAGE):
        problem = _NO_STORE.format(scheme=scheme, found=repr(storage), needed=listing(_STORAGE))
        raise PluginError(place[0], problem, *place[1:])
    return storage  # type: ignore[return-value]  # it has what a store has


_NOT_HERE = Text(
    "organizations.{org}.plugins 列了它，但没有这个插件；现有：{known}",
    "organizations.{org}.plugins 列了它，但沒有這個外掛；現有：{known}",
    "organizations.{org}.plugins names it, and there is no such plugin; there is: {known}",
)
_STORAGE = ("session", "organizations", "close")
_OPENER_FAILS = Text(
    "打开 {scheme} 存储时出错：{error}",
    "開啟 {scheme} 儲存時出錯：{error}",
    "opening its {scheme} store fails: {error}",
)
_NO_STORE = Text(
    "{scheme} 的打开函数返回了 {found}，不是存储：应有 {needed}",
    "{scheme} 的開啟函式返回了 {found}，不是儲存：應有 {needed}",
    "what opens {scheme} answers {found}, which is no store: a store has {needed}",
)
