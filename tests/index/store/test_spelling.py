"""What people mistype, spelled as the corpus spells it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.pipeline.reindex import reindex
from index.stemming import stem
from index.store import open_store
from index.store.sounding import sound_of
from index.store.spelling import beginnings, best_spelling, near, near_short, one_slip, sounding_alike, suggestions
from index.store.words import Words
from tests.support import fakes

NEWS = (
    "Zelenskyy met the mayor of Norrvik, Liv Aasen, beside the harbour on Monday.",
    "The lighthouse keeper, Torbjorn Holtermann, warned of an avalanche near Korlingstad.",
    "Parliament will vote on the pension reform, the minister said, after the agreement.",
    "Þórunn Strøm and Siobhán Dálaigh spoke of the storm.",
    "Seán Ó Catháin sold the boat to Jean-Luc Moreau, Fatima al-Sayed and Rory O'Carragher.",
    "Talks between Norland-Sudland officials failed. Norland left, Sudland stayed.",
)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("spelling")
    (folder / "news.jsonl").write_text("\n".join(fakes.record(f"Report {n}", text) for n, text in enumerate(NEWS)))
    embedder = fakes.HashEmbedder()
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(folder / "data", embedder.fingerprint, exclusive=True) as store,
    ):
        patch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
        reindex(store, embedder, [folder / "news.jsonl"], now=datetime(2024, 1, 1, tzinfo=UTC))
        yield store.words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zelensky", "Zelenskyy"),
        ("Zelenksyy", "Zelenskyy"),
        ("norvik", "Norrvik"),
        ("lighthuose", "lighthouse"),
        ("holterman", "Holtermann"),
        ("avalanhce", "avalanche"),
        ("parliment", "Parliament"),
        ("pensoin", "pension"),
        ("agreemnet", "agreement"),
        ("livaasen", "Liv Aasen"),
        ("lighthousekeeper", "lighthouse keeper"),
        ("zelinskie", "Zelenskyy"),
        ("haltermin", "Holtermann"),
        ("jean luc", "Jean-Luc"),
        ("Jean Luc", "Jean-Luc"),
        ("al sayed", "al-Sayed"),
        ("alsayed", "al-Sayed"),
        ("ocarragher", "O'Carragher"),
        ("o carragher", "O'Carragher"),
        ("ocathain", "Ó Catháin"),
        ("o'cathain", "Ó Catháin"),
    ],
)
def test_a_misprint_is_read_as_the_corpus_writes_it(words: Words, typed: str, meant: str) -> None:
    assert words.suggest([typed]) == {typed: meant}


@pytest.mark.parametrize("typed", ["qwertzuiop", "xy", "helicopter", "", "§", "1234567"])
def test_what_resembles_nothing_is_left_alone(words: Words, typed: str) -> None:
    assert words.suggest([typed]) == {}


def test_a_word_that_the_corpus_holds_is_never_changed(words: Words) -> None:
    held = {word.strip(".,") for text in NEWS for word in text.split()}
    assert words.suggest(sorted(held)) == {}
    assert words.suggest([word.upper() for word in sorted(held)]) == {}


@pytest.mark.parametrize(
    ("typed", "written"), [("strom", "Strøm"), ("thorunn", "Þórunn"), ("dalaigh", "Dálaigh"), ("Siobhan", "Siobhán")]
)
def test_names_are_found_without_the_marks_of_their_letters(words: Words, typed: str, written: str) -> None:
    assert words.suggest([typed]) == {typed: written}
    assert words.suggest([written]) == {}


def test_a_rare_name_is_no_misprint_of_a_common_word() -> None:
    texts = {
        "eichner": ["Ada Eichner sang.", "Then Eichner left."],
        "either": ["Nor either of them."] * 80,
        "morning": [],
        "mornin": [],
    }
    counts = {term: len(those) for term, those in texts.items()}

    def meant(word: str, held: list[str], known: dict[str, int]) -> dict[str, str]:
        return suggestions(
            [word], lambda *_: held, lambda term, _: texts.get(term, []), lambda _: list(known.items()), lambda *_: []
        )

    assert meant("eichner", texts["eichner"], counts) == {}
    assert near("eichner", list(counts.items())) == {}
    texts["eithar"] = ["Nor eithar of them."]
    assert meant("eithar", texts["eithar"], counts | {"eithar": 1}) == {"eithar": "either"}
    assert meant("eithar", ["Bo Eithar sang."], counts | {"eithar": 1}) == {}


@given(
    st.text("abcdefg", min_size=1, max_size=9),
    st.dictionaries(st.text("abcdefg", min_size=3, max_size=9), st.integers(1, 99)),
)
def test_what_is_near_differs_and_is_known(root: str, known: dict[str, int]) -> None:
    found = near(root, list(known.items()))
    assert root not in found
    assert all(known[term] == count for term, count in found.items())
    assert all(abs(len(term) - len(root)) <= 2 for term in found)


@given(
    st.text("abc", min_size=1, max_size=7),
    st.dictionaries(st.text("abc", min_size=3, max_size=7), st.integers(1, 99), max_size=8),
)
def test_what_is_near_has_one_of_the_beginnings(root: str, known: dict[str, int]) -> None:
    having = [item for item in known.items() if item[0].startswith(tuple(beginnings(root)))]
    assert near(root, having) == near(root, list(known.items()))


@given(st.text("abcdefg", min_size=4, max_size=9), st.text("abcdefg .", max_size=60))
def test_a_suggestion_stands_in_the_corpus(typed: str, text: str) -> None:
    meant = best_spelling(
        typed, {stem(word): [text] for word in text.split()[:3]}, dict.fromkeys(map(stem, text.split()), 1)
    )
    assert meant == "" or meant in text or stem(meant) in map(stem, text.split())
    assert meant.casefold() != typed


def test_of_a_short_word_two_exchanged_letters_or_a_left_out_one_are_forgiven() -> None:
    known = [("bird", 9), ("brick", 9), ("breed", 40), ("brim", 1)]
    assert near_short("brid", "brid", known) == {"bird": 9}
    assert near_short("larr", "larr", [("larry", 7), ("lars", 7)]) == {"larry": 7}
    assert near_short("Brid", "brid", known) == {}
    assert near_short("brid", "brid", [("bird", 2)]) == {}


def test_what_is_typed_by_ear_sounds_alike() -> None:
    known = [("ayahuasca", 2), ("humphrey", 3), ("award", 99), ("humber", 9)]
    assert sounding_alike("ayawaska", known) == {"ayahuasca": 2}
    assert sounding_alike("humfrei", known) == {"humphrey": 3}
    assert sounding_alike("abcd", known) == {}


def test_a_slip_within_an_ending_is_one_slip() -> None:
    known = [("write", 4), ("writ", 9), ("wring", 2), ("step", 5)]
    assert one_slip("writnig", known) == {"write": 4}
    assert one_slip("setps", known) == {"step": 5}
    assert one_slip("abc", [("ab", 5)]) == {}


def test_of_near_words_the_one_that_sounds_as_it_is_typed_is_meant() -> None:
    texts = {"tweet": ["She tweeted it."], "treat": ["They treated him."]}
    assert best_spelling("treeted", texts, {"tweet": 30, "treat": 3}) == "treated"
    assert sound_of("snales") == sound_of("snails")


def test_a_word_is_seen_though_many_others_begin_with_it(tmp_path: Path) -> None:
    others = [f"The county of Nor{'a' * number} is in the countryside." for number in range(14)]
    (tmp_path / "news.jsonl").write_text(
        "\n".join(fakes.record(f"Report {n}", text) for n, text in enumerate([*others, "The count took days."]))
    )
    embedder = fakes.HashEmbedder()
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(tmp_path / "data", embedder.fingerprint, exclusive=True) as store,
    ):
        patch.setattr("index.pipeline.reading.Workers", fakes.InProcess)
        reindex(store, embedder, [tmp_path / "news.jsonl"], now=datetime(2024, 1, 1, tzinfo=UTC))
        assert store.words.suggest(["cuont"]) == {"cuont": "count"}


def test_of_equally_near_words_the_one_that_ends_alike_is_meant() -> None:
    texts = {"patricia": ["Patricia spoke"], "patrick": ["Patrick spoke"]}
    assert best_spelling("patrica", texts, {"patricia": 1, "patrick": 50}) == "Patricia"


def test_what_has_another_form_in_the_corpus_keeps_its_own() -> None:
    texts = {"execut": ["The executive resigned."]}
    assert best_spelling("excecute", texts, {"execut": 4}) == "execute"
    assert best_spelling("excecutive", texts, {"execut": 4}) == "executive"
    assert best_spelling("summarise", {"summari": ["A summary."]}, {"summari": 4}) != "summarie"
