"""An article is found by whatever a citation calls it."""

from __future__ import annotations

from pathlib import Path

from index.pipeline.reindex import reindex
from index.store import open_store
from tests.support.fakes import NOW, HashEmbedder

SAMPLES = Path(__file__).parents[3] / "index/samples"


def test_a_page_s_path_is_the_article_s_and_not_its_teasers(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    page = SAMPLES / "000_2474900130117204.txt"
    with open_store(tmp_path / "data", embedder.fingerprint, exclusive=True) as store:
        reindex(store, embedder, [page], now=NOW)
        found = store.catalogue.article(str(page))
        assert found and found.article.kind == "article"
        assert store.catalogue.article(found.id[:6]) == store.catalogue.article(found.id) == found
        assert store.catalogue.stats().teasers > 3
