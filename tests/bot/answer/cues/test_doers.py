"""Who did what is asked about, told by the words around the deed."""

import pytest

from bot.answer.cues.doers import doer_asked


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("who cut the ribbon", "Liv Aasen cut the ribbon on Sunday.", True),
        ("who cut the ribbon", "The ribbon was cut by the pupil Liv Aasen.", True),
        ("who cut the ribbon", "Liv Aasen, the mayor of Sandvik, then cut it.", True),
        ("who cut the ribbon", "Liv Aasen (56) has cut it.", True),
        ("who cut the ribbon", "A pupil cut the ribbon while Liv Aasen sang.", False),
        ("who stole the bell", "Two men stole the bell in Lund.", False),
        ("who stole the bell", "It was stolen by Jon Holm.", True),
        ("who attacked Ada Marr", "Ada Marr attacked the plan.", False),
        ("who attacked Ada Marr", "On Monday attacked by nobody, she slept.", False),
        ("who attacked Ada Marr", "Jon Holm is accused of attacking her in May.", True),
        ("who attacked Ada Marr", "Police identified the suspect in the attack on Marr as Jon Holm.", True),
        ("who attacked Ada Marr", "Ada Marr was attacked by a man, police in Lund said.", False),
        ("who took over the museum", "Jon Holm resigned as director on Friday.", False),
        ("who took over the museum", "The museum has named Liv Aasen as director.", True),
        ("who replaced Jon Holm", "He was succeeded by Liv Aasen in May.", True),
        ("who replaced Jon Holm", "Jon Holm was replaced in May.", False),
        ("who replaced Jon Holm", "Since Holm was fired it does worse under new skipper Liv Aasen.", True),
    ],
)
def test_a_sentence_names_the_doer(question: str, text: str, named: bool) -> None:
    doer = doer_asked(question)
    assert doer is not None
    assert doer.named_in(text) == named


@pytest.mark.parametrize(
    "question", ["who is the mayor", "who was she", "when did he cut it", "who did Marr replace", "who said that"]
)
def test_other_questions_ask_for_no_doer(question: str) -> None:
    assert doer_asked(question) is None


def test_who_left_is_not_who_followed() -> None:
    doer = doer_asked("who took over the museum after holm quit")
    assert doer is not None
    assert doer.tells_of_leaving("Jon Holm resigned as director on Friday.")
    assert not doer.tells_of_leaving("Liv Aasen replaced Jon Holm, who resigned.")
    assert not doer.tells_of_leaving("The museum has 64 rooms.")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("who bought the mill", "The mill was acquired in May.", True),
        ("who bought the mill", "The mill is especially valuable.", False),
        ("who bought the mill", "The mill was sold to the town.", True),
        ("who bought the mill", "A buyer of the mill was found.", True),
        ("who knocked out Lund", "Korling defeated Lund.", True),
        ("who tried to kill Marr", "A man attempted to murder Marr.", True),
        ("who owns the mill", "The mill's owner Liv Aasen sang.", True),
        ("who replaced Holm", "Under new coach Aasen they won.", True),
        ("who led the mill in May", "Aasen took over as director.", True),
        ("who led the mill in May", "The mill lies by a lake.", False),
    ],
)
def test_the_deed_is_told_in_whatever_words(question: str, text: str, told: bool) -> None:
    doer = doer_asked(question)
    assert doer is not None
    assert doer.told_in(text) == told
    assert doer.is_telling


def test_words_that_stand_for_any_deed_tell_of_none() -> None:
    doer = doer_asked("who gave Marr the bell")
    assert doer is not None
    assert not doer.is_telling


@pytest.mark.parametrize(
    ("question", "text", "unnamed"),
    [
        ("who attacked Ada Marr", "Ada Marr was attacked at home in Lund by a male assailant, police said.", True),
        ("who tried to rob Ada Marr", "A young man from Oslo robbed her, the police said.", True),
        ("who attacked Ada Marr", "Ada Marr was attacked by Jon Holm.", False),
        ("who won the race", "The race was won by a foot.", False),
        ("who stole the bell", "Two men sang. Jon Holm stole the bell.", False),
    ],
)
def test_a_doer_may_go_unnamed(question: str, text: str, unnamed: bool) -> None:
    doer = doer_asked(question)
    assert doer is not None
    assert doer.unnamed_in(text) == unnamed
