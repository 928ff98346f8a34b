"""Markdown to the words a reader sees: marks, link targets and comments are left out."""

from __future__ import annotations

import re

from tracker.exchange.incoming.decode import decode
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.headers import split_header
from tracker.exchange.incoming.normalise import normalise

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)(.*)$")
_BULLET = re.compile(r"^\s{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)$")
_QUOTED = re.compile(r"^\s{0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[([^\]\n]{0,1000})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=[^\s\\])\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=\S)([^*_\n]{1,2000}?)(?<=[^\s\\])\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]{1,2000})`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def parse_markdown(raw: bytes, *, name: str, charset: str | None = None) -> ParsedDocument:
    """One paragraph, heading or list item to a block, blocks parted by a blank line; comments count as hidden."""
    decoded = decode(raw, name=name, declared=charset)
    whole = normalise(decoded.text)
    fields, body = split_header(whole, fenced=True)
    hidden = sum(len(comment.strip()) for comment in _COMMENT.findall(body))
    return ParsedDocument(
        text=normalise(plain_text(_COMMENT.sub("", body))),
        media_type="text/markdown",
        encoding=decoded.encoding,
        cleaned=decoded.cleaned,
        replaced_characters=decoded.replaced,
        hidden_characters=hidden,
        total_characters=len(whole),
        **fields,
    )


def plain_text(markdown: str) -> str:
    r"""The words of a Markdown text.

    >>> plain_text("# Toll\n\nAt **least** 90\nwere [killed](http://x).\n- two\n- three")
    'Toll\n\nAt least 90 were killed.\n\ntwo\n\nthree'
    """
    blocks: list[list[str]] = [[]]
    for line in markdown.split("\n"):
        content, starts, ends = _line(line)
        if starts or not content:
            blocks.append([])
        if content:
            blocks[-1].append(content)
        if ends:
            blocks.append([])
    return "\n\n".join(" ".join(block) for block in blocks if block)


def _line(line: str) -> tuple[str, bool, bool]:
    """What a line says, whether it starts a block of its own, and whether it ends one."""
    line = _QUOTED.sub("", line)
    if not line.strip() or _RULE.match(line) or _FENCE.match(line):
        return "", True, True
    if heading := _HEADING.match(line):
        return _inline(heading[1].rstrip("#")), True, True
    item = _BULLET.match(line)
    return _inline(line[item.end() :] if item else line), bool(item), False


def _inline(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _CODE.sub(r"\1", text)))
    return _ESCAPE.sub(r"\1", _TAG.sub("", text)).strip()
