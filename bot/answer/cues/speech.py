"""Who says what in a sentence, and how it introduces somebody, told by names and verbs around them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.calendar_names import WEEKDAY

SAYS = (
    r"(?:said|says|saying|told|tells|tweeted|posted|wrote|writes|added|adds|claimed|claims|argued|argues|called|calls|insisted|insists|"
    r"warned|warns|stated|states|announced|announces|explained|explains|admitted|admits|denied|denies|replied|responded|accused|"
    r"joked|recalled|noted|acknowledged|vowed|pledged|promised|urged|asked|quipped|declared|testified|complained|shouted|thanked|"
    r"predicted|revealed|shared|remarked|commented|exclaimed|stressed|emphasi[sz]ed|reiterated|conceded|lamented|cautioned|"
    r"apologized|apologised|praised|criticized|criticised|slammed|blasted|condemned|confirmed|expressed|described|suggested|believes|"
    r"(?:released|issued|posted|published|sent) (?:an?|the|his|her|their|its) (?:[a-z]{1,20} )?(?:statement|tweet|letter|video|message|apology)|"
    r"in a (?:statement|tweet|post|letter|video|speech|interview)|(?:weigh(?:ed|s)|chim(?:ed|es)) in|(?:fir(?:ed|es)|shot|shoots|hits?) back|sp(?:oke|eaks) out|"
    r"took to (?:Twitter|Instagram|Facebook|TikTok|YouTube|X|social media))"
)
"""What who is named before it does with words of their own."""
_INVERTED = (
    r"(?:said|says|wrote|writes|tweeted|posted|added|adds|warned|claimed|argued|explained|recalled|noted|insisted|declared|joked|"
    r"quipped|replied|admitted|acknowledged|shouted)"
)
_PASSIVE = r"(?:is|are|was|were|be|been|being)"
_FINITE = r"(?:is|are|was|were|has|had|have|will|would|should|could|can|did|does|must|may|might)"
_REACH = 250
"""Characters before a name in which somebody else may begin to say something of it."""
_REPORTED = re.compile(
    r"\b(?:said|says|told|saying|added|reported)(?: (?!(?:and|but|while|as)\b)[\w’'-]{1,30}){0,5} (?:(?:Gov|Sen|Rep|Dr|Mr|Mrs|Ms)\. )?(?:[\w’'-]{1,30} )?\Z",
    re.IGNORECASE,
)
"""The words before a name of which somebody else says something: "said former mayor Liv"."""
_AFTER = (
    r"(?=\s*(?:[.,;:”\"—–)(]|$)|\s+(?:in|on|at|of|to|as|by|from|with|about|via|during|when|after|before|while|and|who|this|last|earlier|later|"
    r"today|yesterday|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[“\"]))"
)
"""The end of a name that stands after a verb of speech: no verb that is the name's own follows, as in "said Holt left"."""
_OTHERS = (
    r"(?:supporters?|allies|ally|aides?|critics?|attack\w*|suspect\w*|spokes\w+|lawyers?|attorneys?|office|officials?|campaign|administration|government|family|"
    r"team|staff\w*|friends?|colleagues?|representatives?|publicist|agent|manager|wife|husband|son|daughter|mother|father|brother|sister|voters?|fans?|"
    r"that|who|when|where|after|because|what)"
)
"""Words after a name that say that another speaks: "the Holt campaign said"."""
_VOICE = (
    r"(?:spokes(?:man|woman|person|people)|representatives?|press secretary|CEO|chief(?: executive)?(?: officer)?|commissioner|"
    r"administrator|chair(?:man|woman|person)?|officials?|executives?)"
)
"""Those who speak for a body."""
_NOT_BEFORE = "".join(rf"(?<!\b{word} )" for word in "at from with for to by about against in of near".split())
"""Words before a name that does not speak: "somebody at Holt said"."""
_PASSES = rf"(?!(?i:{_PASSIVE}|{_OTHERS})\b)(?:[a-z][\w’'-]*|(?i:{WEEKDAY})|Jr\.|Sr\.)"
"""A word between a name and its verb of speech: no other name."""
_CLOSES = rf",(?=\s+(?:told|(?i:{_INVERTED})\b(?!\s+(?:the|an?|his|her|its|their|(?!(?i:{WEEKDAY}))[A-Z])))\b)"
"""A comma behind a name that stands in apposition itself: "the mayor, Marsh, said"."""
_WHOLE = r"(?:\s(?:Party|Inc|Corp|Co|Group|Motors?|University|Department|Ministry|Police|Airlines|Council|Committee|Association|House)\b\.?)?"
"""The rest of a body's name, which is typed without."""
_SAYING = r"(?:saying|adding|writing|tweeting|telling|claiming|arguing|warning|insisting|noting|explaining|calling|describing|announcing)"
SPEAKS = re.compile(rf"\b(?:{SAYS}|according to)\b", re.IGNORECASE)
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_SMALL = frozenset("the a an of for de van von al el bin mr mrs ms dr sir president former".split())


def last_name(name: str) -> str:
    """The word of a name that later sentences call somebody by."""
    words = [re.sub(r"[’']s$", "", word) for word in re.findall(r"[\w’'-]+", name) if word.casefold() not in _SMALL]
    if (
        len(words) > 1 and words[-1].casefold() in _GENERATIONS
    ):  # to whom "Jr." is not said, it is another of the family
        return " ".join(words[-2:])
    return words[-1] if words else name


