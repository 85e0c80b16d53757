"""Words in the three languages of the field: simplified and traditional Chinese, and English.

Nothing is ever converted from one to another: in Taiwan 導師 is the homeroom teacher, while the
simplified 导师 is a mentor. Every wording comes from a table that somebody wrote.
"""

from collections.abc import Iterable
from typing import Any, Literal, Self, get_args

import attrs

Language = Literal["zh-Hans", "zh-Hant", "en"]
"""A language tag (BCP 47) that every text of homeroom can be read in."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


@attrs.frozen
class Text:
    """One wording in the three languages; also a template for `str.format`.

    >>> greeting = Text("你好，{who}", "你好，{who}", "Hello, {who}")
    >>> str(greeting.format(who="class 3"))
    'Hello, class 3'
    >>> greeting.format(who="三班").read("zh-Hans")
    '你好，三班'
    """

    zh_hans: str
    zh_hant: str
    en: str

    @classmethod
    def same(cls, words: str) -> Self:
        """A text that reads alike in every language, such as a name or a code."""
        return cls(words, words, words)

    def read(self, language: Language) -> str:
        """The wording in one language.

        Raises:
            ValueError: The language is none of `LANGUAGES`.
        """
        if language == "en":
            return self.en
        if language == "zh-Hans":
            return self.zh_hans
        if language == "zh-Hant":
            return self.zh_hant
        msg = f"no text in {language!r}; the languages are {', '.join(LANGUAGES)}"
        raise ValueError(msg)

    def format(self, **values: Any) -> "Text":
        """Fill the placeholders; a value that is a `Text` or a `Term` is read in each language."""
        hans = hant = en = values
        labels = {name: one for name, one in values.items() if isinstance(one, _WORDED)}
        if labels:  # every refusal is worded here: this has to be quick
            texts = {n: one if isinstance(one, Text) else one.label for n, one in labels.items()}
            hans = values | {name: text.zh_hans for name, text in texts.items()}
            hant = values | {name: text.zh_hant for name, text in texts.items()}
            en = values | {name: text.en for name, text in texts.items()}
        return Text(self.zh_hans.format(**hans), self.zh_hant.format(**hant), self.en.format(**en))

    def __str__(self) -> str:
        return self.en


class Term(str):
    """A code of the field that knows its label: a state, a role, a dimension.

    It *is* the code (a `str`: it compares, hashes and serialises as one), so stored data holds
    plain strings, and a plain string read back equals the term.

    >>> conduct = Term("conduct", "德", "德", "Conduct")
    >>> conduct == "conduct", conduct.label.read("zh-Hans")
    (True, '德')
    """

    __slots__ = ("label",)
    label: Text

    def __new__(cls, code: str, zh_hans: str, zh_hant: str, en: str) -> Self:
        """A term from its code and its label in each language."""
        term = super().__new__(cls, code)
        term.label = Text(zh_hans, zh_hant, en)
        return term

    @classmethod
    def of(cls, code: str, label: Text) -> Self:
        """A term from its code and its label."""
        return cls(code, label.zh_hans, label.zh_hant, label.en)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (str(self), self.label.zh_hans, self.label.zh_hant, self.label.en)


_WORDED = (Text, Term)


def listing(items: Any) -> Text:
    """Several codes, terms or texts as one text, separated as each language does."""
    found = list(items)
    return Text(
        "、".join(str(_read(item, "zh-Hans")) for item in found),
        "、".join(str(_read(item, "zh-Hant")) for item in found),
        ", ".join(str(_read(item, "en")) for item in found),
    )


def coded(terms: Iterable[Term]) -> Text:
    """Several terms as one text, each by the code that is typed and the label it is known by.

    >>> coded([Term("conduct", "德", "德", "Conduct")]).zh_hans
    'conduct（德）'
    """
    return listing(
        _CODED.format(code=Text.same(str.__str__(one)), label=one.label) for one in terms
    )


def _read(value: Any, language: Language) -> Any:
    if isinstance(value, Text):
        return value.read(language)
    if isinstance(value, Term):
        return value.label.read(language)
    return value


_CODED = Text("{code}（{label}）", "{code}（{label}）", "{code} ({label})")
