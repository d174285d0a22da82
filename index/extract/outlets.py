"""Names of agencies and outlets, and what titles and blurbs tell about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from index.extract.menu_words import is_menus
from index.extract.outlet_names import key, outlet_names
from index.extract.urls import site
from index.unicode import squeezed

_A_LABEL = 6
"""Letters of a domain's label that is looked up."""
_REMEMBERED = 512
"""Names whose verdict is kept: those of a page are looked at several times."""

_WORD = r"(?:[dl]['’])?[^\W\d_a-z][\w&'’-]{0,20}"
_SITE = r"(?:\.(?:com|net|org|info|[a-z]{2}|co\.[a-z]{2}))?"
OUTLET_NAME = rf"(?:[Tt]he )?{_WORD}(?:[ .](?:(?:of|and|&|the|da|de|dei|del|della|do|du|la|le|des|der|e|et|og|och|und|i|y) )?{_WORD}){{0,4}}(?:\s\d{{1,3}}(?![\w.,:%]))?{_SITE}"
"""A pattern for the name of an outlet, as pages write it."""
_PAPER = re.compile(
    r"\b(?:Advertiser|Argus|Bulletin|Chronicler?|Citizen|Courier|Daily|Dispatch|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|"
    r"Inquirer|Journal|Ledger|Mail|Mercury|Mirror|Monitor|Nation|News|Observer|Post|Press|Record|Register|Review|Sentinel|Standard|Star|Sun|"
    r"Telegraph|Times|Tribune|Weekly|Radio|Television|TV|"
    r"\w{0,20}(?:zeitung|blatt|anzeiger)|Nachrichten|Allgemeine|Kurier|Rundschau|Merkur|Bote|\w{0,20}(?:tidning(?:en)?|bladet|posten|avisen?|dagblad|krant|courant)|Avisa|Avis|"
    r"Tidende|Nieuws|Nyheter|Journal|Le Monde|Presse|Courrier|Dépêche|Voix|Écho|Progrès|Corriere|Gazzetta|Giornale|Messaggero|Diario|Diário|Gaceta|Gazeta|"
    r"Periódico|Prensa|Noticias|Notícias|Jornal|Correo|Correio|Heraldo|Informador|Observador|Folha|Novinky|Noviny|Deník|Listy|Gazete(?:si)?|"
    r"Gündem|Hírek|Hírlap|Hírlevél|Ziarul|Vestnik|Вестник|Новости|Известия|Правда|Газета|Новини|Νέα|Εφημερίδα|Ειδήσεις|Kabar|Berita|Post)\b",
    re.IGNORECASE,
)
"""A word that names of papers and stations have."""
_SELF = re.compile(
    rf"\b(?:told|interview with|statement to|spoke to|speaking to)\s+(?P<told>{OUTLET_NAME})"
    rf"|\ban? (?P<own>{OUTLET_NAME}) (?:investigation|analysis|poll|review)\b"
)
_IN_PROMOTION = re.compile(rf"\b(?:with|to|from|by) (?P<name>{OUTLET_NAME})")
_TAIL = re.compile(r" [|–—-] ?([^|–—]{2,40})$")
_EDITION = re.compile(r":?\s\[[^\[\]]{1,40} Edition\]$", re.IGNORECASE)
"""The edition that archives put behind a headline."""
_SERVICES = ("news", "online news")
"""What papers call their pages and programs, behind their name of several words."""
_CUT_NAMES = ("The", "Le", "La", "El", "Die", "Der", "Das", "Il")
"""What a search engine leaves of the names of outlets."""
_DOMAIN_NAME = re.compile(r"[\w-]+\.(?:com|org|net|co\.uk)", re.IGNORECASE)


def known_name(text: str) -> str:
    """The full name of a known agency or outlet, whatever case it is written in; else empty. "Atlantic" is no name without its article."""
    bare = key(text)
    name = outlet_names().sure.get(bare, "")
    is_short = name.count(" ") == 1 and name.casefold() == f"the {bare}" and not text.casefold().startswith("the ")
    return "" if is_short else name


