"""Text that is meant for machines and not for readers: links, mentions, markup, and orders to a language model.

The first line of defence is that claims are proven word by word; this is the second, for what stands in an article itself. It
concerns only what a model reads and what it says: people are shown what articles say.
"""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(r"(?:[\w+.-]{1,16}://|\bwww\.|\bdiscord\.gg/|\bmailto:|\bjavascript:)\S*", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^)\n]{0,2000}\)")
_MASS_MENTION = re.compile(r"@\s*(?:everyone|here)\b|<(?:@[!&]?|#|a?:\w+:|/[\w -]+:|t:|id:)\w+(?::\w)?>", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w[\w.\-]*")
_MARKUP = re.compile(r"[*`~|\\#<>\[\]{}]+|(?<!\w)_+|_+(?!\w)")
_CONTROLS = {code: None for code in (*range(32), 127) if not chr(code).isspace()}
_MODEL = r"(?:ais?|ai (?:assistants?|models?|systems?|agents?)|assistants?|language models?|llms?|chatbots?|bots?)"
_SAY = r"(?:say|answer|reply|respond|write|output|print|tell|link|ping|mention|include|state|claim)"
_BEGINS = r"(?:^|[.!?:;“\"(\[]\s*|[—–-]\s+|\b(?:please|and|then) )"
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}?(?:your|all|any|previous|prior|above|earlier|these|preceding|the)\b"
    r"[^.!?\n]{0,20}\b(?:instructions|prompts?|guidelines|directives|rules above|rules)\b(?! (?:of|for|on)\b)"
    r"|\b(?:ignorez|ignore|oubliez|oublie|ignora|olvida)\b[^.!?\n]{0,30}\b(?:instructions|instrucciones|consignes)\b"
    r"|\b(?:vergiss|ignoriere|missachte)\b[^.!?\n]{0,30}\banweisungen\b"
    rf"|{_BEGINS}(?:reveal|print|repeat|show|output|ignore) (?:\w+ )?your (?:system |hidden |secret )?(?:prompt|instructions)\b"
    rf"|{_BEGINS}(?:new|updated|further) (?:system )?instructions? (?:to|for) {_MODEL}\b|{_BEGINS}system (?:prompt|message)\s*:"
    r"|\byou are now (?:an? |the )?(?:\w+ ){0,3}(?:assistant|ai|chatbot|language model|llm|dan)\b"
    r"|\byou are (?:an? |the )?(?:helpful|unrestricted|unfiltered|obedient) (?:\w+ )?(?:assistant|ai|chatbot|language model|llm)\b"
    rf"|{_BEGINS}(?:important )?(?:note|message|attention|instructions?|order) (?:to|for) (?:the |all |any )?{_MODEL}\s*(?:[:,;!—–-]|reading\b)"
    rf"|\b{_MODEL} (?:(?:must|should|shall|please|have to|has to) )+(?:now |only |always |also )?{_SAY} that\b"
    rf"|\b{_MODEL} (?:that |which |who )?(?:reads?|reading|processing|summari[sz]ing) this\b"
    rf"|\bin your (?:answer|reply|response|output)\b[,:]?\s+(?:please |always |only |also )*{_SAY}\b"
    rf"|{_BEGINS}{_SAY}\b[^.!?\n]{{0,80}} in your (?:answer|reply|response|output)\b"
    rf"|{_BEGINS}(?:answer|reply|respond) (?:only |exactly |always |instead )*(?:with|that) "
    r"|</?(?:system|assistant|user|article|question|instructions?|conversation)\b|<\|\w+\|>|\[/?INST\]",
    re.IGNORECASE,
)
"""Orders that a model would obey: the imperative, or text that imitates the fences of a prompt. News about models only speak of such."""


def unfit(quote: str) -> str:
    """Why ``quote`` does not prove a model's claim though it stands in an article; empty where nothing is wrong with it."""
    seen = visible(quote)
    if _MASS_MENTION.search(seen):
        return "it calls people by a mention"
    return "it gives orders to a language model" if _ORDERS.search(seen) else ""


def unfit_at(text: str, start: int, end: int) -> str:
    """Why ``text[start:end]`` of an article does not prove a model's claim; empty where nothing is wrong with it.

    What stands in one paragraph with an order to a language model is meant for the model as well.
    """
    if reason := unfit(text[start:end]):
        return reason
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if _ORDERS.search(visible(text[first : last if last >= 0 else len(text)])):
        return "it stands beside an order to a language model"
    return ""


def plain(text: str) -> str:
    """A model's sentence as plain text on one line: no links, mentions, markup, controls or invisible characters."""
    while (plainer := _plainer(text)) != text:
        text = plainer  # what was taken out may have stood within a link: "https|://"
    return text


def _plainer(text: str) -> str:
    text = _MARKDOWN_LINK.sub(r"\1", visible(text))
    for pattern in (_LINK, _MASS_MENTION, _MENTION, _MARKUP):
        text = pattern.sub(" ", text)
    return re.sub(r" ([,.;:!?])", r"\1", " ".join(text.split()))


def visible(text: str) -> str:
    """``text`` in its usual letters, without controls and characters that cannot be seen, which hide words from a check."""
    if text.isascii():
        return text.translate(_CONTROLS)
    usual = unicodedata.normalize("NFKC", text)
    return "".join(c if c.isprintable() or c.isspace() else "" for c in usual if unicodedata.category(c) != "Cf")
