"""Names in fields that are for authors, which are believed more than a line of a page: agencies, one word, any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.extract.bylines import names
from index.extract.name_shapes import is_small
from index.extract.outlets import is_agency, known_name
from index.unicode import squeezed

_BETWEEN = re.compile(r"\s{0,9}[,;&|、，]\s{0,9}|\s(?:and|im Gespräch mit)\s")
_AND = {
    **dict.fromkeys(("da", "nb", "no", "nn", "kl", "is"), "og"),
    **dict.fromkeys(("it", "pt"), "e"),
    **{"sv": "och", "de": "und", "fr": "et", "es": "y", "nl": "en", "pl": "i", "tr": "ve", "fi": "ja", "lt": "ir", "id": "dan"},
}  # fmt: skip
"""The word between two names, by language."""
_BEFORE = re.compile(
    r"^(?i:(?:post author\s)?(?:(?:posted|published|veröffentlicht|publicado|publié)\s(?:on|am|el|le)\s[^\n]{4,30}?\s)?"
    r"(?:(?:(?:eine?|an?|une?|una)\s)?(?:text|tekst|texto?|testo|beitrag|gastbeitrag|kommentar|kolumne|glosse|essay|reportage|rezension|bericht|column|analyse|interview|artikel|crónica|crônica|chronique|tribune|story|article|report|words|opinion|foto|"
    r"geschrieben|erstellt|eingestellt|veröffentlicht|verfasst|posted|published|submitted|written|reported|escrito|publicado|scritto|écrit|skrevet|skriven|a cura):?\s)?"
    r"(?:by|von|vom|por|par|di|av|af|door|text|oleh|texto|auteur|aut(?:h)?or(?:in|e|a|es)?(?:/autor(?:in)?)?|escribe|text (?:&|und) fotos|about\sthe\sauthor|about|über(?:\sd(?:en|ie)\sautor(?:in)?)?)"
    r"\s{0,9}:?\s{1,9})(?=[^\W\d_a-z]|der\s)"
)
_ALL_OF = re.compile(
    r"^(?:(?:view|see|show|zeige|read|mostrar|ver|voir)\s)?(?:all|alle|todos|tous)\s(?:the\s|los\s|les\s)?(?:posts?|stories|articles?|beiträge|artikel|artículos)\s(?:by|von|from|de|van|av)\s"
    r"|^autorenseite\s(?:von\s?)?",
    re.IGNORECASE,
)
"""A link to all that an author wrote."""
_AFTER = re.compile(
    r"\s(?:published|updated|posted|veröffentlicht|aktualisiert|publicado|publié|pubblicato)\b"
    r"|\s(?:(?:edited|translated|illustrated|photographed|reviewed)|(?:photos?|photographs?|photography|illustrations?|videos?|graphics?|fotos?|bilder))\s(?:by|von|de)\s"
    r"|\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b"
    r"|/[^/\n]{0,20}\b(?:news|press|media|radio|magazine)$",
    re.IGNORECASE,
)
"""What goes on after the names: when it was published, who had another part in it, and for which house."""
_BESIDE = re.compile(
    r"\s(?:(?:on\s)?(?:twitter|facebook|instagram|linkedin|x)|follow|contact|bio|(?:alle|all)\s(?:artikel|beiträge|articles|posts))$",
    re.IGNORECASE,
)
"""A link to where the author is found, glued to the name."""
_ASIDE = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,60}[)\]]")
_ROLES = (
    r"(?:(?:editor|reporter|correspondent|writer|producer|columnist|journalist|contributor|professor|profesorius|follow|"
    r"(?:chef)?redakteur|(?:gast)?autor|korrespondent|volontär|reporter)(?:in)?s?|기자|記者|记者)"
)
_ROLE = re.compile(rf"{_ROLES}$", re.IGNORECASE)
_ROLE_AFTER = re.compile(rf"\s{_ROLES}$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|l['’]|el|los|il|de|het|o|os)\s", re.IGNORECASE)
_HOUSE = re.compile(r"^The\s[A-Z]|\s(?:Media|Group|Newspapers?|Network)$")
"""The name of a house of which an author is, behind the author's."""
_DAY = re.compile(r"\b\d{2,4}\b|\d[.:]\d")
_WEEKDAY = re.compile(r"\s(?:mon|tues|wednes|thurs|fri|satur|sun)day$|\s(?:Mo|Di|Mi|Do|Fr|Sa|So)$", re.IGNORECASE)
_SHORT_DAY = re.compile(r"^(\S{2,20}(?:\s\S{1,20}){1,2})\s(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat)$")
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?sc?|b\.?sc?|m\.?a|m\.?b\.?a|r\.?n|r\.?d\.?n?|j\.?d|ll\.?[bm]|dr|esq|d\.?o)\.?",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "authors name follow admin administrator root user editor editors staff newsroom news nachrichten redaktion red agenturen agencies agences agencias agenzie "
    "redacción redacao redação rédaction redazione redactie redakcja redaksjonen redaktionen redaksi toimitus autor author team webmaster "
    "guest gast wordpressadmin anonymous unknown online web desk editorial wuff xxx".split()
).union(
    ("privacy policy", "terms of use", "all posts", "view all posts", "all articles", "alle beiträge", "alle artikel", "read more", "view profile"),
    ("super user", "superuser", "site admin", "news desk", "web team", "staff writer", "staff reporter", "staff attorney", "guest author", "guest writer", "view orcid profile", "mehr artikel", "gesponserte inhalte", "sponsored content", "tous les articles", "todos los artículos", "partner content"),
)  # fmt: skip
_FIRM = re.compile(r"\b(?:inc|gmbh|ltd|llc|e\.\s?v|ag|s\.a(?=\.?$)|plc|corp)\b\.?|stiftung|[ ][–—-][ ]", re.IGNORECASE)
_HANDLE = re.compile(r"([a-z]{2,20})[._]([a-z]{2,20})")
_HANDLE_BEHIND = re.compile(r"\s\(?@\w{2,30}\)?$")
"""What an author is called in a network, behind the name."""
_MOST_WORDS, _PHRASE = 5, 4


