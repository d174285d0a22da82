"""Writing to the catalogue: each method is one transaction, or part of the caller's."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, text

from index.store import Store
from index.store.catalogue import article_data, chunks, day_of, encode, pack, pairs, text_hash, with_ids
from index.types import Article, Embedder, Passage, Vectors, digest
from index.unicode import encodable


def write_article(
    connection: Connection, article: Article, version: int, *, file: str, raw: str | None, now: str
) -> None:
    """Insert an article or give it a new version, which goes live with its passages."""
    values = {
        "id": article.id,
        "key": encodable(article.key),
        "version": version,
        "file": file,
        "content_hash": article.content_hash,
        "text_hash": text_hash(article),
        "outlet": encodable(article.outlet.casefold()),
        "name": encodable(article.outlet),
        "kind": article.kind,
        "day": day_of(article),
        "data": article_data(article),
        "text": pack(article.text),
        "raw": raw,
        "now": now,
    }
    connection.execute(
        text(
            "INSERT INTO articles (id, key, version, live, file, content_hash, text_hash, outlet, outlet_name, kind, day, "
            "furniture, stale) VALUES (:id, :key, :version, 0, :file, :content_hash, :text_hash, :outlet, :name, :kind, :day, "
            "'[]', 1) ON CONFLICT (id) DO UPDATE SET version = :version, file = :file, content_hash = :content_hash, "
            "text_hash = :text_hash, outlet = :outlet, outlet_name = :name, kind = :kind, day = :day, stale = 1"
        ),
        values,
    )
    connection.execute(
        text(
            "INSERT INTO versions (article_id, number, data, raw, text, created_at) "
            "VALUES (:id, :version, :data, :raw, :text, :now)"
        ),
        values,
    )


def set_live(connection: Connection, article_id: str, version: int, furniture: str) -> None:
    """Show this version to readers; its passages are written in the same transaction."""
    connection.execute(
        text("UPDATE articles SET live = :version, furniture = :furniture, stale = version != :version WHERE id = :id"),
        {"id": article_id, "version": version, "furniture": furniture},
    )


def recall_abandoned(connection: Connection) -> None:
    """Have files read again that tell of an article which is no longer told by the file that its text is from.

    What they say may differ from that text (one address told differently), or be the same under an address of their own.
    """
    connection.execute(
        text(
            "UPDATE files SET done = 0 WHERE path IN (SELECT d.file FROM addresses d JOIN articles a ON a.id = d.article_id "
            "WHERE NOT EXISTS (SELECT 1 FROM addresses o WHERE o.article_id = a.id AND o.file = a.file AND o.key = a.key))"
        )
    )


def recall_copies(connection: Connection, article_id: str) -> list[str]:
    """Have files read again that hold the article's former text under another address; returns them."""
    of_copies = (
        "SELECT d.file FROM addresses d JOIN articles a ON a.id = d.article_id WHERE a.id = :id AND d.key != a.key"
    )
    files = [row[0] for row in connection.execute(text(of_copies), {"id": article_id})]
    connection.execute(text(f"UPDATE files SET done = 0 WHERE path IN ({of_copies})"), {"id": article_id})
    return files


def drop_unused(connection: Connection, fingerprint: str) -> None:
    """Forget inputs that neither a file nor a version refers to, and this model's vectors of texts that no passage has any more."""
    connection.execute(
        text(
            "DELETE FROM raws WHERE sha256 NOT IN (SELECT sha256 FROM files) "
            "AND sha256 NOT IN (SELECT raw FROM versions WHERE raw IS NOT NULL)"
        )
    )
    connection.execute(
        text("DELETE FROM embeddings WHERE fingerprint = :f AND text_hash NOT IN (SELECT text_hash FROM passages)"),
        {"f": fingerprint},
    )


def write_passages(connection: Connection, store: Store, article: Article, passages: Sequence[Passage]) -> None:
    """Make these the article's passages: those with the same id move, the others come and go."""
    rows = connection.execute(text("SELECT id, number FROM passages WHERE article_id = :id"), {"id": article.id})
    old = pairs(rows)
    kept = {passage.id for passage in passages} & old.keys()
    drop_passages(connection, store, {key: number for key, number in old.items() if key not in kept})
    fresh = [passage for passage in passages if passage.id not in kept]
    for passage in passages:
        values = {"id": passage.id, "start": passage.start, "end": passage.end}
        if passage.id in kept:
            # The outlet and the day may have changed with the version: Chroma gets them again.
            statement = 'UPDATE passages SET start = :start, "end" = :end, in_vectors = 0 WHERE id = :id'
            connection.execute(text(statement), values)
    for passage in fresh:
        number = connection.execute(
            text(
                'INSERT INTO passages (id, article_id, start, "end", lead, text_hash, in_vectors) '
                "VALUES (:id, :article, :start, :end, :lead, :hash, 0) RETURNING number"
            ),
            {
                "id": passage.id,
                "article": article.id,
                "start": passage.start,
                "end": passage.end,
                "lead": encode(passage.lead),
                "hash": digest(passage.embedded),
            },
        ).scalar_one()
        store.words.add(connection, [(number, passage.lead, passage.quotable)])
    if fresh:
        connection.execute(
            text("DELETE FROM tombstones WHERE passage_id = :id"), [{"id": passage.id} for passage in fresh]
        )


