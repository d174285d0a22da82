"""Questions put as news would be asked: "the contract ends when" is "when the contract ends". Pure."""

from __future__ import annotations

import re

_ASKS_LAST = re.compile(
    r"(?P<rest>[^?]{3,200}?)[\s,:-]{1,3}(?P<asks>when|where|who|why|for what|by whom?|with whom?|from where|how (?:long|much|many|old|tall|far|big|often)|"
    r"(?:what|which) (?:time|date|day|year|city|country|channel|place))\W{0,9}",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:and|or|to|for|from|since|until|till|about|of|by|with|at|in|on|as|then|than|says?|said|knows?|knew|tells?|told|but|is|was|are|were|it|that)\Z",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(
    r"(?:who|whos|whose|whom|what|whats|which|when|whens|where|wheres|why|how|hows|is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|"
    r"tell|explain|show|give|and|so|but)\b",
    re.IGNORECASE,
)
_SPOKEN = {
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "hes": "he is", "shes": "she is", "theyre": "they are", "theyll": "they will",
    "itll": "it will", "youre": "you are",
}  # fmt: skip
_SPOKEN_WORD = re.compile(rf"\b(?:{'|'.join(_SPOKEN)})\b", re.IGNORECASE)


_MINISTER = re.compile(r"(?<![\d:.])(?<![\d:.]\s)\bpm\b", re.IGNORECASE)
"""No hour: "the pm", and not "at 5 pm"."""


_AT_LAST = re.compile(
    r"[\s,]{1,3}(?:in the end|in the first place|after all|anyways?|exactly|by the way)\W{0,9}\Z", re.IGNORECASE
)
"""What people end a question with, and which the cross-encoder takes for a part of what is asked: for the place of an arrest it is 2 logits
less sure of.
"""
_FEWEST_WORDS = 4
"""Words of a question that has such an end; fewer may be about something of that name."""
_WHOSE_NAME = re.compile(
    r"(?:(?:and |so )?(?:what(?:['’]?s| is| was|s)? |tell me )?(?:the )?(?:full |first |last |real )?name of|who(?:['’]?s| is| was|s)) (?:the |that |this )?"
    r"(?P<whom>(?:[\w’'-]{1,30} ){0,2}?[\w’'-]{1,30}) (?:who|that) (?P<did>(?!(?:he|she|they|we|i|you|the|a|an|his|her|their)\b)\S.{2,})",
    re.IGNORECASE,
)
_ANYBODY = frozenset(
    "person man woman guy lady girl boy kid one dude teen teenager bloke chap fella human individual".split()
)
"""Words that tell nothing of whom is meant."""


def worded(question: str) -> str:
    """``question`` with what is spoken only written out, and the words that ask before what they ask about."""
    text = _SPOKEN_WORD.sub(lambda match: _SPOKEN[match[0].casefold()], question)
    text = _MINISTER.sub("prime minister", text)
    if (end := _AT_LAST.search(text)) and len(text[: end.start()].split()) >= _FEWEST_WORDS:
        text = text[: end.start()]
    if named := _WHOSE_NAME.match(text):
        text = f"{_who(named)}{text[named.end() :]}"
    match = _ASKS_LAST.fullmatch(text)
    if match is None or _ASKS_FIRST.match(text) or _NOT_BEFORE.search(match["rest"]):
        return text
    return f"{match['asks'].casefold()} {match['rest']}"


def _who(named: re.Match[str]) -> str:
    """ "The name of the guy who won the lottery" as "who won the lottery": it is asked who did it, whatever they are called by."""
    return f"who {named['did']}" if named["whom"].split()[-1].casefold() in _ANYBODY else named[0]
