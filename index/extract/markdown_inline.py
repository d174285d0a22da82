"""Markdown's marks within a line: what a reader sees stays, the rest goes."""

from __future__ import annotations

import re

_ADDRESS = r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s{1,9}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s{0,9}\)"
_STEPS = (
    (re.compile(r"%%[^%\n]{0,2000}%%|<!--[^\n]{0,2000}?-->"), ""),  # comments
    (re.compile(rf"!\[[^\[\]\n]{{0,1000}}\](?:{_ADDRESS}|\[[^\[\]\n]{{0,200}}\])|!\[\[[^\[\]\n]{{0,500}}\]\]"), ""),  # pictures, embedded notes
    (re.compile(r"\[\^[^\[\]\s]{1,60}\](?!:)"), ""),  # footnotes
    (re.compile(r"\[\[[^\[\]\n|]{1,500}\|([^\[\]\n|]{1,500})\]\]"), r"\1"),  # wiki links with words of their own
    (re.compile(r"\[\[([^\[\]\n|#]{1,500})(?:#[^\[\]\n|]{0,500})?\]\]"), r"\1"),
    (re.compile(rf"\[([^\[\]\n]{{1,1000}})\]{_ADDRESS}"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__|~~|==)(?=\S)([^\n*_~=]{1,2000}|[^\n]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^\n*]{1,2000})(?<=[^\s*\\])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^\n_]{1,2000})(?<=[^\s_\\])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\s\^[a-zA-Z0-9-]{3,40}$"), ""),  # the name of a block in Obsidian
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)  # fmt: skip
_QUOTE = re.compile(r"\s{0,3}>[ >]{0,20}(?:\[![\w-]{1,30}\][+-]?[ \t]{0,9})?")

_HEADING = re.compile(r"^#{1,6}[ \t]{1,9}")
_RULE = re.compile(r"[-*_=]{3,200}|```.{0,50}")


def rendered(line: str) -> str:
    """A line without Markdown's marks: links keep their words, notes and pictures go, quotations and callouts lose their sign."""
    if quoted := _QUOTE.match(line):
        line = line[quoted.end() :]
    for pattern, replacement in _STEPS:
        line = pattern.sub(replacement, line)
    return line


def as_seen(text: str) -> str:
    """A text without Markdown's marks, those of headings and rules too."""
    lines = (line for line in text.split("\n") if not _RULE.fullmatch(line.strip()))
    return "\n".join(rendered(_HEADING.sub("", line)) for line in lines)
