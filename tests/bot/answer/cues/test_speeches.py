"""Who speaks in an article, from one paragraph to the next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.cues.speeches import gives_words, is_quoted, names_of, speeches
from index.extract.textdump import read_textdump
from index.types import StoredArticle
from tests.support.search import article

AASEN = "Liv Aasen"


def words_of(speaker: str, *paragraphs: str) -> list[str]:
    stored = article("a", "\n\n".join(paragraphs)).article
    return [speech.window.text for speech in speeches(stored, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "“We will rebuild the bridge,” Liv Aasen said.",
        "Liv Aasen told reporters that the bridge would be rebuilt.",
        "“We will rebuild it,” said Liv Aasen, the mayor.",
        "“We will rebuild it,” said Mayor Liv Aasen on Monday.",
        "Liv Aasen, the mayor of Norrvik, said that it would be rebuilt.",
        "According to Liv Aasen, the bridge will be rebuilt.",
        "Mayor Liv Aasen warned that the dam might burst.",
        "Liv Aasen opened the bridge on Monday. “It is a good day,” she said.",
        "Liv Aasen, a 52-year-old ferry captain who has sat in the council of Norrvik since May, mourned the bridge in a statement.",
    ],
)
def test_words_beside_the_speaker_s_name_are_the_speaker_s(text: str) -> None:
    assert words_of(AASEN, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "“We will rebuild the bridge,” Tor Holt said of Liv Aasen’s plan.",
        "Holt told reporters that Liv Aasen would rebuild the bridge.",
        "“Liv Aasen should resign over the bridge,” said the union’s chair, Tor Holt.",
        "“Liv Aasen said she would go,” Tor Holt recalled.",
        "Tor Holt said the bridge was Liv Aasen’s idea.",
        "“The bridge is a disgrace,” Holt wrote to Liv Aasen.",
        "Holt said that Liv Aasen had known of the leak.",
        "The police said Liv Aasen has been arrested.",
        "Liv Aasen, according to the police, is held in Korling.",
        "Liv Aasen’s lawyer said that she would appeal.",
        "The Liv Aasen campaign said that it would appeal.",
        "Liv Aasen was told to leave.",
        "“It is a disgrace,” said Tor Holt, a Liv Aasen supporter.",
        "Tor Holt, the chair, said former mayor Liv Aasen repeatedly praised the bridge.",
        "He said that Liv Aasen’s office had “called the diver back”.",
        "It rained on Liv Aasen.",
    ],
)
def test_words_about_the_speaker_are_not_the_speaker_s(text: str) -> None:
    assert words_of(AASEN, text) == []


def test_a_speech_goes_on_in_the_paragraphs_after() -> None:
    first = "Liv Aasen told the council that the bridge would be rebuilt."
    then = "“It will take a year,” she told the council on Monday."
    last = "“It will not be cheap.”"
    assert words_of(AASEN, first, then, last) == [first, then, last]


def test_a_sentence_that_introduces_a_quotation_stands_with_it() -> None:
    stored = article(
        "a", "Mayor Liv Aasen tweeted on Monday:\n\n“I will not pay for this. They should pay me.”"
    ).article
    announcing, told = speeches(stored, AASEN)
    assert announcing.only_announces
    assert told.announcement == announcing.window


def test_who_weighed_in_speaks_in_the_paragraph_after() -> None:
    weighed = "After the council had shut the bridge, Mayor Liv Aasen weighed in."
    stored = article("a", f"{weighed}\n\n“The bridge was safe. Today they shut out half of the town.”").article
    announcing, told = speeches(stored, AASEN)
    assert announcing.only_announces
    assert told.is_direct


def test_a_message_speaks_for_who_wrote_it() -> None:
    wrote = "Liv Aasen posted a letter on Monday."
    read = "“I am still the mayor, and I will not resign,” a part of the message reads."
    assert words_of(AASEN, wrote, read) == [wrote, read]


@pytest.mark.parametrize(
    "after",
    [
        "“It will take a year,” Holt said. “She agrees,” he said.",
        "“It will take a year,” said the union.",
        "The union disagrees.",
        "He said it would take a year.",
    ],
)
def test_nobody_else_goes_on_with_it(after: str) -> None:
    first = "Liv Aasen told the council that the bridge would be rebuilt."
    assert words_of(AASEN, first, after) == [first]


def test_another_of_the_same_last_name_is_another() -> None:
    assert words_of("Stephen King", "“I have a dream,” Martin Luther King said.") == []


@pytest.mark.parametrize(
    ("speaker", "text", "names"),
    [
        ("liv aasen", "Liv Aasen opened it.", ("aasen",)),
        ("liv", "Liv Aasen opened it. Nobody but Liv Aasen spoke.", ("liv", "Aasen")),
        ("aasen", "Liv Aasen Bridge was opened. Liv Aasen spoke.", ("aasen",)),
        ("the governor", "Gov. Tor B. Holt spoke.", ("governor", "gov", "Holt")),
        ("stephen king", "Stephen King met King Harald.", ("king",)),
        ("aldis", "Aldis’s crew spoke.", ("aldis",)),
        ("holts", "Holt’s has closed. The shop is Holt’s own.", ("Holt’s",)),
    ],
)
def test_a_speaker_is_called_by_the_last_name(speaker: str, text: str, names: tuple[str, ...]) -> None:
    assert names_of(speaker, text) == names


def test_a_shop_is_typed_without_its_apostrophe() -> None:
    text = "Holt’s said on Monday that it would close."
    assert words_of("holts", text) == [text]


def test_words_are_told_from_what_nobody_says() -> None:
    assert gives_words("The bridge is a disgrace, the union said.")
    assert not gives_words("The bridge, which “opened” on Monday, is closed.")
    assert is_quoted("“It will not be cheap,” she said.")
    assert not is_quoted("The bridge “opened” on Monday.")


@given(st.text(max_size=120), st.text(max_size=30))
def test_any_text_is_read(text: str, name: str) -> None:
    stored = article("a", text or "x").article
    assert all(0 < speech.sure <= 1 for speech in speeches(stored, name))


def test_turns_are_their_speaker_s() -> None:
    stored = interview("HERALD: Will it fall?", "AASEN: It will not.", "HERALD: Who pays?", "AASEN: The county pays.")
    assert [speech.window.text for speech in speeches(stored, AASEN)] == ["It will not.", "The county pays."]


def test_the_answers_of_an_interview_are_whom_its_introduction_names() -> None:
    turns = ("Q: Will it fall?", "A: It will not, says Holt.", "Q: Who pays for it?", "A: The county pays all of it.")
    said = [speech.window.text for speech in speeches(interview(*turns), AASEN)]
    assert said == ["It will not, says Holt.", "The county pays all of it."]
    assert "The county pays all of it." not in [
        speech.window.text for speech in speeches(interview(*turns), "Tor Holt")
    ]


def interview(*turns: str) -> StoredArticle:
    text = "\n\n".join(("The bridge", "We met Liv Aasen, the mayor, on Friday.", *turns))
    found = read_textdump(text, "page.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    return StoredArticle(found.id, 1, found)


def test_the_last_name_alone_is_of_whom_the_article_is_about() -> None:
    told = "Liv Aasen, no relation of Jon Aasen, opened the bridge."
    said = "“I had to explain it at school,” Aasen said."
    assert words_of("jon aasen", told, said) == []
    assert words_of("liv aasen", told, said) == [said]
