"""What answers the question, and what only stands near it."""

import pytest

from bot.answer.choose.fitting import fitting
from bot.answer.choose.reader import Quote
from tests.support.search import article


def quotes(*texts: tuple[str, float]) -> list[Quote]:
    """One article with each text as a paragraph, and a quote for each."""
    stored = article("a", "\n\n".join(text for text, _ in texts)).article
    found = []
    for text, logit in texts:
        start = stored.article.text.index(text)
        found.append(Quote(stored, start, start + len(text), logit, logit))
    return found


def shown(question: str, *texts: tuple[str, float]) -> list[str]:
    return [quote.text for quote in fitting(question, quotes(*texts), 5.6)]


@pytest.mark.parametrize(
    ("question", "texts", "kept"),
    [
        ("how much did the bridge cost", ["The bridge cost 90 million crowns.", "A ticket is 35 crowns."], 1),
        (
            "how much did the bridge cost",
            ["The bridge cost 90 million crowns.", "The bridge was to cost 70 million crowns."],
            2,
        ),
        ("how tall is the bridge", ["The bridge is 90 metres wide."], 0),
        ("how old is ada marsh", ["The draft age fell to 19 years of age."], 0),
        ("how old is ada marsh", ["She is 61 years old.", "Ada Marsh sings."], 1),
        ("how old is ada marsh", ["The 29-year-old comedian is on tour."], 0),
        ("how many boats has holm", ["Owners should not have more than 3 boats, guidelines say."], 0),
        ("how many boats came", ["Some 90 boats came.", "A fleet of 80 came.", "Boats filled the bay."], 2),
        ("how long was the nurses' strike", ["The strike of the teachers took eleven days."], 0),
        ("how many guards opened fire on the ferry", ["Eight guards fired their guns at the ferry."], 1),
        ("who beat ada marr", ["On Monday Ada Marr opened with a win over Liv Aasen."], 0),
        ("who beat ada marr", ["On Monday Ada Marr lost to Liv Aasen after a win over Eva Lund."], 1),
        ("when is holm's funeral", ["Holm led the town until 1991."], 0),
        ("when is holm's funeral", ["Holm will be buried on Monday."], 1),
        ("how many died in the korling shooting", ["The gunman killed two in Korling."], 1),
        ("how many died in the korling storm", ["Some 900 have died of the flu in Korling."], 0),
        ("how many died in the korling storm", ["The typhoon killed two in Korling."], 1),
        ("how long was the nurses strike", ["The nurses struck, and the strike took eleven days."], 1),
    ],
)
def test_what_answers_something_else_is_left_out(question: str, texts: list[str], kept: int) -> None:
    assert shown(question, *((text, 7.0) for text in texts)) == texts[:kept]


def test_what_another_did_is_not_counted() -> None:
    ada, egil = "Storm Ada crossed Norland in May.", "Egil crossed Norland in June, killing 90 people."
    assert shown("how many people did ada kill", (egil, 9.0), (f"It was hit twice. {ada}", 3.0)) == []
    assert shown("how many people did egil kill", (egil, 9.0), (f"It was hit twice. {ada}", 3.0))[:1] == [egil]


def test_what_only_stands_beside_an_answer_has_to_give_its_kind() -> None:
    told, beside = "The ferry was sunk by Ada Marsh.", "The ferry lay in the bay for years."
    assert shown("who sank the ferry", (told, 7.0), (beside, 4.0)) == [told]
    assert shown("who sank the ferry", (told, 7.0), (beside, 6.0)) == [told, beside]


def test_a_deed_that_is_asked_about_is_told_unless_the_quote_is_sure() -> None:
    valuable, bought = "The mill is especially valuable.", "The mill was acquired by Ada Marsh."
    assert shown("who bought the mill", (valuable, 6.0)) == []
    assert shown("who bought the mill", (valuable, 8.0)) == [valuable]
    assert shown("who bought the mill", (bought, 6.0), (valuable, 6.0)) == [bought, valuable]


def test_who_left_is_no_answer_to_who_came_after() -> None:
    assert shown("who took over the mill after marsh quit", ("Marsh resigned as chief of the mill.", 9.0)) == []


def test_what_counts_what_is_asked_stands_before_what_is_nearly_as_good() -> None:
    bans, groups = "They told of 80 bans.", "At least 50 groups want them."
    assert shown("how many groups want bans", (bans, 7.2), (groups, 7.0)) == [groups, bans]
    assert shown("how many groups want bans", (bans, 9.0), (groups, 7.0)) == [bans, groups]
