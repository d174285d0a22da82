"""Several stores searched as one: a Discord server's own beside those that all share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from index.name_joints import is_pair
from index.search.searcher import ArticleLookup, Stores, VectorSearch, WordSearch
from index.store import Store, StoreError
from index.types import Filters, Found, Passage, StoredArticle, Vectors

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FederatedStores:
    """Stores in order of precedence: an article that several hold is the first one's, and so are its passages.

    Satisfies ``index.search.searcher.Stores``. It only ever reads the stores that it was made of.
    """

    stores: Sequence[Stores]

    @property
    def words(self) -> WordSearch:
        return _FederatedWords([store.words for store in self.stores])

    @property
    def vectors(self) -> VectorSearch:
        return _FederatedVectors([store.vectors for store in self.stores])

    @property
    def catalogue(self) -> ArticleLookup:
        return _FederatedCatalogue([store.catalogue for store in self.stores])


@dataclass(frozen=True, slots=True)
class WordsOnly:
    """A store whose vectors cannot be used now: another process writes them, or another model made them."""

    words: WordSearch
    catalogue: ArticleLookup

    @property
    def vectors(self) -> VectorSearch:
        return _NoVectors()


def usable(store: Store) -> Stores:
    """The store, without its vectors where another model made them."""
    other = store.other_embedder()
    if other is None:
        return store
    _log.warning("searching %s by words alone: %s", store.path, other)
    return WordsOnly(store.words, store.catalogue)


@dataclass(frozen=True, slots=True)
class _FederatedWords:
    parts: Sequence[WordSearch]

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        """BM25 scores depend on the corpus that they come from: only ranks can be compared."""
        return _first([part.search(question, limit, filters) for part in self.parts], limit, _by_rank)

    def suggest(self, words: Sequence[str]) -> Mapping[str, str]:
        """A word is mistyped where no store holds it: each store's suggestions for what those before it lack. Of two words in one only
        those know how they are joined that have them.
        """
        pairs = [word for word in words if is_pair(word)]
        joined = (
            {pair: meant for part in reversed(self.parts) for pair, meant in part.suggest(pairs).items()}
            if pairs
            else {}
        )
        found: dict[str, str] = {}
        unknown = [word for word in words if word not in pairs]
        for part in self.parts:
            suggested = part.suggest(unknown)
            found = {word: suggested[word] for word in unknown if word in suggested} | {
                word: meant for word, meant in found.items() if word in suggested
            }
            unknown = list(found)
        return joined | found


@dataclass(frozen=True, slots=True)
class _FederatedVectors:
    parts: Sequence[VectorSearch]

    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        """Cosines by one model mean the same in every store: the lists merge as if it were one."""
        lists: list[list[Found]] = []
        for part in self.parts:
            try:
                lists.append(part.search(vectors, limit, filters))
            except StoreError as error:
                _log.warning("searching by words alone: %s", error)
        return _first(lists, limit, _by_score)


class _NoVectors:
    def search(self, vectors: Vectors, limit: int, filters: Filters) -> list[Found]:
        return []


@dataclass(frozen=True, slots=True)
class _FederatedCatalogue:
    parts: Sequence[ArticleLookup]

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages of the first store that has the article: offsets never meet another store's text of it."""
        found: dict[str, Passage] = {}
        for number, part in enumerate(self.parts):
            fresh = {key: item for key, item in part.passages(ids).items() if key not in found}
            hidden: set[str] = set()
            for earlier in self.parts[:number]:
                hidden |= earlier.articles(list({item.article_id for item in fresh.values()})).keys()
            found |= {key: item for key, item in fresh.items() if item.article_id not in hidden}
        return found

    def waiting(self, ids: Sequence[str]) -> set[str]:
        return set().union(*(part.waiting(ids) for part in self.parts))

    def articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        found: dict[str, StoredArticle] = {}
        for part in self.parts:
            missing = [key for key in ids if key not in found]
            found |= part.articles(missing) if missing else {}
        return found

    def article(self, name: str) -> StoredArticle | None:
        """The first store's."""
        return next((found for part in self.parts if (found := part.article(name))), None)

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """Those of the first store that has each article."""
        found: list[Passage] = []
        missing = list(article_ids)
        for part in self.parts:
            own = part.passages_of(missing)
            found += own
            missing = [key for key in missing if key not in {passage.article_id for passage in own}]
        return found

    def days(self) -> tuple[int | None, int | None]:
        """The first and the last day of all."""
        found = [part.days() for part in self.parts]
        first = min((day for day, _ in found if day), default=None)
        return first, max((day for _, day in found if day), default=None)


def _first(
    lists: Sequence[list[Found]], limit: int, order: Callable[[Sequence[list[Found]]], Iterator[Found]]
) -> list[Found]:
    """The first ``limit`` of ``lists`` put in one order, each passage once."""
    found: dict[str, Found] = {}
    for item in order(lists):
        found.setdefault(item.passage_id, item)
    return list(found.values())[:limit]


def _by_rank(lists: Sequence[list[Found]]) -> Iterator[Found]:
    return (item for item in chain.from_iterable(zip_longest(*lists)) if item is not None)


def _by_score(lists: Sequence[list[Found]]) -> Iterator[Found]:
    return iter(sorted(chain.from_iterable(lists), key=lambda item: -item.score))
