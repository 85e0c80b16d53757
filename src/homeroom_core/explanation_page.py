"""An explanation as a page to print: one HTML file that needs nothing else and runs nothing.

Everything that stands in it is escaped, control characters and characters that turn the line around
are replaced, and a policy in its head forbids whatever a browser might load. Printed on A4 across,
a panel of seven sheets fits one page: sheets stand in columns beside each other.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

import attrs

from homeroom_core.explaining import Explained
from homeroom_core.explanation import Explanation
from homeroom_core.recomputing import DIFFERS, SAME, Recomputed
from homeroom_core.text import Language, Text

COLUMNS_FROM = 2
"""So many parts that are taken from records of their own, and have parts, stand in columns."""
MANY = 4
"""So many notes of one part stand in columns."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def page(found: Explained, language: Language, *, heading: Text, at: datetime) -> str:
    """The page: self-contained HTML, without scripts, for screen and printer.

    Args:
        found: The explanation, as one reader may see it.
        language: In which language.
        heading: What stands above it, such as the name of the school.
        at: When it was asked for, in the zone of the school.
    """
    writer = _Writer(language)
    top = found.explanation
    title = f"{writer.words(top.title)} {writer.text(found.record)}"
    return _PAGE.format(
        language=language,
        title=title,
        style=_STYLE,
        heading=writer.words(heading),
        line=writer.line(top, None),
        remarks="".join(writer.remarks(top)),
        body="".join(writer.below(top)),
        results="".join(writer.results(found.results)),
        accepted="".join(writer.tree(one) for one in found.accepted),
        numbered=writer.paragraph("numbered", _NUMBERED) if found.numbered else "",
        asked=writer.words(_ASKED.format(at=at.strftime("%Y-%m-%d %H:%M"))),
    )


@attrs.frozen
class _Writer:
    """Writes the parts of a page in one language."""

    language: Language

    def text(self, words: str) -> str:
        """Words as HTML that shows just them."""
        return escape(_UNPRINTABLE.sub("\ufffd", words))

    def words(self, text: Text) -> str:
        return self.text(text.read(self.language))

    def paragraph(self, kind: str, text: Text) -> str:
        return f'<p class="{kind}">{self.words(text)}</p>\n'

    def line(self, node: Explanation, above: Explanation | None) -> str:
        """A node in one line; what is the same in the node above is not said again."""
        parts = [f'<span class="title">{self.words(node.title)}</span>']
        if node.by_whom is not None and (above is None or above.who != node.who):
            parts.append(f'<span class="who">{self.words(node.by_whom)}</span>')
        arithmetic, value = node.arithmetic, node.shown
        if arithmetic is not None:
            equals = "" if value is None else " ="
            parts.append(f'<span class="sum">{self.words(arithmetic)}{equals}</span>')
        if value is not None:
            parts.append(f'<b class="value">{self.words(value)}</b>')
        if node.source is not None and (above is None or above.source != node.source):
            parts.append(f'<span class="source">{self.text(node.source)}</span>')
        return " ".join(parts)

    def remarks(self, node: Explanation) -> Iterator[str]:
        if node.clause is not None:
            yield self.paragraph("clause", node.clause)
        if node.notes:
            yield f'<div class="{"many" if len(node.notes) >= MANY else "few"}">\n'
            for note in node.notes:
                yield self.paragraph("note", note)
            yield "</div>\n"

    def below(self, node: Explanation) -> Iterator[str]:
        """What a node was made from, and what was set aside."""
        if node.parts or node.set_aside:
            every = (*node.parts, *node.set_aside)
            apart = [p for p in every if p.parts and p.source not in (None, node.source)]
            beside = len(apart) >= COLUMNS_FROM
            yield f'<ul class="{"beside" if beside else "below"}">\n'
            for part in node.parts:
                yield from self._item(part, node, "part")
            for part in node.set_aside:
                yield from self._item(part, node, "aside")
            yield "</ul>\n"

    def _item(self, node: Explanation, above: Explanation, kind: str) -> Iterator[str]:
        said = f"<i>{self.words(_ASIDE)}</i> " if kind == "aside" else ""
        yield f'<li class="{kind}">{said}{self.line(node, above)}\n'
        yield from self.remarks(node)
        yield from self.below(node)
        yield "</li>\n"

    def tree(self, node: Explanation) -> str:
        """A tree by itself."""
        return "".join(
            ("<ul>\n", *self._item(node, Explanation(title=node.title), "part"), "</ul>\n")
        )

    def results(self, found: Iterable[Recomputed]) -> Iterator[str]:
        for result in found:
            kind = {str(SAME): "same", str(DIFFERS): "differs"}.get(result.verdict, "noted")
            yield self.paragraph(kind, result.text)


_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="homeroom">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<p class="heading">{heading}</p>
<h1>{line}</h1>
{remarks}</header>
<main>
{body}</main>
<footer>
{results}{accepted}{numbered}<p class="asked">{asked}</p>
</footer>
</body>
</html>
"""
_STYLE = """
@page { size: A4 landscape; margin: 12mm; }
body { font: 9pt/1.4 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  color: #000; max-width: 273mm; margin: 0 auto; padding: 3mm; }
header { border-bottom: 2px solid #000; margin-bottom: 3mm; padding-bottom: 1mm; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 1mm; }
p { margin: 0; }
ul { list-style: none; margin: 0; padding: 0 0 0 4mm; }
main > ul { padding: 0; }
main > ul > li { margin: 0 0 3mm; }
main > ul:not(.beside) > li > .title { font-size: 11pt; font-weight: bold; }
main > ul:not(.beside) > li > ul { padding: 1mm 0 0; }
main > ul:not(.beside) > li > ul:not(.beside) > li { padding: .5mm 0 .5mm 3mm;
  border-left: 2px solid #ccc; break-inside: avoid-page; }
ul.beside { columns: 58mm; column-gap: 4mm; padding: 1mm 0 0; font-size: 7pt; line-height: 1.2; }
ul.beside > li { break-inside: avoid; border-top: 1px solid #999; padding: .5mm 0 1.5mm; }
ul.beside ul { padding-left: 2mm; }
.many { columns: 62mm; column-gap: 4mm; }
.many p { break-inside: avoid; }
.value { overflow-wrap: anywhere; }
.heading, .source, .asked, .numbered { color: #555; }
.source { font-size: .8em; font-weight: normal; }
.who { border: 1px solid #999; border-radius: 2mm; padding: 0 1mm; }
h1 .who { border: 0; padding: 0; font-size: .7em; font-weight: normal; color: #555; }
.sum { font-variant-numeric: tabular-nums; }
.clause, .note { padding-left: 4mm; color: #333; font-size: .95em; }
.aside { color: #777; }
.differs { border: 2px solid #000; padding: 1mm; font-weight: bold; }
.noted { border: 1px solid #000; padding: 1mm; }
footer { border-top: 1px solid #000; margin-top: 3mm; padding-top: 1mm; }
"""
_ASIDE = Text("不计入：", "不計入：", "set aside:")
_NUMBERED = Text(
    "以编号代替姓名：您不可见由谁评定。",
    "以編號代替姓名：您不可見由誰評定。",
    "Numbers stand in the place of people: who they are is not open to you.",
)
_ASKED = Text("查询时间：{at}", "查詢時間：{at}", "Asked for on {at}")
