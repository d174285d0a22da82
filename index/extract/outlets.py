"""Names of agencies and outlets, and what titles and blurbs tell about them."""

from __future__ import annotations

import re
from functools import lru_cache

from index.extract.menu_words import is_menus
from index.unicode import squeezed

_REMEMBERED = 512
"""Names whose verdict is kept: those of a page are looked at several times."""

AGENCIES = {
    "AP": "Associated Press",
    "Associated Press": "Associated Press",
    "Reuters": "Reuters",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "UPI": "United Press International",
    "United Press International": "United Press International",
    "dpa": "dpa",
    "Xinhua": "Xinhua",
    "TASS": "TASS",
    "Bloomberg": "Bloomberg",
    "PA": "PA Media",
    "PA Media": "PA Media",
    "PA news agency": "PA Media",
    "Press Association": "PA Media",
    "PTI": "Press Trust of India",
    "ANI": "Asian News International",
    "Asian News International": "Asian News International",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "Kyodo": "Kyodo News",
    "Kyodo News": "Kyodo News",
    "Yonhap": "Yonhap",
    "Anadolu": "Anadolu",
    "Interfax": "Interfax",
    "The Canadian Press": "The Canadian Press",
    "AAP": "AAP",
    "Australian Associated Press": "Australian Associated Press",
    "APA": "APA",
    "ATS": "ATS",
    "KNA": "KNA",
    "epd": "epd",
    "SDA": "SDA",
    "Keystone-ATS": "Keystone-ATS",
    "TT": "TT",
    "STT": "STT",
    "BNS": "BNS",
    "ELTA": "ELTA",
    "TASR": "TASR",
    "HINA": "HINA",
    "Adnkronos": "Adnkronos",
    "LaPresse": "LaPresse",
    "Agência Brasil": "Agência Brasil",
    "Estadão Conteúdo": "Estadão Conteúdo",
    "Folhapress": "Folhapress",
    "GNA": "GNA",
    "Ghana News Agency": "GNA",
    "Jiji Press": "Jiji Press",
    "Ukrinform": "Ukrinform",
    "La Presse Canadienne": "La Presse Canadienne",
    "News Agency of Nigeria": "News Agency of Nigeria",
    "Agenția Agerpres": "Agerpres",
    "Polska Agencja Prasowa": "PAP",
    "Agerpres": "Agerpres",
    "ANP": "ANP",
    "Antara": "Antara",
    "Belga": "Belga",
    "Bernama": "Bernama",
    "ČTK": "ČTK",
    "DHA": "DHA",
    "Dow Jones Newswires": "Dow Jones Newswires",
    "Europa Press": "Europa Press",
    "IANS": "IANS",
    "TNN": "TNN",
    "İHA": "İHA",
    "Keystone-SDA": "Keystone-SDA",
    "Lusa": "Lusa",
    "MTI": "MTI",
    "NTB": "NTB",
    "PAP": "PAP",
    "Ritzau": "Ritzau",
    "Tanjug": "Tanjug",
    "Télam": "Télam",
    "Anadolu Agency": "Anadolu",
    "Anadolu Ajansı": "Anadolu",
    "Deutsche Presse-Agentur": "dpa",
    "Xinhua News Agency": "Xinhua",
    "ТАСС": "TASS",
    "Интерфакс": "Interfax",
    "РИА Новости": "РИА Новости",
    "ΑΠΕ-ΜΠΕ": "ΑΠΕ-ΜΠΕ",
    "연합뉴스": "Yonhap",
    "新华社": "Xinhua",
    "共同通信": "Kyodo News",
}
"""Wire agencies by the marks they go by."""

