"""The words before the names of a byline that say who wrote a story ("By", "Ein Kommentar von")."""

from __future__ import annotations

import re

from index.extract.byline_houses import DOMAIN, named
from index.extract.byline_roles import is_desk
from index.extract.name_shapes import looks_like_names

_KINDS = "written|reported|reporting|analysis|opinion|interview|review|story|words|text|perspective|column|commentary|comment|exclusive|produced|posted|curated|compiled"
_FOREIGN_KINDS = "kommentar|analyse|essay|interview|bericht|glosse|kolumne|reportage|gastbeitrag|leitartikel|text"
_FOREIGN_MARKS = (
    "автор|автори|авторы|текст|журналист|tekst|teksti|texto|texte|testo|penulis|laporan|yazar|yazan|haber|szerző|írta|συντάκτης|συντάκτρια|συντάκτες|του|της|"
    "journalist|journaliste|giornalista|periodista|redaktör|reporter|toimittaja|autors|autorius|autoriai|raksta|tác giả|tekijä|skriven av|skrevet"
)
_MARK_ALONE = re.compile(
    rf"(?:by|(?:{_KINDS}) by|(?:eine? )?(?:{_FOREIGN_KINDS}) von|autor(?:in)?|auteur|autore|authors?(?: of th(?:e|is) (?:article|story))?|bylines?|von|door|por|par)\s{{0,3}}[:—–]?",
    re.IGNORECASE,
)
MARK = re.compile(
    rf"(?:(?:{_KINDS})\s{{1,3}}by|by|(?:(?:ein|eine)\s)?(?:{_FOREIGN_KINDS})\s{{1,3}}von|bylines?:|authors?:|autor(?:in|en|es|a)?:|auteurs?:|autore:|autori:|(?:{_FOREIGN_MARKS}):|(?:writer|reporter|text|words|story):|von|par|por|door|di|de|av|af|oleh|auteur|autore|penulis|escrito por|texto de|skrevet av|skrevet af|scris de|a cura di|oprac\.)\s{{0,3}}(?:\b|:)\s{{0,3}}:?\s{{0,3}}",
    re.IGNORECASE,
)
_PORTRAIT = re.compile(r"Portrait of (?P<name>[^\s\n][^\n]{3,60}?)\s{1,3}(?P=name)\s{0,3}")
"""A name behind what is told of its picture."""
_FOREIGN = re.compile(r"(?:von|par|por|door|di|de|av|af|oleh|auteur|autore)\b", re.IGNORECASE)


def is_mark(line: str) -> bool:
    """A "By" alone on its line, whose names stand on the next."""
    return _MARK_ALONE.fullmatch(line.strip()) is not None


def after_mark(line: str) -> int:
    """Where a line's names start, after the words that announce them."""
    if portrait := _PORTRAIT.fullmatch(line):
        return line.rindex(portrait["name"])
    match = MARK.match(line)
    if not match:
        return 0
    rest = line[match.end() :]
    if _FOREIGN.match(line) and ":" not in match[0]:
        name = re.split(r",|\s[|–—-]\s|\sin\s", rest, maxsplit=1)[0]
        return match.end() if looks_like_names(name) or is_desk(name) or named(name) or DOMAIN.fullmatch(name) else 0
    return match.end() if rest[:1].isalpha() else 0
