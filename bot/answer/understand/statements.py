"""Statements told from bare keywords, "X was killed in the strike" from "fox dominion settlement amount"; and said as the news says them. Pure."""

from __future__ import annotations

import re

_FINITE = re.compile(
    r"\b(?:is|are|was|were|isn'?t|aren'?t|wasn'?t|weren'?t|has|have|had|hasn'?t|haven'?t|hadn'?t|will|won'?t|would|can|can'?t|cannot|could|"
    r"should|must|may|did|didn'?t|does|doesn'?t|do|don'?t|got|gets|won|lost|said|says|went|goes|came|comes|made|makes|took|takes|gave|gives|"
    r"became|becomes|left|paid|pays|sold|sells|bought|met|broke|fell|rose|grew|began|quit|resigned|died|dies|wants|plans|owns|denied|denies|"
    r"admitted|admits|signed|banned|fired|hired|sued|killed|shot|beat|caused|causes|cancelled|canceled|approved|rejected|"
    r"passed|ended|started|stopped|raised|cut|announced|confirmed|arrested|elected|refused|agreed|ordered|called|asked|told)\b",
    re.IGNORECASE,
)
_PAST_ONLY = re.compile(
    r"\b(?:flew|spoke|wrote|drove|stole|chose|grew|threw|drew|wore|swore|tore|froze|forgot|shook|hid|ate|drank|sang|sank|swam|saw|knew|ran|rode|rose|woke|"
    r"forgave|withdrew|overtook|vetoed|fined|acquired|sacked|scrapped|pardoned|endorsed|invaded|apologi[sz]ed|"
    r"(?:turned|shut|shot|backed|called|pulled|walked|moved|closed|dropped|laid|ruled|handed|kicked|voted|broke|struck|knocked) (?:down|off|out|up|over))\b",
    re.IGNORECASE,
)
"""Verbs that tell what was done, and are no participle that a row of keywords could have."""
_NOUNS_BEFORE = re.compile(
    r"^(?:the|a|an|this|that|these|those|his|her|their|its|my|our|no|all|some|every)?\s*[\w'’.-]+", re.IGNORECASE
)
_LEAST_WORDS = 4
_OF_ANYBODY = re.compile(
    r"^\W*(?:did|was|were|has|have|had|is|are)\s+(?:any|some)\s?(?:one|body|people|person)\s+(?:else\s+)?(?:get|got|been|being|be|left|found|go|reported)?\s*"
    r"(?:(?:seriously|badly|still|confirmed)\s+)?(?P<deed>die[sd]?|dead|killed|perish(?:ed)?|hurt|injured|wounded|harmed|arrested|detained|missing|survived?|evacuated|charged|rescued)\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_EVENTS = {
    "die": "deaths", "dies": "deaths", "died": "deaths", "dead": "deaths", "killed": "deaths", "perish": "deaths", "perished": "deaths",
    "hurt": "injuries", "injured": "injuries", "wounded": "injuries", "harmed": "injuries", "arrested": "arrests", "detained": "arrests",
    "missing": "missing people", "survive": "survivors", "survived": "survivors", "evacuated": "evacuations", "charged": "charges", "rescued": "rescues",
}  # fmt: skip


_IS_DEAD = re.compile(
    r"^\W*(?:(?P<asks>is|was)\s+(?P<asked>[^?]{2,60}?)|(?P<said>[^?]{2,60}?)\s+is)\s+(?:really\s+|actually\s+|already\s+)?dead\W*$",
    re.IGNORECASE,
)


def is_statement(text: str) -> bool:
    """``text`` says something that may be true or false: a subject, then a finite verb, then more."""
    if len(text.split()) < _LEAST_WORDS or text.rstrip().endswith("?"):
        return False
    verb = _FINITE.search(text) or _PAST_ONLY.search(text)
    return bool(verb and verb.start() > 0 and _NOUNS_BEFORE.match(text[: verb.start()]) and text[verb.end() :].strip())


def lacks_grammar(text: str) -> bool:
    """``text`` is a row of keywords: no finite verb holds it together."""
    return not _FINITE.search(text) and not _PAST_ONLY.search(text)


def as_events(question: str) -> str:
    """ "Did anyone die in the flood" as "were there any deaths in the flood", as it is answered by "no deaths have been reported".

    The cross-encoder reads the two as differently as 2.5 and 7.8 for that answer. Who is dead has died.
    """
    if dead := _IS_DEAD.match(question):
        return f"did {dead['asked']} die" if dead["asks"] else f"{dead['said']} died"
    match = _OF_ANYBODY.match(question)
    return f"were there any {_EVENTS[match['deed'].casefold()]}{match['rest']}" if match else question
