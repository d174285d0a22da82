"""Bylines: who wrote a story and whose it is, however a line says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.extract.byline_words import announced, byline_words, has_role_word, is_of_another
from index.extract.menu_words import is_menus
from index.extract.outlets import is_agency, is_paper, known_name

_REMEMBERED = 1024
"""Lines whose bylines are kept: those of a header are read several times."""
_LONGEST = 240
_A_PARAGRAPH, _ENDS = 100, '.”"?!'
"""Characters from which a line is a paragraph, where a sentence ends it."""
_KINDS = "written|reported|reporting|analysis|opinion|interview|review|story|words|text|perspective|column|commentary|comment|exclusive|produced|posted|curated|compiled"
_FOREIGN_KINDS = "kommentar|analyse|essay|interview|bericht|glosse|kolumne|reportage|gastbeitrag|leitartikel|text"
_FOREIGN_MARKS = (
    "автор|автори|авторы|текст|журналист|tekst|teksti|texto|texte|testo|penulis|laporan|yazar|yazan|haber|szerző|írta|συντάκτης|συντάκτρια|συντάκτες|του|της|"
    "journalist|journaliste|giornalista|periodista|redaktör|reporter|toimittaja|autors|autorius|autoriai|raksta|tác giả|tekijä|skriven av|skrevet"
)
_MARK_ALONE = re.compile(
    rf"(?:by|(?:{_KINDS}) by|(?:eine? )?(?:{_FOREIGN_KINDS}) von|autor(?:in)?|auteur|autore|authors?(?: of th(?:e|is) (?:article|story))?|bylines?|von|door|por|par)\s{{0,3}}:?",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"(?:(?:{_KINDS})\s{{1,3}}by|by|(?:(?:ein|eine)\s)?(?:{_FOREIGN_KINDS})\s{{1,3}}von|bylines?:|authors?:|autor(?:in|en|es|a)?:|auteurs?:|autore:|autori:|(?:{_FOREIGN_MARKS}):|(?:writer|reporter|text|words|story):|von|par|por|door|di|de|av|af|oleh|escrito por|texto de|skrevet av|skrevet af|scris de|a cura di)\s{{0,3}}(?:\b|:)\s{{0,3}}:?\s{{0,3}}",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?:von|par|por|door|di|de|av|af|oleh)\b", re.IGNORECASE)
_WITH = re.compile(
    r"\s\(?(?:mit|avec|con|com|met|med|with)\s(?:l[’']|the\s|la\s|der\s)?(?P<with>[^\W\d_a-z][^()]{1,60})\)?$"
)
"""An agency that had a part in a story."""
_TELLS_FROM = re.compile(
    r"(?:Aus\s[^\W\d_][\w .-]{1,40}\s)?(?:berichte[nt]|berichtet)\s(?P<names>[^\n]{4,100})$|(?P<first>[^\n]{4,80})\s(?:reports?|reporting|berichte[nt]|rapporte)\s(?:from|in|aus|depuis)\s[^\W\d_a-z][\w ,.-]{1,50}$"
    r"|(?i:from)\s(?P<sender>[^\n]{4,80})\s(?i:in)\s[^\W\d_a-z][\w ,.-]{1,50}$"
)
"""Who reports from where."""
_SIGNED = re.compile(
    r"(?P<last>[\uac00-\ud7a3]{2,4})\s?(?:선임|전문|인턴|수습)?\s?(?:기자|특파원|논설위원|앵커)(?:\s\S{1,40}@\S{1,40})?$|(?:作者|記者|记者|文|撰文|撰稿)\s?[：:/／ ]\s?(?P<first>[\u4e00-\u9fff·]{2,8})$"
)
"""Names where one has no space in it, with what the person is."""
_BUTTON = re.compile(
    r"\s(?:Follow|Published|Posted|Updated|Tips meg|Folgen|Seguir|Suivre|Segui|Följ|Abone ol|Email|Bio)$", re.IGNORECASE
)
"""What is glued to a name behind a space."""
_PICTURES = re.compile(
    r"[\s,;|/]{1,3}(?:och |and |und )?(?:foto|fotos|photos?|photography|bild|bilder|kuva|kuvat|fotó|фото)\s?(?:by\s|:\s?)\S[^\n]{1,80}$",
    re.IGNORECASE,
)
_TELLING = frozenset("berichtet berichten bericht report reports reporting rapporte from".split())
_HELPING = frozenset("mit avec con com met med with".split())
_PICTURED = ("foto", "photo", "bild", "kuva", "fotó", "фото")
"""Of which a line has one to which these patterns fit."""
_ITS_LABEL = re.compile(r"^[^\W\d_]{3,12}\s?:\s?")
"""What tells a further part of a byline ("Source: dpa")."""
_SYMBOLS = re.compile(r"[^\w\s!-~\u00a1-\u00bf\u2010-\u203f\u3000-\uffee]|\ufe0f")
"""Pictures and signs beside a name."""
_BRACKETED = re.compile(r"\s\(([^()]{2,40})\)$")
_SLASHED_ROLE = re.compile(r"(?<=[a-z])/(?=[A-Z])")
_ROLES = byline_words()["roles"]
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_AGENCY = frozenset("agency agencia agência agenzia agence agentur agencja agentschap redaksi".split())
_NOBODY_ALONE = frozenset(
    "admin administrator agencies agency anonymous author newsroom news online web editors editorial staff team webmaster guest wire wires partner sponsored reader readers redacción".split()
)
_HOUSES = frozenset("agency agencies wire wires newsroom service services reports".split())
"""Last words of what names nobody."""
_ROLE_START = re.compile(rf"(?:{_ROLE})\s(?!by\b)[^\W\d_]", re.IGNORECASE)
_NOBODY = re.compile(
    rf"(?:(?:our|the|news|web|online|digital|own)\s)?(?:(?:\w{{1,20}}\s){{0,2}}(?:{_ROLE})|agenc(?:y|ies)|wires?|newsroom|news\sservices?|wire\s(?:reports|services))"
    r"(?:\sand\s(?:agencies|wire\sreports|wires))?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s(?:in|for|at|near|from|with)\s.{1,80}$", re.IGNORECASE)
_NAMED_PLACE = re.compile(r"\s(?:in|for|at|near|from|with)\s(?:[^\Wa-z_][\w.’'-]{0,30},?\s?){1,4}$")
_STATION = re.compile(r"\s(?:in|en|à|em|aus|for|at)\s[^\W\d_][^\n]{1,70}$")
"""Where somebody works."""
_MAIL = re.compile(r"[(<]?\S{1,64}@\S{0,64}[)>]?")
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_AND = re.compile(r"\s{0,3}(?:,|;|&|\b(?:and|und|et|y|e|og|och)\b)\s{0,3}", re.IGNORECASE)
_BREAK = re.compile(r"\s{0,3}[|·•]\s{0,3}|\s{1,3}[/–—-]\s{1,3}")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
_GENERATION = re.compile(r",?\s(Jr|Sr)\b\.?|\s(II|III|IV)$", re.IGNORECASE)
_SMALL = {
    *"de da di do du das des van von vom zu der den al el bin binti binte ibn ben af av wa la le dos del della ter ten y and".split()
}
_SMALL_PART = re.compile(r"(?:al|el|an|ar|as|ad|ul|d|l|dell|de)[-'’][^\W\d_]", re.IGNORECASE)
"""A part of a name that begins small, joined to the next ("al-Rashid", "d'Aubigny")."""
_JOINING = {*"und et e og och".split()}
_FIRMS = frozenset(
    "center centre institute foundation network project bureau agency service press plc inc ltd llc corp co group ag se sa nv gmbh holdings bank university council news times post".split()
)
_NO_NAMES = frozenset(
    "para per pour für voor special in on at for with from about how what why when where who which this that these our your all new no not more most also see read watch listen share follow text photo".split()
)
"""First words of what is no name though its words have capitals ("In Summary")."""
_SHIFT = re.compile(
    r"\s?\((?:now|earlier|and earlier|until now|later|[A-Za-z .,]{0,30}\b(?:earlier|now))\)", re.IGNORECASE
)
"""When each author of a live blog wrote."""
_PART_OF_WORK = re.compile(
    r"\s\((?:texts?|texto|textos|texte|testo|words|photos?|fotos?|fotografie|bild(?:er)?|foto's|pictures|images?|imágenes|kuvat?|illustrations?|vídeo|video|graphics?|grafik(?:en)?|infografía|data)\)",
    re.IGNORECASE,
)
"""What each author of a piece made of it."""
_GLUED_MARK = re.compile(r"^([Bb]y|Von|Par|Por)(?=[A-Z][a-z]{1,20} [A-Z])")
_GLUED = re.compile(
    r"^((?:[^\W\d_a-z][\w'’-]{1,20} ){1,3}(?:[^\W\d_a-z][a-zà-ÿ]{1,20}-)?[^\W\d_a-z][a-zà-ÿ]{3,20})(?:Twitter|Facebook|X|Follow|The [A-Z][\w ]{3,30}|"
    rf"(?:[A-Z][a-z]{{2,14}} ){{0,3}}(?i:{_ROLE})|(?:News|Travel|Sports?|Business|Politics|Lifestyle|Money|Showbiz|Features))$"
)
"""A name, and what its author is or writes for, glued to it."""
_HANDLE = re.compile(r"(?<=[^\W\d_])@\w{2,30}$")
"""A name in a network, glued to the name."""
_HOUSE = re.compile(r"[A-Z]{3,8}(?:\s[A-Z][a-z]{1,20}){2}$")
"""A house and its desk ("VERA Middle East"), behind a name."""
_DOMAIN = re.compile(r"[\w-]{2,30}(?:\.[a-z]{2,4}){1,2}")
"""An author's house by its address ("LRV.lt")."""
_DESKS = frozenset(
    "senior staff chief political politics news digital web our special business sport sports national foreign deputy associate assistant managing executive contributing breaking "
    "trending world local city crime health science education court home online features general assignment data investigative social technology tech economics".split()
)
"""Words of a desk's name or of a person's rank."""
_ROLE_WORDS = 8
_HOUSE_WORDS = 4
_A_DESK = 2
_LAST = re.compile(r",? (?:and|und|et|y|e|&) ")
"""What stands before the last of several names."""
_AN_INITIAL = 4
_A_WORD = 24
_MONONYM = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{3,14}")
"""The whole name of somebody who has but one."""
_EASTERN = re.compile(r"[A-Z]{2,5} [A-Z]{2,5}-[A-Z]{2,5}")
"""A name of East Asia in capitals, whose last part begins with a small letter otherwise ("Kim Min-soo")."""
_HONOURS = re.compile(r"(?:dr|prof|sir|dame|lord|the rev|rev)\.?\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a line names as having written a story. ``is_marked``: it says so ("By ..."), and does not only look like it."""

    persons: tuple[str, ...] = ()
    agency: str = ""
    outlet: str = ""
    is_marked: bool = False


@lru_cache(maxsize=_REMEMBERED)
def read_byline(line: str) -> Byline | None:
    """The byline that a line is, and nothing else; None if it is something else."""
    if line.strip().count("\t") > 1:  # a row of a table
        return None
    if len(line) > _A_PARAGRAPH and line[-1] in _ENDS and not _MARK.match(line):
        return None
    line = " ".join(_SHIFT.sub("", _LINK_NUMBER.sub("", line)).split())
    line = (line if line.isascii() else _SYMBOLS.sub("", line)).lstrip("/|·•–—- ").rstrip("*:")
    line = _GLUED_MARK.sub(r"\1 ", line)
    line = _GLUED.sub(r"\1", _PART_OF_WORK.sub("", _HANDLE.sub("", line)))
    if not line or len(line) > _LONGEST:
        return None
    if not line.isascii() and (signed := _SIGNED.match(line)):
        return Byline((signed["last"] or signed["first"],), is_marked=True)
    words = set(line.casefold().split())
    if words & _TELLING:
        told = _TELLS_FROM.match(line)
        found = _persons(told["names"] or told["first"] or told["sender"], is_marked=False) if told else None
        if found and found.persons:
            return Byline(found.persons, is_marked=True)
    match = _BRACKETED.search(line) if line.endswith(")") else None
    if match and is_agency(known_name(match[1])):
        line = f"{line[: match.start()]} / {match[1]}"
    elif match and (is_paper(match[1]) or has_role_word(match[1]) or _mark(line)):
        line = line[: match.start()]
    helped = _WITH.search(line) if words & _HELPING or "(" in line else None
    line = line[: helped.start()] if helped else line
    line = _BUTTON.sub("", _PICTURES.sub("", line) if any(word.startswith(_PICTURED) for word in words) else line)
    if _ends_in_role(line):
        line = _SLASHED_ROLE.sub(" / ", line)
    before, bar, after = line.partition(" | ")
    if bar and _mark(after) and len(before.split()) <= 4:  # the station's name first
        line = after
    mark = _mark(line)
    told_otherwise = None if mark else announced(line)
    if not mark and is_of_another(line):
        return None
    is_marked = mark > 0 or bool(told_otherwise and told_otherwise.is_sure)
    bare = line[told_otherwise.start if told_otherwise else mark :]
    persons: list[str] = []
    agency = outlet = ""
    understood = False
    for number, part in enumerate(part.strip(" ,") for part in _BREAK.split(_MAIL.sub("", bare))):
        if not part:
            continue
        part = _ITS_LABEL.sub("", part) if number else part
        if name := named(part):
            agency, outlet = agency or (name if is_agency(name) else ""), outlet or name
        elif not persons and number and (other := announced(part)) and other.is_sure:
            own = _persons(part[other.start :], is_marked=True)
            persons, is_marked = [*(own.persons if own else ())], True
        elif not persons and (found := _persons(part, is_marked=is_marked)) is not None:
            persons += found.persons
            agency, outlet = agency or found.agency, outlet or found.outlet
        elif not (persons and number) or not (_is_nobody(part) or _ends_in_role(part) or _is_house(part)):
            return None
        understood = True
    if helped and is_agency(name := named(helped["with"])):
        agency = agency or name
    if told_otherwise and not persons and not agency:
        return None
    return Byline(tuple(persons), agency, outlet, is_marked) if understood or mark else None


def is_mark(line: str) -> bool:
    """A "By" alone on its line, whose names stand on the next."""
    return _MARK_ALONE.fullmatch(line.strip()) is not None


def is_role(line: str) -> bool:
    """A line that tells what its author is, and not who ("Senior Reporter")."""
    line = line.strip()
    if len(line) >= 90 or line.endswith("."):
        return False
    first = line.split(", ")[0]
    return (
        (first != line and _ends_in_role(first))
        or _is_nobody(_STATION.sub("", line))
        or _ROLE_START.match(line) is not None
    )


def has_role(line: str) -> bool:
    """True if a line ends in what its author is ("Dana Haddad, Staff Reporter", "Dana Haddad Political editor")."""
    if not _ends_in_role(line):
        return False
    words = line.split()
    return "," in line or (3 <= len(words) <= _ROLE_WORDS and looks_like_names(" ".join(words[:2])))


def names(text: str) -> tuple[str, ...]:
    """The persons of a byline, written in the usual case: "AAMER MADHANI and JOE DOE" -> two names."""
    text = " ".join(text.split())
    found = _persons(text[_mark(text) :], is_marked=True)
    return found.persons if found else ()


def looks_like_names(text: str) -> bool:
    """True if a line is nothing but one or more persons' names."""
    words = re.findall(r"[^\s,;&]+", text)
    return (
        2 <= len(words) <= 12
        and len(text) <= 90
        and all(_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() or is_small(word) or word in _JOINING for word in words)
        and not is_menus(text)
        and all(2 <= len(part.split()) <= 4 for part in _AND.split(_GENERATION.sub("", text)) if part.strip())
    )


def is_nobody(word: str) -> bool:
    """True for a word that names no person, though "By" stands before it."""
    word = word.casefold()
    return word in _ROLES or word in _HOUSES or word in _NOBODY_ALONE or is_paper(word)


def is_small(word: str) -> bool:
    """True for a word within a name that begins with a small letter at times."""
    return word.casefold() in _SMALL or _SMALL_PART.match(word) is not None


def named(text: str) -> str:
    """The agency or outlet that a text names, a section or desk of it included ("CNN Business", "Redazione ANSA"); else empty."""
    if (name := known_name(text)) or not 2 <= len(text.split()) <= 4:
        return name
    first, _, rest = text.partition(" ")
    is_of_house = first.casefold() in _ROLES or first.casefold() in _AGENCY
    return known_name(text.rsplit(" ", 1)[0]) or (known_name(rest) if is_of_house else "")


def _mark(line: str) -> int:
    """Where a line's names start, after the words that announce them."""
    match = _MARK.match(line)
    if not match:
        return 0
    rest = line[match.end() :]
    if _FOREIGN.match(line):
        name = re.split(r",|\s[|–—-]\s|\sin\s", rest, maxsplit=1)[0]
        return (
            match.end() if looks_like_names(name) or _is_nobody(name) or named(name) or _DOMAIN.fullmatch(name) else 0
        )
    return match.end() if rest[:1].isalpha() else 0


def _is_house(part: str) -> bool:
    """True for what may be whoever an author works for: a few words, or more in capitals ("Tern Media for Tern.com")."""
    words = part.split()
    return len(words) <= _HOUSE_WORDS or (
        len(words) <= _ROLE_WORDS and all(word[0].isupper() or word in ("for", "of", "the", "and") for word in words)
    )


def _without_houses(text: str) -> str:
    """Names without the houses that stand behind each of several ("Ada Obi, Tern News, and Jon Ek, The Loch")."""
    pairs = [pair.split(", ") for pair in _LAST.split(text)] if ", " in text else []
    is_house = len(pairs) > 1 and all(len(pair) == 2 for pair in pairs)
    is_house = is_house and (not looks_like_names(pairs[0][1]) or is_paper(pairs[0][1]))
    return " and ".join(pair[0] for pair in pairs) if is_house else text


def _persons(text: str, *, is_marked: bool) -> Byline | None:
    """The names of a part of a byline, roles and places taken off; None where something in it is no name."""
    text = _without_houses(_GENERATION.sub(lambda match: " " + match[0].strip(" ,"), text))
    kept: list[str] = []
    agency = outlet = ""
    for part in (part.strip() for part in _AND.split(text)):
        if not part:
            continue
        bare = (_PLACE if is_marked else _NAMED_PLACE).sub("", part)
        if name := named(part) or named(bare):
            agency, outlet = agency or (name if is_agency(name) else ""), outlet or name
        elif (is_marked and bare.split(" ")[0].casefold() in _ROLES and len(bare.split()) <= _A_DESK) or (
            _is_nobody(bare) and not _is_person_with_role(bare)
        ):
            continue
        elif kept and re.match(r"(?:an?|[Tt]he|who|one)\s", bare):
            break  # what the person is
        elif kept and (_HOUSE.match(bare) or is_paper(bare) or has_role_word(bare)):
            break
        elif (kept or is_marked) and _DOMAIN.fullmatch(bare):
            outlet = outlet or bare
        elif (person := _person(bare, is_marked=is_marked)) or person == "":
            kept += [person] if person and (" " in person or not kept) else []
        elif kept or agency:
            if not _ends_in_role(bare) and not is_marked:
                return None
        else:
            return None
    return Byline(tuple(kept), agency, outlet)


def _last_word(text: str) -> str:
    return re.split(r"\W", text[-_A_WORD:])[-1].casefold()


def _ends_in_role(text: str) -> bool:
    """True if a text's last word is what somebody is ("editor")."""
    return _last_word(text) in _ROLES


def _is_nobody(text: str) -> bool:
    """True for a desk, a rank or an agency with no name to it ("Staff Reporter")."""
    last = _last_word(text)
    return (last in _ROLES or last in _HOUSES) and _NOBODY.fullmatch(text) is not None


def _is_person_with_role(text: str) -> bool:
    """True for a name and what the person is ("Dana Haddad Redakteurin"), which a desk's name looks like ("Political News Reporter")."""
    words = text.split()
    return len(words) == 3 and looks_like_names(" ".join(words[:2])) and _DESKS.isdisjoint(text.casefold().split()[:2])


def _person(text: str, *, is_marked: bool) -> str | None:
    """A name in its usual case; empty for one word alone, which names nobody; None where it is no name."""
    words = _HONOURS.sub("", text).split()
    if is_marked and has_role_word(text):
        while len(words) > 2 and words[0].islower():
            words = words[1:]
    if has_role_word(" ".join(words)):
        size = 2
        while size < len(words) and (is_small(words[size - 1]) or len(words[size - 1].strip(".")) == 1):
            size += 1
        words = words[:size]
    if not words or len(words) > 5 or max(map(len, words)) < 2 or not all(_WORD.fullmatch(word) for word in words):
        return None
    if not all(word[0].isupper() or is_small(word) for word in words) and not (
        is_marked and len(words) == 2 and text.islower()
    ):
        return None
    if words[-1].strip(".").casefold() in _FIRMS or words[0].casefold() in _NO_NAMES or is_menus(" ".join(words)):
        return None
    if len(words) == 1:
        return (words[0] if _MONONYM.fullmatch(text) and not is_nobody(text) else "") if is_marked else None
    words[-1] = words[-1].removesuffix(".") if len(words[-1]) > _AN_INITIAL else words[-1]
    whole = " ".join(words)
    if _EASTERN.fullmatch(whole):
        return f"{words[0].title()} {words[1].capitalize()}"
    if whole.isupper() or (words[-1].isupper() and len(words[-1]) > _AN_INITIAL):
        return whole.title().replace("’S", "’s")
    return " ".join(map(_usual, words))


def _usual(word: str) -> str:
    """ "McDERMOTT" as it is written among small letters; short capitals are initials."""
    if match := re.fullmatch(r"(Mc|Mac|O['’]|D['’])([A-Z]{3,})", word):
        return match[1] + match[2].capitalize()
    return word.title() if word.isupper() and len(word) > 3 and "." not in word else word