def told_name(text: str) -> str:
    """The full name of the one outlet that goes by a name, though it may be an ordinary word, too, or is its domain's label; else empty."""
    names = outlet_names()
    bare = key(text)
    if name := names.sure.get(bare) or names.ordinary.get(bare, ""):
        return name
    return names.of_domains.get(f"{text.casefold()}.com", "") if len(text) >= _A_LABEL else ""


def house_of(name: str, look_up: Callable[[str], str] = known_name) -> str:
    """The known name that a longer one begins with which is no other paper's ("Hürriyet Gazetecilik"), as that writes it; else empty."""
    for first, rest in _beginnings(name):
        if look_up(first):
            is_service = rest.casefold() in _SERVICES and " " in first
            return "" if not rest or rest[0].islower() or (is_paper(rest) and not is_service) else first
    return ""


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """A text's first words and those behind them, the most first."""
    words = text.split()
    return ((" ".join(words[:end]), " ".join(words[end:])) for end in range(len(words), 0, -1))


def is_agency(name: str) -> bool:
    """True if a full name is a wire agency's."""
    return name in outlet_names().agencies


def signing_name(text: str) -> str:
    """The agency or outlet that signs with a text, or with a mark that is an agency's where one signs ("(AA)"); else empty."""
    return known_name(text) or outlet_names().marks.get(text.strip(), "")


@lru_cache(maxsize=_REMEMBERED)
def is_paper(name: str) -> bool:
    """True for a name with a word that papers and stations are called by ("Gazette", "Radio")."""
    return _PAPER.search(name) is not None


def outlet_of(domain: str) -> str:
    """An outlet's name by its registered domain; others go by the domain itself."""
    return outlet_names().of_domains.get(domain, domain)


def outlet_at(url: str) -> str:
    """An outlet's name by the address of its page, whose host may be another's than the domain's ("g1.globo.com")."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return outlet_names().of_domains.get(host) or outlet_of(site(url))


def clean_headline(title: str, domain: str = "") -> tuple[str, str]:
    """The headline without the site's name or a search engine's " ..." at its end, and the outlet which that name gives, or empty."""
    headline = _EDITION.sub("", " ".join(title.split()))
    cut = re.search(r"\s(?:\.\.\.|…)$", headline)
    headline = headline[: cut.start()] if cut else headline
    match = _TAIL.search(headline)
    if not match or not headline[: match.start()].strip():
        return headline, ""
    rest, tail = headline[: match.start()].strip(), match[1].strip()
    name = known_name(tail) or _house_with_section(tail)
    if name or _DOMAIN_NAME.fullmatch(tail):
        return rest, name or tail
    own = outlet_of(domain)
    short, label = squeezed(tail), squeezed(domain.split(".")[0])
    is_start = cut is not None and own.casefold().startswith(tail.casefold())
    if len(label) > 2 and (short.startswith(label) or is_start):
        return rest, own
    return rest if cut and tail in _CUT_NAMES else headline, ""


def _house_with_section(name: str) -> str:
    """The known outlet that a name with a section's or a country's behind it is of ("CNN Business", "The Week UK"); else empty."""
    return next(
        (house for first, rest in _beginnings(name) if rest and is_menus(rest) and (house := known_name(first))), ""
    )


def named_in(blurb: str, promotion: str) -> str:
    """Whose story a blurb is, if it or the promotion within it says so; else empty. Cautious: "per Reuters" cites another."""
    found = [match["name"] for match in _IN_PROMOTION.finditer(promotion)]
    if name := next(filter(None, map(_first_name, found)), ""):
        return name
    told = [match["told"] or match["own"] for match in _SELF.finditer(blurb)]
    return next(filter(None, map(_first_name, told)), "")


def _first_name(text: str) -> str:
    """The known name that a text begins with, the longest; else empty."""
    return next((name for first, _ in _beginnings(text) if (name := known_name(first))), "")
