"""Origin, which plugin something comes from; and the plugin that a kind of record lacks here."""

from typing import Any

import attrs

from homeroom_core.text import Text


@attrs.frozen
class Origin:
    """Where something provided comes from.

    Attributes:
        plugin: Name of the plugin.
        version: Its version.
        digest: SHA-256 of its source; empty for what is part of homeroom, or has no source.
    """

    plugin: str
    version: str
    digest: str = ""

    def __str__(self) -> str:
        short = self.digest[:12]  # which is the version of a local file as well
        told = f" ({short})" if short and short != self.version else ""
        return f"{self.plugin} {self.version}{told}"


@attrs.frozen(kw_only=True)
class MissingPlugin:
    """The plugin without which records of a kind are orphaned: nobody here knows that kind.

    Attributes:
        org: The organization whose records they are.
        kind: The kind.
        origin: The plugin as the journal names it; `None` where it does not.
        provider: Name of the plugin that is here, knows the kind and is not active for the
            organization; empty where there is none.
    """

    org: str
    kind: str
    origin: Origin | None = None
    provider: str = ""

    def __str__(self) -> str:
        return "?" if self.origin is None else str(self.origin)

    @property
    def remedy(self) -> Text:
        """What would bring it back."""
        words = _ACTIVATE if self.provider else _INSTALL
        if self.origin is None:
            words = _ACTIVATE_UNNAMED if self.provider else _INSTALL_UNNAMED
        return words.format(origin=self, provider=self.provider, org=self.org)

    @property
    def note(self) -> Text:
        """What stands beside everything that is shown of such a record."""
        return _NOTE.format(kind=self.kind, remedy=self.remedy)

    def to_json(self) -> dict[str, Any]:
        """The plugin as one JSON object; what is not known is empty."""
        origin = self.origin or Origin("", "")
        return {"kind": self.kind, **attrs.asdict(origin), "provider": self.provider}


_NOTE = Text(
    "孤立记录：现用插件都不认识“{kind}”这一类，只能按存储的原样显示；"
    "要按名称阅读、继续办理或重新计算，{remedy}",
    "孤立記錄：現用外掛都不認得「{kind}」這一類，只能按儲存的原樣顯示；"
    "要按名稱閱讀、繼續辦理或重新計算，{remedy}",
    "orphaned record: no plugin that is active here knows the kind '{kind}', so it is told as it "
    "is stored; to read it with labels, go on with it or make its results again, {remedy}",
)
_INSTALL = Text(
    "请安装流水账所记的插件 {origin}",
    "請安裝流水帳所記的外掛 {origin}",
    "install plugin {origin}, which the journal names",
)
_INSTALL_UNNAMED = Text(
    "请安装提供这一类记录的插件（流水账未记载是哪一个）",
    "請安裝提供這一類記錄的外掛（流水帳未記載是哪一個）",
    "install the plugin that provides it, which the journal does not name",
)
_ACTIVATE = Text(
    "请启用已安装的插件 {provider}：加入 homeroom.toml 的 organizations.{org}.plugins"
    "（流水账所记为 {origin}）",
    "請啟用已安裝的外掛 {provider}：加入 homeroom.toml 的 organizations.{org}.plugins"
    "（流水帳所記為 {origin}）",
    "activate plugin {provider}, which is installed: add it to organizations.{org}.plugins in "
    "homeroom.toml (the journal names {origin})",
)
_ACTIVATE_UNNAMED = Text(
    "请启用已安装的插件 {provider}：加入 homeroom.toml 的 organizations.{org}.plugins",
    "請啟用已安裝的外掛 {provider}：加入 homeroom.toml 的 organizations.{org}.plugins",
    "activate plugin {provider}, which is installed: add it to organizations.{org}.plugins in "
    "homeroom.toml",
)
