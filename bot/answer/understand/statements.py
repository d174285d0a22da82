"""Statements told from bare keywords: "X was killed in the strike" from "fox dominion settlement amount". Pure."""

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


def is_statement(text: str) -> bool:
    """``text`` says something that may be true or false: a subject, then a finite verb, then more."""
    if len(text.split()) < _LEAST_WORDS or text.rstrip().endswith("?"):
        return False
    verb = _FINITE.search(text) or _PAST_ONLY.search(text)
    return bool(verb and verb.start() > 0 and _NOUNS_BEFORE.match(text[: verb.start()]) and text[verb.end() :].strip())


def lacks_grammar(text: str) -> bool:
    """``text`` is a row of keywords: no finite verb holds it together."""
    return not _FINITE.search(text) and not _PAST_ONLY.search(text)
