"""Article -> passages: whole sentences, never cut off unseen by the model, with exact offsets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from index.model import Article, Passage, Span, digest
from index.sentences import sentences, trimmed

MAX_CHARACTERS = 1000
_USUAL_CHARACTERS = 950
_RESERVED_TOKENS = 8

_Sentence = tuple[int, int, int]
"""Start, end, tokens."""


def split(article: Article, count_tokens: Callable[[Sequence[str]], list[int]], max_tokens: int) -> list[Passage]:
    """Cut the article's body into passages of at most 1,000 characters and ``max_tokens`` tokens.

    Passages are filled evenly within each run of body text, so that no article ends in a scrap without context. They never
    reach over anything that is not body.
    """
    lead = preamble(article)
    budget = max(16, max_tokens - _RESERVED_TOKENS - (count_tokens([lead])[0] if lead else 0))
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    for run in _runs(article):
        for start, end in _pack(_measured(article.text, run, count_tokens, budget), budget):
            embedded = f"{lead}\n{article.text[start:end]}" if lead else article.text[start:end]
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
    """Body spans with nothing but white space between them."""
    run: list[Span] = []
    for span in article.body:
        if run and article.text[run[-1].end : span.start].strip():
            yield run
            run = []
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
    """Fill passages up to an even share of the run, closing at a paragraph's end where one is near."""
    flat = [(sentence, i == len(p) - 1) for p in paragraphs for i, sentence in enumerate(p)]
    if not flat:
        return
    stop = flat[-1][0][1]
    start = end = flat[0][0][0]
    used = 0
    share = _even_share(stop - start)
    for (left, right, tokens), closes_paragraph in flat:
        if end > start and (right - start > MAX_CHARACTERS or used + tokens > budget):
            yield start, end
            start, used, share = left, 0, _even_share(stop - left)
        elif end == start:
            start = left
        end, used = right, used + tokens
        if closes_paragraph and 0.95 * share <= end - start and end < stop and share > MAX_CHARACTERS / 2:
            yield start, end
            start, used, share = end, 0, _even_share(stop - end)
    if end > start:
        yield start, end


def _even_share(characters: int) -> float:
    """Length of each passage where ``characters`` are shared evenly among as few as will hold them."""
    return characters / max(1, -(-characters // _USUAL_CHARACTERS))
