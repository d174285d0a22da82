"""What a question counts, and which numbers are of that."""

import pytest

from index.search.measures import measure_asked


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("how many passengers were on the ferry", "She carried 212 passengers and 31 crew.", True),
        ("how many passengers were on the ferry", "She carried 31 crew.", False),
        ("how many ballistic missiles were fired", "It fired 23 short-range missiles.", True),
        ("how many people died in the fire", "The fire killed at least 156 people.", True),
        ("how many people died in the fire", "Four, and not five, died.", False),
        ("how many died in the fire", "The death toll rose to 50,000 on Friday.", True),
        ("how many died in the fire", "He killed a bear.", False),
        ("whats the death toll of the fire", "At least 156 people were killed.", True),
        ("mill fire death count", "It burned for 30 hours.", False),
        ("how many people were hurt", "Eleven people were injured.", True),
        ("how many people were hurt", "Eleven windows broke.", False),
        ("how many groups came", "In 2022, the group said, 80 books were lent.", False),
        ("how many sentences did she commute", "The first in 50 years who commuted the sentences of all.", False),
        ("how many people visited", "It had 80,000 visitors.", True),
        ("how many kettles were recalled", "Models ESWM02 and ESWM03 kettles are recalled.", False),
        ("how many kettles were recalled", "Some 4,600 kettles are recalled.", True),
        ("how many migrant workers died", "More than 6,500 migrants have died.", True),
        ("how many mine workers died", "More than 20 mines were shut.", False),
    ],
)
def test_a_number_of_what_is_counted(question: str, text: str, given: bool) -> None:
    measure = measure_asked(question)
    assert measure is not None
    assert measure.name == "count"
    assert bool(measure.given_in(text, question)) == given


def test_a_sentence_that_is_faced_is_not_passed() -> None:
    measure = measure_asked("how many years did Holm get")
    assert measure is not None
    assert not measure.given_in("Holm faces up to 20 years in prison.", "")
    assert measure.given_in("Holm was sentenced to 13 years in prison.", "")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("how many people were killed in Korling", "were killed in Korling"),
        ("how many boats sank", "boats sank"),
    ],
)
def test_that_people_are_counted_need_not_be_said(question: str, left: str) -> None:
    measure = measure_asked(question)
    assert measure is not None
    assert measure.left_out_of(question) == left
