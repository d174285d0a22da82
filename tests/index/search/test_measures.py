"""Which kind of amount a question asks for, and which texts give one."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from index.search.measures import measure_asked


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how heavy is the bell", "weight"),
        ("How much does the bell weigh?", "weight"),
        ("how much did the bell cost", "money"),
        ("whats a ticket to the abbey", "money"),
        ("what are the bells worth", "money"),
        ("what did the bell go for", "money"),
        ("what's the abbots salary", "money"),
        ("how rich is the abbot", "money"),
        ("how much was the bell", "money"),
        ("how fast does the tram go", "speed"),
        ("how often does the tram run", "rate"),
        ("how old is the abbot", "age"),
        ("what color is the flag", "colour"),
        ("what time does the mass begin", "clock"),
        ("how tall is the spire", "tall"),
        ("how long is the nave", "long"),
        ("how long did the mass last", "duration"),
        ("how far is the abbey from Lund", "far"),
        ("how cold was it", "degrees"),
        ("what percentage of monks voted", "percent"),
    ],
)
def test_a_question_asks_for_a_kind_of_amount(question: str, name: str) -> None:
    measure = measure_asked(question)
    assert measure is not None
    assert measure.name == name


@pytest.mark.parametrize(
    "question",
    [
        "who rang the bell",
        "how long ago was that",
        "how much is left",
        "what did the abbot say about the price",
        "what is wrong with the price",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    assert measure_asked(question) is None


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("how heavy is the bell", "Cast in 1750, it weighs 2.3 tonnes.", ["2.3 tonnes"]),
        ("how heavy is the bell", "It cost 2,300 crowns.", []),
        ("how much did the bell cost", "It cost 2,300 crowns.", ["2,300 crowns"]),
        ("how much did the bell cost", "It was sold for $1.2 million to Lund.", ["$1.2", "million"]),
        ("how much did the bell cost", "It weighed about 2,000 pounds.", []),
        ("how much did the bell cost", "The abbey has 2 million old printed books.", []),
        ("how much did the bell cost", "They paid 2 million in fees.", ["2 million"]),
        ("abbots age", "Abbot Jon Holm, 61, sang.", [", 61"]),
        ("how much did the bell cost", "It was sold for 2,000 pounds.", ["2,000 pounds"]),
        ("how fast does the tram go", "It does up to 80 kilometres an hour.", ["80 kilometres an hour"]),
        ("how fast does the tram go", "It finished 41 seconds ahead.", []),
        ("how often does the tram run", "Trams leave every ten minutes.", ["every ten minutes"]),
        ("how often does the tram run", "It sails twice a day.", ["twice a day"]),
        ("how often does the tram run", "It took ten minutes.", []),
        ("how old is the abbot", "Abbot Jon Holm, 61, sang.", [", 61"]),
        ("how old is the abbot", "The 61-year-old sang.", ["61-year-old"]),
        ("how old is the abbot", "He sang 61 songs.", []),
        ("how old must a monk be", "Men 18 and older may join.", ["18 and older"]),
        ("what color is the flag", "A dark green flag flew.", ["dark green"]),
        ("what time does the mass begin", "It begins at 9:30 a.m. on Sunday.", ["9:30 a.m"]),
        ("what time does the mass begin", "It begins at nine.", ["at nine"]),
        ("what time does the mass begin", "It begins on Sunday.", []),
        ("how tall is the spire", "It is 60 metres high and 12 metres wide.", ["60 metres"]),
        ("how wide is the spire", "It is 60 metres high and 12 metres wide.", ["12 metres"]),
        ("how deep is the well", "It is 60 metres from the gate.", []),
        ("how deep is the well", "The water is 60 metres down.", ["60 metres"]),
        ("how long did the mass last", "It was over after three hours.", ["three hours"]),
        ("how long did the mass last", "It was its 45th day.", ["45th day"]),
        ("how long did the mass last", "A 3-year-old boy sang.", []),
        ("how cold was it", "It fell to minus 38.4 degrees.", ["minus 38.4 degrees"]),
    ],
)
def test_a_text_gives_an_amount_of_the_kind(question: str, text: str, found: list[str]) -> None:
    measure = measure_asked(question)
    assert measure is not None
    assert [text[start:end] for start, end in measure.given_in(text, question)] == found


def test_what_is_measured_is_left_without_the_words_that_ask() -> None:
    measure = measure_asked("how much does the bell weigh")
    assert measure is not None
    assert measure.left_out_of("how much does the bell weigh") == "does the bell"


@examples(
    st.text(max_size=200), st.sampled_from(["how far is it", "how old is it", "how much is paid", "what time is it"])
)
def test_amounts_lie_within_any_text(text: str, question: str) -> None:
    measure = measure_asked(question)
    assert measure is not None
    assert all(0 <= start < end <= len(text) for start, end in measure.given_in(text, question))
