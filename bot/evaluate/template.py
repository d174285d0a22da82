"""A first question set from the user's own articles: cloze questions, which a person turns into good ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

from index.sentences import sentences
from index.store import Store
from index.types import StoredArticle

_NAME = re.compile(r"(?<![.!?”\"] )(?<!^)\b(?:[A-Z][\w’'-]+)(?: (?:of |the |de |van |von )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"(?<![\w.,$£€])\d[\d,.]*\d(?:%| percent| million| billion)?(?!\w)|(?<![\w.,])\d(?!\w)")
_WORDS = range(8, 31)
_GAP = "____"


def template(store: Store, wanted: int, seed: int) -> str:
    """Up to ``wanted`` drafts in newsdesk's own format, as JSON Lines: each leaves a name or number out of a sentence."""
    ids = store.catalogue.ids(live_articles=True)
    chance = random.Random(seed)
    chance.shuffle(ids)
    lines: list[str] = []
    for key in ids:
        if len(lines) == wanted:
            break
        stored = store.catalogue.articles([key]).get(key)
        drafts = list(_drafts(stored)) if stored else []
        if drafts:
            lines.append(json.dumps(chance.choice(drafts), ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def _drafts(stored: StoredArticle) -> Iterator[dict[str, object]]:
    article = stored.article
    for span in article.body:
        for start, end in sentences(article.text, span.start, span.end):
            sentence = " ".join(article.text[start:end].split())
            if len(sentence.split()) not in _WORDS:
                continue
            gap = _NUMBER.search(sentence) or _NAME.search(sentence)
            if gap is None or sentence.count(gap.group()) != 1:
                continue
            yield {
                "question": f"{sentence[: gap.start()]}{_GAP}{sentence[gap.end() :]}",
                "answers": [gap.group()],
                "articles": [article.url or article.key],
                "answerable": True,
                "tags": ["cloze"],
                "draft": True,
            }