def introduces(text: str, person: str) -> float:
    """The clarity with which ``text`` says who ``person`` is: 1 for an apposition, a title or "X is a ...", less where it merely names them in full."""
    words = [rf"(?i:{re.escape(word)})" for word in re.findall(r"[\w’'-]+", person)]
    if not words:
        return 0.0
    name = r"[\s.]{1,9}(?:[“\"‘'(]?\w{1,40}[”\"’')]?\.?\s{1,9})?".join(words)
    if len(words) > 1 and not re.search(rf"\b{words[0]}\b", text, re.IGNORECASE):
        name = rf"(?:[A-Z][\w’'-]{{1,40}}\s{{1,9}})?{words[-1]}"  # the first name is another's, or mistyped
    if not re.search(rf"\b{name}\b", text, re.IGNORECASE):
        return -1.0 if not _name_pattern(words[-1]).search(text) else -0.3
    apposition = (
        rf"\b{name}(?:[’']s)?,\s+(?:\d+,\s+(?!(?:who\s+)?(?:said|told)\b)[a-z]|(?:\d+,\s+)?"
        r"(?!(?:who\s+(?:said|told)|said|told|but|and|which|was|is|were|has|had|will|would|in|on|at|to|for)\b)(?:an?|the|one|his|her|their|who|[a-z]+|[A-Z]))"
    )
    is_one = rf"\b{name}\s+(?:is|was|became|has been|had been|serves as|served as)\s+(?:also\s+|currently\s+|already\s+)?(?:an?\b|the\b|one\b|[A-Z])"
    title = rf"(?:\b(?:[A-Z][\w.’'-]{{1,40}}|of|for|the|and|former|then|state|co-\w{{1,40}})\s{{1,9}}){{1,8}}(?<!The )(?<!And )(?<!But ){name}\b"
    role = rf"\b(?:[a-z]{{1,40}}(?:er|or|ist|man|woman|ian|ant|ent|chief|head|star|coach|judge|boss|aide|leader|spokes\w{{1,40}}))\s{{1,9}}{name}\b"
    if re.search(apposition, text) or re.search(is_one, text):
        return 1.0
    return 0.9 if re.search(role, text, re.IGNORECASE) or re.search(title, text) else 0.2


@lru_cache(256)
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}(?:[’']s)?\b", re.IGNORECASE)


def attributed_to(text: str, name: str) -> bool:
    """The name stands beside a verb of speech in ``text``, as the one who speaks."""
    return any(
        not _REPORTED.search(text, max(0, found.start() - _REACH), found.start())
        for found in _beside(name).finditer(text)
    )


def spoken_for(text: str, name: str) -> bool:
    """Somebody speaks for a body in ``text``: "an Aldis spokeswoman said", "Liv Aasen, a spokesperson for Aldis, said"."""
    return _for(name).search(text) is not None


@lru_cache(256)
def _for(name: str) -> re.Pattern[str]:
    name = re.escape(name)
    voice = rf"\b{name}(?:[’']s)?\s{{1,3}}(?:[\w-]{{1,20}}\s{{1,3}}){{0,2}}{_VOICE}\b|\b{_VOICE}\s{{1,3}}(?:for|of|at|with)\s{{1,3}}(?:[\w’'-]{{1,20}},?\s{{1,3}}){{0,4}}{name}\b"
    return re.compile(rf"(?:{voice})[^.;“”]{{0,60}}\b{SAYS}\b|\b{SAYS}\b[^.;“”]{{0,60}}(?:{voice})", re.IGNORECASE)


@lru_cache(256)
def _beside(name: str) -> re.Pattern[str]:
    """The name and a verb of speech, with a few words or an apposition between them: "Marsh, the mayor, said", "said the mayor, Marsh".

    Whom a verb is said of ("Marsh was told") or about ("Holt said Marsh had known") does not speak.
    """
    of = re.escape(name)
    named = of if " " in name else rf"{_NOT_BEFORE}{of}"
    speaks = rf"(?<![-’'])\b(?i:{named})\b\.?(?:,[^,.“”\"]{{1,90}},|{_CLOSES})?{_WHOLE}(?:\s+{_PASSES}){{0,4}}?\s+(?i:{SAYS})\b"
    between = rf"(?:\s+(?!(?:that|to|he|she|it|they|{_PASSIVE})\b)[\w’'.-]+,?){{0,5}}?"
    spoken = rf"(?i:(?:(?:^|[,”\"’'—–])\s*{_INVERTED}|\baccording to){between}\s+(?<!-){of}\b{_AFTER})"
    saying = (
        rf"(?:^|(?<=[.!?”,]\s))(?:(?!(?i:{SAYS}|when|as|after|while|because|if|that|who|whom)\b)[\w’'-]{{1,30}}\s){{0,4}}(?i:{of}){_WHOLE}\s(?:\w{{1,20}}ly\s)?(?!{_PASSIVE}\b)[a-z]{{1,20}}(?:ed|t|de|s)\b"
        rf"(?:(?!,\s[A-Z])[^.;“”\"]){{0,100}}?,\s{_SAYING}\b"
    )
    return re.compile(rf"{speaks}|{spoken}|{saying}")