def drop_passages(connection: Connection, store: Store, numbers: dict[str, int]) -> None:
    """Take passages (id -> number) out of the catalogue and the words, and leave a tombstone for the vectors."""
    if not numbers:
        return
    store.words.remove(connection, list(numbers.values()))
    values = [{"id": key} for key in numbers]
    connection.execute(text("DELETE FROM passages WHERE id = :id"), values)
    connection.execute(text("INSERT OR IGNORE INTO tombstones VALUES (:id)"), values)


def drop_articles(connection: Connection, store: Store, ids: Sequence[str]) -> None:
    """Remove articles with everything that hangs on them."""
    for chunk in chunks(ids):
        statement = with_ids("SELECT id, number FROM passages WHERE article_id IN :ids")
        rows = connection.execute(statement, {"ids": chunk})
        drop_passages(connection, store, pairs(rows))
        connection.execute(text("DELETE FROM articles WHERE id = :id"), [{"id": key} for key in chunk])


def orphans(connection: Connection) -> list[str]:
    """Articles that no file gives any more."""
    statement = "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM addresses)"
    return [row[0] for row in connection.execute(text(statement))]


def missing_embeddings(connection: Connection, fingerprint: str, hashes: Sequence[str]) -> set[str]:
    """Those of ``hashes`` whose text was never embedded by this model."""
    missing = set(hashes)
    statement = with_ids("SELECT text_hash FROM embeddings WHERE fingerprint = :f AND text_hash IN :ids")
    for chunk in chunks(list(missing)):
        found = connection.execute(statement, {"f": fingerprint, "ids": chunk})
        missing -= {row[0] for row in found}
    return missing


def write_embeddings(connection: Connection, fingerprint: str, hashes: Sequence[str], vectors: Vectors) -> None:
    if hashes:
        connection.execute(
            text("INSERT OR REPLACE INTO embeddings VALUES (:hash, :fingerprint, :vector)"),
            [
                {"hash": key, "fingerprint": fingerprint, "vector": row.astype(np.float16).tobytes()}
                for key, row in zip(hashes, vectors, strict=True)
            ],
        )


def sync_vectors(store: Store, batch: int = 2000) -> None:
    """Bring Chroma up to the catalogue. Safe to be cut off anywhere: what is not marked is done again."""
    engine = store.catalogue.engine
    with engine.connect() as connection:
        dead = [row[0] for row in connection.execute(text("SELECT passage_id FROM tombstones"))]
    if dead:
        store.vectors.delete(dead)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM tombstones WHERE passage_id = :id"), [{"id": key} for key in dead])
    pending = text(
        "SELECT p.id, p.article_id, a.outlet, a.day, a.kind, e.vector FROM passages p "
        "JOIN articles a ON a.id = p.article_id "
        "JOIN embeddings e ON e.text_hash = p.text_hash AND e.fingerprint = :f WHERE p.in_vectors = 0 LIMIT :n"
    )
    while True:
        with engine.connect() as connection:
            rows = connection.execute(pending, {"f": store.fingerprint, "n": batch}).all()
        if not rows:
            return
        vectors = np.stack([np.frombuffer(row[5], dtype=np.float16) for row in rows]).astype(np.float32)
        metadata = [{"article_id": row[1], "outlet": row[2], "day": row[3] or 0, "kind": row[4]} for row in rows]
        store.vectors.upsert([row[0] for row in rows], vectors, metadata)
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE passages SET in_vectors = 1 WHERE id = :id"), [{"id": row[0]} for row in rows]
            )


def reconcile_vectors(store: Store) -> None:
    """Compare Chroma with the catalogue where their counts differ: a lost folder or a power cut leaves marks that lie."""
    engine = store.catalogue.engine
    with engine.connect() as connection:
        marked = {row[0] for row in connection.execute(text("SELECT id FROM passages WHERE in_vectors = 1"))}
        if store.vectors.count() == len(marked):
            return
        known = {row[0] for row in connection.execute(text("SELECT id FROM passages"))}
    actual = set(store.vectors.ids())
    if extra := sorted(actual - known):
        store.vectors.delete(extra)
    if lost := sorted(marked - actual):
        with engine.begin() as connection:
            connection.execute(text("UPDATE passages SET in_vectors = 0 WHERE id = :id"), [{"id": key} for key in lost])


def embed_missing(store: Store, embedder: Embedder, batch: int = 64) -> int:
    """Embed passages that wait for Chroma and have no vector by this model; returns how many texts that were."""
    waiting = text(
        "SELECT id FROM passages p WHERE in_vectors = 0 AND NOT EXISTS "
        "(SELECT 1 FROM embeddings e WHERE e.text_hash = p.text_hash AND e.fingerprint = :f)"
    )
    with store.catalogue.engine.connect() as connection:
        ids = [row[0] for row in connection.execute(waiting, {"f": embedder.fingerprint})]
    embedded = 0
    for chunk in chunks(ids, batch):
        texts = {digest(item.embedded): item.embedded for item in store.catalogue.passages(chunk).values()}
        vectors = embedder.embed_passages([encodable(item) for item in texts.values()])
        with store.catalogue.engine.begin() as connection:
            write_embeddings(connection, embedder.fingerprint, list(texts), vectors)
        embedded += len(texts)
    return embedded


def set_meta(connection: Connection, name: str, value: str) -> None:
    connection.execute(text("INSERT OR REPLACE INTO meta VALUES (:n, :v)"), {"n": name, "v": value})


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
