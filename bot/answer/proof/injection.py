"""Text that is meant for machines and not for readers: links, mentions, markup, and orders to a language model.

The first line of defence is that claims are proven word by word; this is the second, for what stands in an article itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bdiscord\.gg/|\bmailto:|\bjavascript:)\S*", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MASS_MENTION = re.compile(r"@\s*(?:everyone|here)\b|<(?:@[!&]?|#|a?:\w+:|/[\w -]+:|t:|id:)\w+(?::\w)?>", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w[\w.\-]*")
_MARKUP = re.compile(r"[*`~|\\#<>\[\]{}]+|(?<!\w)_+|_+(?!\w)")
_CONTROLS = {code: None for code in (*range(32), 127) if not chr(code).isspace()}
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}?(?:your|all|any|previous|prior|above|earlier|these|preceding|the)\b"
    r"[^.!?\n]{0,20}\b(?:instructions|prompts?|guidelines|directives|rules above|rules)\b(?! (?:of|for|on)\b)"
    r"|\b(?:ignorez|ignore|oubliez|oublie|ignora|olvida)\b[^.!?\n]{0,30}\b(?:instructions|instrucciones|consignes)\b"
    r"|\b(?:vergiss|ignoriere|missachte)\b[^.!?\n]{0,30}\banweisungen\b"
    r"|\b(?:system|developer|hidden|secret) (?:prompt|instructions?|message)\b"
    r"|\b(?:new|updated|further) instructions?\s*:"
    r"|\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,3}(?:assistant|ai|chatbot|language model|llm|dan)\b"
    r"|\b(?:note|message|attention|instructions?|order) (?:to|for) (?:the |all |any )?(?:\w+ )?(?:ais?|assistants?|language models?|llms?|chatbots?|bots?)\b"
    r"|\b(?:ai|assistant|language model|llm|chatbot)s?\b[^.!?\n]{0,30}\b(?:must|should|shall|please|has to|have to)\b[^.!?\n]{0,30}"
    r"\b(?:say|answer|reply|respond|write|output|print|tell|link|ping|mention|include)\b"
    r"|\bin your (?:answer|reply|response|output)\b"
    r"|\b(?:answer|reply|respond) (?:only |exactly |always |instead )*(?:with|that)\b"
    r"|</?(?:system|assistant|user|article|question|instructions?|conversation)\b|<\|\w+\|>|\[/?INST\]",
    re.IGNORECASE,
)


def unfit(quote: str) -> str:
    """Why ``quote`` is not shown as evidence though it stands in an article; empty where nothing is wrong with it."""
    seen = visible(quote)
    if _LINK.search(seen) or _MARKDOWN_LINK.search(seen):
        return "it holds a link"
    if _MASS_MENTION.search(seen):
        return "it calls people by a mention"
    if _ORDERS.search(seen):
        return "it gives orders to a language model"
    return ""


def unfit_at(text: str, start: int, end: int) -> str:
    """Why ``text[start:end]`` of an article is not shown as evidence; empty where nothing is wrong with it.

    What follows an order to a language model is meant for the model as well; an article that gives one is trusted up to it.
    """
    if reason := unfit(text[start:end]):
        return reason
    order = _first_order(text)
    if order and (start >= order[1] or _ORDERS.search(visible(text[order[0] : start]))):
        return "it follows an order to a language model"
    return ""


@lru_cache(maxsize=64)
def _first_order(text: str) -> tuple[int, int] | None:
    """The first line of an article that gives an order to a language model: each sentence of the article is judged by it."""
    for line in re.finditer(r"[^\n]+", text):
        if _ORDERS.search(visible(line.group())):
            return line.span()
    return None


def plain(text: str) -> str:
    """A model's sentence as plain text on one line: no links, mentions, markup, controls or invisible characters."""
    while (plainer := _plainer(text)) != text:
        text = plainer  # what was taken out may have stood within a link: "https|://"
    return text


def _plainer(text: str) -> str:
    text = _MARKDOWN_LINK.sub(r"\1", visible(text))
    for pattern in (_LINK, _MASS_MENTION, _MENTION, _MARKUP):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))


def visible(text: str) -> str:
    """``text`` in its usual letters, without controls and characters that cannot be seen, which hide words from a check."""
    if text.isascii():
        return text.translate(_CONTROLS)
    usual = unicodedata.normalize("NFKC", text)
    return "".join(c if c.isprintable() or c.isspace() else "" for c in usual if unicodedata.category(c) != "Cf")