OUTLETS = {
    "abcnews.go.com": "ABC News",
    "aljazeera.com": "Al Jazeera",
    "apnews.com": "Associated Press",
    "axios.com": "Axios",
    "bbc.co.uk": "BBC News",
    "bbc.com": "BBC News",
    "bloomberg.com": "Bloomberg",
    "businessinsider.com": "Business Insider",
    "cbsnews.com": "CBS News",
    "cnbc.com": "CNBC",
    "cnn.com": "CNN",
    "dw.com": "DW",
    "economist.com": "The Economist",
    "euronews.com": "Euronews",
    "forbes.com": "Forbes",
    "foxnews.com": "Fox News",
    "france24.com": "France 24",
    "ft.com": "Financial Times",
    "independent.co.uk": "The Independent",
    "latimes.com": "Los Angeles Times",
    "nbcnews.com": "NBC News",
    "newsweek.com": "Newsweek",
    "npr.org": "NPR",
    "nypost.com": "New York Post",
    "nytimes.com": "The New York Times",
    "politico.com": "Politico",
    "reuters.com": "Reuters",
    "sky.com": "Sky News",
    "telegraph.co.uk": "The Telegraph",
    "theatlantic.com": "The Atlantic",
    "theguardian.com": "The Guardian",
    "thehill.com": "The Hill",
    "theweek.co.uk": "The Week",
    "theweek.com": "The Week",
    "time.com": "Time",
    "usatoday.com": "USA TODAY",
    "vox.com": "Vox",
    "washingtonpost.com": "The Washington Post",
    "wsj.com": "The Wall Street Journal",
    "yahoo.com": "Yahoo News",
}
"""Outlets by registered domain; others go by the domain itself."""

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
_NAMES = {name.casefold().removeprefix("the "): name for name in (*AGENCIES, *AGENCIES.values(), *OUTLETS.values())}
_ALTERNATIVES = "|".join(sorted(map(re.escape, {*AGENCIES, *OUTLETS.values()} - {"Time"}), key=len, reverse=True))
_SELF = re.compile(
    rf"\b(?:told|interview with|statement to|spoke to|speaking to)\s+(?:the\s+)?({_ALTERNATIVES})\b"
    rf"|\ban? ({_ALTERNATIVES}) (?:investigation|analysis|poll|review)\b"
)
_IN_PROMOTION = re.compile(rf"\b(?:with|to|from|by) (?:the )?({_ALTERNATIVES})\b")
_TAIL = re.compile(r" [|–—-] ?([^|–—]{2,40})$")
_CUT_NAMES = ("The", "Le", "La", "El", "Die", "Der", "Das", "Il")
"""What a search engine leaves of the names of outlets."""
_DOMAIN_NAME = re.compile(r"[\w-]+\.(?:com|org|net|co\.uk)", re.IGNORECASE)


def known_name(text: str) -> str:
    """The full name of a known agency or outlet, whatever case it is written in; else empty. "Atlantic" is no name without its article."""
    said = " ".join(text.split()).casefold()
    name = _NAMES.get(said.removeprefix("the "), "")
    name = AGENCIES.get(name, name)
    return "" if name.count(" ") == 1 and name.casefold() == f"the {said}" else name


def is_agency(name: str) -> bool:
    """True if a full name is a wire agency's."""
    return name in AGENCIES.values()


@lru_cache(maxsize=_REMEMBERED)
def is_paper(name: str) -> bool:
    """True for a name with a word that papers and stations are called by ("Gazette", "Radio")."""
    return _PAPER.search(name) is not None


def outlet_of(domain: str) -> str:
    """An outlet's name by its registered domain."""
    return OUTLETS.get(domain, domain)


def clean_headline(title: str, domain: str = "") -> tuple[str, str]:
    """The headline without the site's name or a search engine's " ..." at its end, and the outlet which that name gives, or empty."""
    headline = " ".join(title.split())
    cut = re.search(r"\s(?:\.\.\.|…)$", headline)
    headline = headline[: cut.start()] if cut else headline
    match = _TAIL.search(headline)
    if not match or not headline[: match.start()].strip():
        return headline, ""
    rest, tail = headline[: match.start()].strip(), match[1].strip()
    name = known_name(tail) or _house_of(tail)
    if name or _DOMAIN_NAME.fullmatch(tail):
        return rest, name or tail
    own = outlet_of(domain)
    short, label = squeezed(tail), squeezed(domain.split(".")[0])
    is_start = cut is not None and own.casefold().startswith(tail.casefold())
    if len(label) > 2 and (short.startswith(label) or is_start):
        return rest, own
    return rest if cut and tail in _CUT_NAMES else headline, ""


def _house_of(name: str) -> str:
    """The known outlet that a name with a section's or a country's behind it is of ("CNN Business", "The Week UK"); else empty."""
    words = name.split()
    ends = (end for end in range(len(words) - 1, 0, -1) if is_menus(" ".join(words[end:])))
    return next((house for end in ends if (house := known_name(" ".join(words[:end])))), "")


def named_in(blurb: str, promotion: str) -> str:
    """Whose story a blurb is, if it or the promotion within it says so; else empty. Cautious: "per Reuters" cites another."""
    if match := _IN_PROMOTION.search(promotion):
        return known_name(match[1])
    if match := _SELF.search(blurb):
        return known_name(match[1] or match[2])
    return ""
