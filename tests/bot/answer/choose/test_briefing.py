"""A story told by a few quotes, and when to speak at all."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.choose.briefing import brief
from bot.answer.choose.deciding import Threshold, about_topic, convincing, says_all
from bot.answer.choose.developments import Development, development, openings_of_story
from bot.answer.choose.reader import Quote
from bot.answer.choose.timing import period_fit
from bot.answer.understand.intents import Intent
from bot.answer.understand.period import Period
from bot.answer.understand.request import Request
from index.search.windows import Window
from tests.support.search import article

TOLD = [
    ("a", "The ferry Aldis sank off Norrvik with 40 people aboard.", "2022-03-01"),
    ("b", "Divers raised the ferry Aldis from the bottom of the bay.", "2022-04-02"),
    ("c", "The captain of the ferry Aldis went on trial in Korling.", "2022-09-05"),
    ("d", "A court sentenced the ferry's captain to two years in prison.", "2023-01-09"),
    ("e", "The council bought a new ferry for 12 million crowns.", "2023-05-07"),
    ("f", "The new ferry carried its first passengers on a calm morning.", "2023-06-11"),
]


def told(key: str, text: str, day: str = "2022-03-01", logit: float = 5.0, cover: float = 1.0) -> Development:
    made = article(key, text, day=day).article
    return development(Window(made, 0, len(text)), logit, 0, cover)


STORY = [told(*item) for item in TOLD]


def days(chosen: list[Development]) -> list[date]:
    return [item.day for item in chosen if item.day]


def test_a_timeline_is_in_the_order_of_time() -> None:
    chosen = brief(STORY[::-1], Intent.TIMELINE)
    assert len(chosen) == 5
    assert days(chosen) == sorted(days(chosen))


def test_a_timeline_goes_by_the_days_that_are_told() -> None:
    sank = told("z", "The ferry Aldis sank off Norrvik on 1 March 2022, an inquiry found.", "2023-08-01")
    raised = told("y", "Divers raised the ferry Aldis on Saturday.", "2022-04-04")
    sold = told("x", "The wreck of the ferry Aldis is to be sold on 4 May 2022.", "2022-04-09")
    chosen = brief([sold, raised, sank], Intent.TIMELINE)
    assert [item.told_on for item in chosen] == [date(2022, 3, 1), date(2022, 4, 2), date(2022, 4, 9)]
    assert chosen == [sank, raised, sold]


def test_what_opens_an_article_is_told_before_what_follows_in_it() -> None:
    first = development(told("a", "The ferry Aldis was raised by divers.").window, 3.0, 0, 1.0)
    later = development(
        told("b", "In May the ferry Aldis had lost an anchor, 40 ropes and 2 bells.").window, 8.0, 9, 1.0
    )
    assert brief([later, first], Intent.LATEST) == [first, later]


def test_what_names_the_story_is_preferred_to_what_stands_beside_it() -> None:
    about, beside = (
        STORY[0],
        development(told("k", "Herring was sold at 40 crowns for 2 days.").window, 5.0, 0, 1.0, 0.0),
    )
    assert brief([beside, about], Intent.TOPIC, 1) == [about]


def test_several_aspects_are_told_rather_than_one_again() -> None:
    lost = [told(key, f"At least 9 people were killed aboard the Aldis off {place}.") for key, place in ("aK", "bL")]
    also = told("c", "Rescuers found 9 dead in the hull of the ferry on a reef.")
    tried = [
        told(key, f"The captain of the Aldis was arrested in {place}.")
        for key, place in (("d", "Korling"), ("e", "Norrvik"), ("f", "Aasen"))
    ]
    aspects = {aspect for item in brief([*lost, also, *tried], Intent.SUMMARY, 2) for aspect in item.aspects}
    assert aspects == {"(toll)", "(law)"}


def test_what_an_outlet_carries_from_article_to_article_does_not_tell_the_story() -> None:
    background = (
        "Shipwrights in Korling had built the ferry Aldis with two decks, four boats, nine pumps and a bell of bronze."
    )
    carried = [development(told(key, background).window, 5.0, 9, 1.0) for key in "klm"]
    fresh = [
        told("n", "The ferry Aldis sank off Norrvik with forty people aboard.", "2022-03-01"),
        told("o", "Divers from three towns searched the wreck of the ferry Aldis.", "2022-03-02"),
        told("p", "The harbour mourned those who were lost, and divers left the wreck.", "2022-03-03"),
    ]
    assert background not in [item.window.text for item in brief([*carried, *fresh], Intent.TOPIC, 2)]


def test_the_opening_of_an_article_of_the_story_is_of_the_story_in_whatever_words() -> None:
    body = "The ferry Aldis sank off Norrvik.\n\nNobody at all was hurt that night."
    made = article("a", body, headline="Ferry Aldis lost").article
    later, opening = (
        development(Window(made, 0, 33), 6.0, 9, 1.0),
        development(Window(made, 35, len(body)), -9.0, 1, 1.0, 0.0),
    )
    assert [item.logit for item in openings_of_story([opening, later], {"ferri", "aldi"})] == [4.0, 6.0]
    assert openings_of_story([opening, later], {"bridg", "korl"}) == [opening, later]


def test_a_summary_opens_with_what_is_most_relevant() -> None:
    surest = told("z", "The ferry Aldis was lost.", logit=8.5)
    assert brief([*STORY, surest], Intent.SUMMARY)[0] == surest


def test_a_story_of_which_nothing_is_surely_told_is_not_told() -> None:
    unsure = told("k", "Its bell hangs in a chapel of Korling.", logit=-1.0)
    assert brief([unsure], Intent.TOPIC) == []
    assert unsure in brief([unsure, STORY[1]], Intent.TOPIC)


def test_the_latest_comes_newest_first() -> None:
    chosen = brief(STORY, Intent.LATEST)
    assert days(chosen) == sorted(days(chosen), reverse=True)
    assert chosen[0].day == date(2023, 6, 11)


def test_a_summary_opens_with_the_head_of_an_article() -> None:
    further = replace(told("g", "Divers of the ferry Aldis found 12 bottles of Norrvik beer.", logit=7.0), order=9)
    assert brief([*STORY, further], Intent.SUMMARY)[0] in STORY


@pytest.mark.parametrize("intent", [Intent.TOPIC, Intent.SUMMARY, Intent.LATEST, Intent.TIMELINE])
def test_nothing_is_told_twice(intent: Intent) -> None:
    copies = [told(f"{key}2", text, day) for key, text, day in TOLD]
    chosen = brief([*STORY, *copies], intent)
    assert len({item.window.text for item in chosen}) == len(chosen)


def test_what_is_of_another_story_is_left_out() -> None:
    other = told("g", "The price of herring rose.", cover=0.2)
    away = told("h", "The ferry was mentioned.", logit=-4.0)
    links = told("i", "Sign up for our newsletter on the ferry Aldis.")
    assert brief([other, away, links], Intent.TOPIC) == []
    assert other not in brief([*STORY, other], Intent.TOPIC, 20)


def test_what_a_fact_check_doubts_is_not_told() -> None:
    doubted = told("i", "The claim: The ferry Aldis never sank off Norrvik.", "2023-07-01")
    posted = told("j", "A post purportedly shows the ferry Aldis afloat in the bay of Norrvik.", "2023-07-02")
    chosen = brief([*STORY, doubted, posted], Intent.LATEST)
    assert chosen
    assert doubted not in chosen
    assert posted not in chosen


PIECES = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.text("xyz .", min_size=1, max_size=40), st.dates(date(2020, 1, 1)), st.floats(-2, 9)
    ),
    max_size=10,
)


@given(PIECES, st.sampled_from([Intent.TOPIC, Intent.LATEST, Intent.SUMMARY, Intent.TIMELINE]), st.integers(1, 5))
def test_few_of_many_articles_at_most_two_of_each_or_three_where_few_tell(
    pieces: list[tuple[str, str, date, float]], intent: Intent, most: int
) -> None:
    found = [told(key, text, day.isoformat(), logit) for key, text, day, logit in pieces]
    chosen = brief(found, intent, most)
    assert len(chosen) <= most
    assert all(item in found for item in chosen)
    shown = Counter(item.article for item in chosen)
    assert max(shown.values(), default=0) <= (3 if len(shown) <= 2 else 2)
    if intent is Intent.TIMELINE:
        assert days(chosen) == sorted(days(chosen))
    if intent is Intent.LATEST:
        assert days(chosen) == sorted(days(chosen), reverse=True)


def quote(text: str, logit: float = 0.0, headline: str = "Elsewhere") -> Quote:
    return Quote(article(text[:9], text, headline=headline).article, 0, len(text), logit, logit)


def test_what_is_weaker_stands_only_beside_what_convinces() -> None:
    threshold = Threshold(logit=5.0, beside=2.0)
    assert threshold.shown([6.0, 3.5, 2.0]) == [True, True, False]
    assert threshold.shown([4.9, 4.8]) == [False, False]
    assert convincing([], threshold) == []


@given(st.lists(st.floats(-20, 20), max_size=6))
def test_confidence_rises_with_the_logit(logits: list[float]) -> None:
    threshold = Threshold()
    sure = [threshold.confidence(logit) for logit in sorted(logits)]
    assert sure == sorted(sure)
    assert all(0 <= item <= 1 for item in sure)
    assert threshold.confidence(-math.inf) < 0.01
    assert threshold.confidence(threshold.logit) == 0.5


def test_what_says_all_that_is_asked_needs_less_certainty() -> None:
    asked = "How many miners were brought up alive?"
    assert says_all(asked, quote("22 miners were brought up alive.", headline="A mine in Korling"))
    assert not says_all(asked, quote("They were brought up alive.", headline="Miners in Korling"))  # no number
    assert not says_all(asked, quote("22 men were brought up.", headline="Miners in Korling"))
    assert not says_all("Who won the Bowl?", quote("A coach of Raiders, who won the Bowl, died."))  # any name would do
    assert says_all("How many Korlingian miners were brought up?", quote("22 miners were brought up in Korling."))
    assert not says_all("How many korral miners were brought up?", quote("22 miners were brought up in Korling."))
    assert not says_all("the miners of Korling", quote("The miners of Korling."))  # no type of answer is asked for


def test_close_is_what_has_the_question_s_rare_words() -> None:
    near, far = quote("The ferry Aldis sank."), quote("The price of herring rose.")
    request = Request(Intent.FACT, "Who sank the ferry Aldis?")
    assert about_topic(request, [near, far]) == [near]
    assert about_topic(Request(Intent.FACT, "Who rang the bell of Korling?"), [near, far]) == []


def test_an_article_of_the_time_that_is_asked_about_is_preferred() -> None:
    fit = period_fit(Period(date(2022, 3, 1), date(2022, 3, 31)))
    inside, after, undated = (
        told("a", "It sank.", "2022-03-09"),
        told("b", "It sank.", "2023-03-09"),
        told("c", "It sank.", ""),
    )
    assert fit(inside.window) > fit(undated.window) > fit(after.window)
    assert period_fit(None)(inside.window) == 0.0


def test_what_is_done_is_told_rather_than_what_was_expected() -> None:
    done = told("k", "The council sold the ferry Aldis to a museum on Monday.")
    expected = told("l", "The council may hand the ferry Aldis to a museum on Monday.")
    assert brief([expected, done], Intent.TOPIC, 1) == [done]


def test_in_a_timeline_the_words_of_a_headline_tell_what_was_new() -> None:
    text = "Nets of the ferry Aldis lay on the quay. The ferry Aldis is about new."
    made = article("new", text, day="2022-03-01").article
    beside, news = (development(Window(made, start, end), 5.0, 0, 1.0) for start, end in ((0, 40), (41, len(text))))
    assert brief([beside, news], Intent.TIMELINE, 1) == [news]


def test_what_is_far_behind_the_most_relevant_is_of_another_story() -> None:
    other = told("k", "Herring and ferries are sold in Korling.", "2023-07-01", logit=-2.5)
    surest = told("l", "The ferry Aldis sank in the bay.", logit=8.0)
    assert brief([other, surest], Intent.TIMELINE) == [surest]


def test_a_toll_is_told_as_it_stands_at_last() -> None:
    first = told("k", "At least 9 people were killed aboard the ferry Aldis.", "2022-03-01")
    last = told("l", "At least 31 people were killed aboard the ferry Aldis.", "2022-03-09")
    assert brief([first, last], Intent.TOPIC, 1) == [last]


def test_beyond_three_only_what_adds_something_is_told() -> None:
    few = [told(key, text, day, 0.5) for key, text, day in TOLD[:3]]
    idle = told("m", "It may be a calm morning, and what of it? Here is why.", "2022-01-01", -2.9)
    assert idle not in brief([*few, idle], Intent.TOPIC)


def test_words_under_pictures_and_links_are_not_told() -> None:
    caption = told("k", "Hide Caption 3 of 9 Photos: The ferry Aldis in the bay")
    link = told("l", "Watch: The ferry Aldis sinks off Norrvik.")
    assert brief([caption, link], Intent.SUMMARY) == []


def test_what_is_surely_relevant_is_of_the_story_though_it_has_other_words() -> None:
    other_words = told("k", "The vessel was refloated by divers on Monday.", logit=6.0, cover=0.5)
    less_sure = told("l", "A vessel was painted by pupils on Monday.", logit=2.0, cover=0.5)
    chosen = brief([STORY[0], other_words, less_sure], Intent.TOPIC)
    assert other_words in chosen
    assert less_sure not in chosen
