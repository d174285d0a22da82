"""Messages that are no questions in English: other languages, small talk, addresses, misprints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.addresses import address_in
from bot.answer.understand.intents import Intent
from bot.answer.understand.language import LANGUAGES, foreign_language, notice
from bot.answer.understand.request import understand
from bot.answer.understand.small_talk import small_talk

SENTENCES = {
    "ar": "من أغرق العبارة في الميناء؟",
    "cs": "Kdo potopil trajekt v přístavu a proč se to stalo?",
    "da": "Hvem sænkede færgen i havnen, og hvorfor skete det?",
    "de": "Wer hat die Fähre im Hafen versenkt und warum?",
    "el": "Ποιος βύθισε το πλοίο στο λιμάνι;",
    "es": "¿Quién hundió el transbordador en el puerto y por qué?",
    "fa": "چه کسی کشتی را در بندر غرق کرد؟",
    "fi": "Kuka upotti lautan satamassa ja miksi se tapahtui?",
    "fr": "Qui a coulé le ferry dans le port et pourquoi ?",
    "he": "מי הטביע את המעבורת בנמל?",
    "hi": "बंदरगाह में नौका किसने डुबोई?",
    "id": "Siapa yang menenggelamkan kapal feri di pelabuhan itu?",
    "it": "Chi ha affondato il traghetto nel porto e perché?",
    "ja": "誰がフェリーを沈めましたか？",
    "ko": "누가 항구에서 배를 가라앉혔습니까?",
    "nl": "Wie heeft de veerboot in de haven laten zinken en waarom?",
    "no": "Hvem senket fergen i havnen, og hvorfor skjedde det?",
    "pl": "Kto zatopił prom w porcie i dlaczego to zrobił?",
    "pt": "Quem afundou a balsa no porto e por que isso aconteceu?",
    "ru": "Кто потопил паром в порту?",
    "sv": "Vem sänkte färjan i hamnen och varför hände det?",
    "th": "ใครจมเรือเฟอร์รี่ในท่าเรือ",
    "tr": "Limandaki feribotu kim batırdı ve neden?",
    "uk": "Хто потопив пором у порту і чому?",
    "zh": "谁在港口弄沉了渡轮？",
}


def test_every_language_has_a_sentence() -> None:
    assert {"en", *SENTENCES} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "question"), SENTENCES.items())
def test_another_language_is_told_and_answered_in(language: str, question: str) -> None:
    assert foreign_language(question) == language
    assert foreign_language(notice(language)) == language
    request = understand(question, (), None, lambda words: {})
    assert (request.intent, request.language) == (Intent.FOREIGN, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "wer ist Aasen"),
        ("es", "quien es aasen"),
        ("es", "¿Dónde está?"),
        ("fr", "qui est Aasen ?"),
        ("it", "chi è Aasen"),
        ("nl", "wie is Aasen"),
        ("pt", "quem é Aasen"),
        ("sv", "vem är Aasen"),
    ],
)
def test_a_short_question_is_told_by_how_it_begins(language: str, question: str) -> None:
    assert foreign_language(question) == language


@pytest.mark.parametrize(
    "question",
    [
        "who sank the ferry in norrvik",
        "dove soap recall",
        "qui gon jinn actor",
        "was hat trick scored",
        "wo is the bridge",
        "Liv Aasen resignation",
        "norrvik bridge toll",
        "ferry aldis",
        "what did Müller say",
        "Giorgia Meloni",
        "Bundestag Scholz Merz",
        "Emmanuel Macron pension reform protests",
        "",
        "1234",
    ],
)
def test_english_and_names_are_not_another_language(question: str) -> None:
    assert foreign_language(question) == ""


@pytest.mark.parametrize(
    "message", ["thanks!", "ty", "hi", "hello there", "lol ok", "good bot", "what can you do?", "bye", "👍", "help"]
)
def test_small_talk_is_replied_to(message: str) -> None:
    assert small_talk(message)
    request = understand(message, (), None, lambda words: {})
    assert (request.intent, bool(request.reply)) == (Intent.SMALL_TALK, True)


@pytest.mark.parametrize(
    "message",
    [
        "thanks, and when does the bridge open?",
        "hi, who sank the ferry",
        "what is that",
        "news on the good ship Aldis",
        "who said hello to the king",
        "great fire of korling",
    ],
)
def test_what_asks_something_is_no_small_talk(message: str) -> None:
    assert small_talk(message) == ""


@pytest.mark.parametrize(
    ("message", "address", "rest"),
    [
        ("see https://harbor.example/a/b.", "https://harbor.example/a/b", "see"),
        ("(https://harbor.example/a)", "https://harbor.example/a", "("),
        ("<https://harbor.example/a> tldr", "https://harbor.example/a", "tldr"),
        ("who sank the ferry", "", "who sank the ferry"),
    ],
)
def test_the_address_in_a_message(message: str, address: str, rest: str) -> None:
    assert address_in(message) == (address, rest)


@given(st.text(max_size=80))
def test_a_message_without_an_address_stays_whole(message: str) -> None:
    if "http" not in message.casefold():
        assert address_in(message) == ("", message)


@pytest.mark.parametrize(
    ("typed", "read", "corrected"),
    [
        ("waht happend to the ferry", "what happened to the ferry", ()),
        ("latst on the brigde", "latest on the bridge", (("brigde", "bridge"),)),
        ("who is Liv Aassen", "who is Liv Aasen", (("Aassen", "Aasen"),)),
        ("who is jean luc moreau", "who is Jean-Luc moreau", (("jean luc", "Jean-Luc"),)),
        ("who is ada jean luc", "who is ada Jean-Luc", (("jean luc", "Jean-Luc"), ("ada jean", "Ada Jean"))),
        ("what did o'dalaigh say", "what did Ó Dálaigh say", (("o'dalaigh", "Ó Dálaigh"),)),
    ],
)
def test_misprints_are_put_right_and_told(typed: str, read: str, corrected: tuple[tuple[str, str], ...]) -> None:
    spelling = {"brigde": "bridge", "Aassen": "Aasen", "jean luc": "Jean-Luc", "ada jean": "Ada Jean"}
    spelling |= {"dalaigh": "Dálaigh", "o'Dálaigh": "Ó Dálaigh"}
    request = understand(typed, (), None, lambda words: {word: spelling[word] for word in words if word in spelling})
    assert (request.question, request.corrected) == (read, corrected)


def test_only_words_that_may_be_misprints_are_looked_up() -> None:
    looked_up: list[str] = []

    def suggest(words: object) -> dict[str, str]:
        looked_up.extend(words)  # type: ignore[call-overload]
        return {}

    understand("who sank the ferry about which they asked", (), None, suggest)
    assert "ferry" in looked_up
    assert not {"who", "the", "about", "which", "they"} & set(looked_up)


@given(st.text(max_size=100))
def test_any_message_is_understood(message: str) -> None:
    request = understand(message, (), None, lambda words: {})
    assert isinstance(request.intent, Intent)
