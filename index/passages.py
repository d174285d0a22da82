"""Article -> passages: whole sentences, never cut off unseen by the model, with exact offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from index.blocks import STRUCTURE, blocks, told
from index.sentences import sentences, trimmed
from index.types import Article, Label, Passage, Span, digest

CUTTING_VERSION = 6
"""Grows with every change of how the same article is cut: articles that were cut by older rules are cut again."""

MAX_CHARACTERS = 1000
_NEARLY = 0.9
"""Share of a full passage at which the end of a paragraph is worth closing it."""
_RESERVED_TOKENS = 8

_Sentence = tuple[int, int, int]
"""Start, end, tokens."""


def split(article: Article, count_tokens: Callable[[Sequence[str]], list[int]], max_tokens: int) -> list[Passage]:
    """Cut the article's body into passages of at most 1,000 characters and ``max_tokens`` tokens.

    Passages are filled within each run of body text; the last one reaches back into the one before, so that no article ends in
    a scrap without context. They never reach over anything that is not body.
    """
    lead = preamble(article)
    over = {block.span: told(article, block.over) for block in blocks(article)}
    longest = max(over.values(), key=len, default="")
    reserved = sum(count_tokens([text])[0] for text in (lead, longest) if text)
    budget = max(16, max_tokens - _RESERVED_TOKENS - reserved)
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    for run in _runs(article):
        starts = [span.start for span in run]
        for start, end in _pack(_measured(article.text, run, count_tokens, budget), budget):
            context = over[run[bisect_right(starts, start) - 1]]
            embedded = "\n".join(part for part in (lead, context, article.text[start:end]) if part)
            seen[embedded] += 1
            key = digest(f"{article.id}\x1f{embedded}\x1f{seen[embedded]}")
            passages.append(Passage(key, article.id, start, end, embedded))
    return passages


def preamble(article: Article) -> str:
    """Headline and date, which give a passage its context when it is embedded."""
    day = f"{article.published.at:%d %B %Y}".lstrip("0") if article.published else ""
    headline = article.headline[:300]
    return f"{headline} ({day})" if headline and day else headline or day


def _runs(article: Article) -> Iterator[list[Span]]:
    """Body spans with nothing between them but white space and what stands over blocks (headings, times, speakers)."""
    run: list[Span] = []
    reached = 0
    for span in article.spans:
        is_body = span.label in (Label.BODY, Label.CORRECTION)
        if run and (article.text[reached : span.start].strip() or not (is_body or span.label in STRUCTURE)):
            yield run
            run = []
        reached = span.end
        if is_body:
            run.append(span)
    if run:
        yield run


def _measured(
    text: str, run: list[Span], count_tokens: Callable[[Sequence[str]], list[int]], budget: int
) -> list[list[_Sentence]]:
    """Sentences by paragraph, those that are too long for one passage cut between words."""
    paragraphs = [sentences(text, span.start, span.end) for span in run]
    flat = [piece for paragraph in paragraphs for piece in paragraph]
    counts = iter(count_tokens([text[a:b] for a, b in flat]) if flat else [])
    measured: list[list[_Sentence]] = []
    for paragraph in paragraphs:
        whole: list[_Sentence] = []
        for start, end in paragraph:
            tokens = next(counts)
            if tokens <= budget and end - start <= MAX_CHARACTERS:
                whole.append((start, end, tokens))
            else:
                whole += _cut(text, start, end, count_tokens, budget)
        if whole:
            measured.append(whole)
    return measured


def _cut(
    text: str, start: int, end: int, count_tokens: Callable[[Sequence[str]], list[int]], budget: int
) -> Iterator[_Sentence]:
    """Halve ``[start, end)`` at the space nearest its middle until each part fits; without a space, anywhere."""
    tokens = count_tokens([text[start:end]])[0]
    if end - start <= MAX_CHARACTERS and (tokens <= budget or end - start < 2):
        if start < end:
            yield start, end, tokens
        return
    middle = (start + end) // 2
    left = max(text.rfind(" ", start + 1, middle), text.rfind("\n", start + 1, middle))
    cut = left if left > start + (end - start) // 4 else middle
    for part in ((start, cut), (cut, end)):
        yield from _cut(text, *trimmed(text, *part), count_tokens, budget)


def _pack(paragraphs: list[list[_Sentence]], budget: int) -> Iterator[tuple[int, int]]:
    """Fill passages, closing at a paragraph's end where one is near; the last one reaches back so that it has context, too."""
    flat = [sentence for paragraph in paragraphs for sentence in paragraph]
    closes = set(accumulate(len(paragraph) for paragraph in paragraphs))

    def fits(first: int, beyond: int) -> bool:
        part = flat[first:beyond]
        return part[-1][1] - part[0][0] <= MAX_CHARACTERS and sum(tokens for *_, tokens in part) <= budget

    first = previous = 0
    while first < len(flat):
        beyond = first + 1
        while beyond < len(flat) and fits(first, beyond + 1):
            beyond += 1
        if beyond == len(flat):
            middle = (previous + first + 1) // 2
            while first > middle and fits(first - 1, beyond):
                first -= 1
        else:
            full = flat[beyond - 1][1] - flat[first][0]
            near = (
                n for n in range(beyond, first, -1) if n in closes and flat[n - 1][1] - flat[first][0] >= _NEARLY * full
            )
            beyond = next(near, beyond)
        yield flat[first][0], flat[beyond - 1][1]
        previous, first = first, beyond