def persons(given: Iterable[str], site: Iterable[str] = (), language: str = "") -> tuple[str, ...]:
    """Who these fields name, each once. ``site``: names that the site itself goes by, which is no author."""
    own = {key for name in site if (key := squeezed(name))}
    bare_own = own | {squeezed(_ARTICLE.sub("", name)) for name in site if name}
    found = {
        squeezed(name): name
        for line in (_HANDLE_BEHIND.sub("", line) for line in given)
        if not (_is_own(squeezed(_ASIDE.sub("", line)), own) or _is_address(line) or _is_sites(line, bare_own))
        for name in _split(line, language)
        if _is_author(name, own) and squeezed(_ARTICLE.sub("", name)) not in bare_own
    }
    short = {key: name for key, name in found.items() if not is_firm(name) and not _is_phrase(name)}
    return tuple((short or found).values())


def is_firm(name: str) -> bool:
    """True for a name that is a company's or a club's rather than a person's."""
    return len(name.split()) > _MOST_WORDS or _FIRM.search(name) is not None


def _is_phrase(name: str) -> bool:
    """True for words that are no name ("Get our new app FREE"), as some fields for authors have beside one."""
    words = name.split()
    return len(words) >= _PHRASE and any(word[0].islower() and not is_small(word) for word in words)


def bare(line: str) -> str:
    """A line without "By" before its names and what stands in brackets."""
    return _BEFORE.sub("", _ALL_OF.sub("", _ASIDE.sub("", line).strip(" \t|·•–—-→»")))


def first_part(line: str) -> str:
    """A byline without what goes on after its names: its day, and who had another part in the story."""
    return _AFTER.split(line, maxsplit=1)[0]


def _split(line: str, language: str) -> Iterator[str]:
    pieces = [piece.strip() for piece in _BETWEEN.split(first_part(bare(line)))]
    word = _AND.get(language)
    for number, piece in enumerate(pieces):
        piece = _SHORT_DAY.sub(r"\1", _WEEKDAY.sub("", piece))
        if _DAY.search(piece) or (number and _tells(piece, pieces[0])):
            continue
        parts = re.split(rf"\s{word}\s", piece) if word else [piece]
        for part in parts if all(len(part.split()) >= 2 for part in parts) else [piece]:
            part = _once(_without_role(_BESIDE.sub("", _before_house(part))))
            if handle := _HANDLE.fullmatch(part):
                yield f"{handle[1].title()} {handle[2].title()}"
            elif found := names(part):
                yield from found
            elif part and (is_agency(known_name(part)) or not (number and (part[0].islower() or _ROLE.search(part)))):
                yield part.title() if part.isupper() and " " in part else part


def _before_house(part: str) -> str:
    """A name without the paper's behind it ("Ann Lee The Daily Mail")."""
    name, house, _ = part.partition(" The ")
    return name if house and len(name.split()) in (2, 3) else part


def _once(name: str) -> str:
    """A name that is said twice ("Ann Lee Ann Lee"), once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half >= 2 and words[:half] == words[half:] else name


def _tells(piece: str, name: str) -> bool:
    """True for what follows a person's name to tell who that is, where, or for whom: a degree, a place, an outlet, a description."""
    words = piece.split()
    if _DEGREE.fullmatch(piece) or (len(words) >= 4 and any(word[0].islower() and len(word) > 3 for word in words)):
        return True
    is_outlet = known_name(piece) and not is_agency(known_name(piece))
    is_house = bool(is_outlet) or _HOUSE.search(piece) is not None
    return len(name.split()) >= 2 and (is_house or (len(words) == 1 and piece.istitle() and piece.isascii()))


def _without_role(name: str) -> str:
    shorter = _ROLE_AFTER.sub("", name)
    is_name = len(shorter.split()) >= 2 or shorter[:1] > "\u2e80"  # scripts in which a name is one word
    return shorter if is_name and not shorter.endswith("staff") else name


def _is_sites(line: str, own: set[str]) -> bool:
    """True for the site's own name after an article, and for one with it in brackets ("Deutsche Welle (www.dw.com)")."""
    return squeezed(_ARTICLE.sub("", line)) in own or any(
        squeezed(aside).removeprefix("www") in own for aside in re.findall(r"\(([^()]{2,60})\)", line)
    )


def _is_author(name: str, own: set[str]) -> bool:
    key = squeezed(name)
    if not any(map(str.isalpha, key)) or _is_address(name) or name.casefold() in _NOBODY:
        return False
    if name.casefold().startswith(("special to ", "quelle ")):
        return False
    return not _is_own(key, own)


def _is_address(text: str) -> bool:
    return any(mark in text for mark in ("://", "@", "www.", "[at]"))


def _is_own(key: str, own: set[str]) -> bool:
    return any(
        key == outlet or (len(outlet) >= 3 and len(key) >= 3 and (key.startswith(outlet) or outlet.startswith(key)))
        for outlet in own
    )
