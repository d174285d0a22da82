"""A message as people type it, without what is no part of its question: mentions, emoji, words typed twice, politeness. Pure."""

from __future__ import annotations

import re

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+|<a?:\\w{1,40}:\\d{1,24}>|(?<!\\S):\\w{1,40}:(?!\\S)"
)
_MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,24}>")
_NAMED = re.compile(r"(?P<sign>[@#])(?P<name>[A-Za-z_][\w.-]{0,60})\Z")
_QUOTES = "\"“”„'‘’ "
_TWICE = frozenset(
    "a an the of in on at by for from to with and or but is are was were be do does did will would can who whom what when where why how "
    "whats whos which it its he she they i you we if".split()
)
"""Words that nobody means to say twice; "had had" and "that that" are said, and names may be."""
_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|yo|ok(?:ay)?|so|um+|please|pls|plz|lol|btw|also|well|bot|guys|folks|sorry|quick (?:question|q))\b[\s,:!-]{0,4}|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone|anybody)(?: please| pls)? (?:tell|give|show|explain to|find)(?: (?:me|us))?\s+(?=ASKING)|"
    r"(?:(?:do|does|did) )?(?:you|u|anyone|anybody|someone|somebody|we)(?: (?:here|guys|happen to|even))? know(?: if| whether)?\s+(?=\S+ \S)(?!about\b|of\b|more\b|anything\b)|"
    r"(?:(?:has |have |does |do )?(?:anyone|anybody|you|u) )?(?:got |have |has )?(?:any|an|no) (?:idea|clue)(?: about)?(?: if| whether)?\s+(?=ASKING)|"
    r"(?:i (?:just )?(?:wonder|was wondering|am wondering)|wondering|just curious|curious|i(?:['’]?d| would) (?:like|love) to know|i (?:want|wanna|need) (?:to )?know|"
    r"tell me|remind me|let me know)(?:\s(?:if|whether)\s+(?=\S+ \S)|[\s,:]{1,3}(?=ASKING)))".replace(
        "ASKING",
        r"(?:who|whos|what|whats|when|where|why|how|which|whose|whom|if|whether|is|are|was|were|did|does|do|has|have|will)(?:\b|['’])",
    ),
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]{0,4}\b(?:please|pls|plz|thx|thanks|thank you|ty|lol|btw|tho|anyone(?: know)?|anybody know|any idea|guys|thanks in advance)\s{0,3}(?P<end>[?!.]{0,9})\Z",
    re.IGNORECASE,
)
_SHORT = {
    "ppl": "people", "vp": "vice president", "govt": "government", "abt": "about", "b4": "before", "thru": "through", "yrs": "years", "hrs": "hours", "mins": "minutes",
    "cuz": "because", "coz": "because", "u": "you", "tmrw": "tomorrow", "2nite": "tonight", "w/": "with", "w/o": "without", "b/c": "because", "wtf": "what", "wth": "what",
    "yr": "year", "eps": "episodes", "noms": "nominations", "collab": "collaboration", "bday": "birthday", "prez": "president", "pics": "pictures",
    "vids": "videos", "champs": "champions", "temps": "temperatures", "dems": "Democrats",
}  # fmt: skip
"""Words as they are typed in chats."""
_MILLIONS = re.compile(
    r"(?P<sign>[$£€])?(?P<number>\b\d{1,6}(?:[.,]\d{1,3})?)\s?(?P<unit>mil|mill|mln|mio|bn|bil|bln|m|b|k)\b(?![\w'’-])",
    re.IGNORECASE,
)
_UNITS = {"m": "million", "b": "billion", "k": "thousand"}
_LEAST, _MOST = 2, 6
"""Words of a message that begins with a channel, and polite words before or after a question that are taken off."""


def tidied(asked: str) -> str:
    """A message without emoji, mentions, quotation marks around it and words typed twice; as it is where nothing is left."""
    text = _MILLIONS.sub(_written_out, _MENTION.sub(" ", _EMOJI.sub(" ", asked)))
    words = _without_names(text.split())
    kept = [
        _SHORT.get(word, word)
        for place, word in enumerate(words)
        if not (place and word.casefold() in _TWICE and words[place - 1].casefold() == word.casefold())
    ]
    return " ".join(kept).strip(_QUOTES) or asked.strip()


def _written_out(match: re.Match[str]) -> str:
    """ "2 mil" and "$2m" as "2 million"; "10m" and "5k" without a sign of money may be of anything."""
    unit = match["unit"].casefold()
    if len(unit) == 1 and not match["sign"]:
        return match[0]
    return f"{match['sign'] or ''}{match['number']} {_UNITS[unit[0]]}"


def unadorned(text: str) -> str:
    """``text`` without the politeness around its question; as it is where nothing else is said."""
    left = text
    for _ in range(_MOST):
        shorter = _TAIL.sub(lambda match: match["end"], _POLITE.sub("", left, count=1), count=1)
        if shorter == left or len(shorter.split()) < 2:
            break
        left = shorter
    return left.strip(_QUOTES) or text


def _without_names(words: list[str]) -> list[str]:
    """Without names of members and channels at either end; within, a name or a hashtag stays as a word."""
    if len(words) > _LEAST and (match := _NAMED.match(words[0])) and match["sign"] == "#":
        words = words[1:]
    words = [word for place, word in enumerate(words) if place > 1 or not word.startswith("@") or len(words) == 1]
    while len(words) > 1 and (match := _NAMED.match(words[-1])) and match["sign"] == "@":
        words = words[:-1]
    return [match["name"] if (match := _NAMED.match(word)) else word for word in words]
