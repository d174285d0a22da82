"""Whatever the answer, what is sent obeys Discord's limits, pings nobody and is not broken by what it quotes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.answer.understand.intents import Intent
from bot.discord.features.buttons import answer_buttons
from bot.discord.text.cards import LAYOUT, PLAIN, Card, answer_card, coverage_line, quotes_card, sources_card
from bot.discord.text.markdown import block_quote, escape, fit, size, web_address
from bot.discord.text.reports import add_reports, bullets, progress_line, report_text
from bot.discord.views import LayoutCard, PlainCard, Post
from index.pipeline.reindex import Gone, Report
from index.types import Article, Label, Published, Skipped, Span

pytestmark = pytest.mark.timeout(900)  # properties, on whatever machine this is

NASTY = (
    "@everyone @here <@123456789012345678> <@&1> <#2> <:smile:3> <a:wave:4> <t:0:R> </ask:5> **bold** __under__ ~~gone~~ "
    "||spoiler|| `code` ```block``` [x](https://evil.example) <https://evil.example> https://a.example/b_c_d # head\n# head\n"
    "> quote\n>>> all\n- list\n1. one\n-# small \\ שלום العربية \u202e\u2067 \ud800 \x1b[31m 👩‍👩‍👧‍👦 é" + "\u0301" * 40
).split(" ")

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(NASTY), max_size=12).map(" ".join),
    st.sampled_from(
        ["x" * 9000, "\u0301" * 5000, "👩‍👩‍👧‍👦" * 900, "*" * 5000, "\n" * 3000, "<@1>" * 2000, "א" * 5000]
    ),
)
urls = st.one_of(
    st.none(),
    texts,
    st.sampled_from(
        ["https://a.example/" + "x" * 600, "http://ü.example/ü?q= x", "javascript:alert(1)", "https://", "https://a b"]
    ),
    st.text(alphabet="abc/%ü?#[]:@ .", max_size=40).map(lambda tail: "https://news.example/" + tail),
)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    quote = draw(texts.filter(lambda text: text.strip()))
    before, after = draw(texts), draw(texts)
    text = before + quote + after
    day = draw(st.dates(min_value=date(1, 1, 2)))
    at = Published(
        datetime(day.year, day.month, day.day, 3, 4, tzinfo=UTC), draw(st.sampled_from(("day", "minute"))), "field"
    )
    article = Article(
        key="k",
        text=text,
        spans=(Span(0, len(text), Label.BODY),),
        headline=draw(texts),
        url=draw(urls),
        outlet=draw(texts),
        agency=draw(texts),
        byline=tuple(draw(st.lists(texts, max_size=3))),
        published=draw(st.sampled_from((at, None))),
        kind=draw(st.sampled_from(["article", "teaser"])),
    )
    places = st.integers(0, len(quote))
    marks = tuple(sorted(tuple(sorted(pair)) for pair in draw(st.lists(st.tuples(places, places), max_size=4))))
    return Evidence(
        1,
        quote,
        len(before),
        len(before) + len(quote),
        draw(st.sampled_from(("0" * 16, "1" * 16))),
        1,
        article,
        5.0,
        marks,
        draw(st.none() | texts),
        stance=draw(st.sampled_from(("", "for", "against"))),
        part=draw(st.integers(0, 4)),
        also_in=tuple(draw(st.lists(texts, max_size=3))),
        label=draw(st.sampled_from(("", "correction", "corrected"))),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    found = tuple(replace(item, number=n) for n, item in enumerate(draw(st.lists(evidence(), max_size=12)), start=1))
    numbers = st.lists(st.integers(1, 12), min_size=1, max_size=3).map(tuple)
    claims = tuple(draw(st.lists(st.builds(Claim, texts, numbers), max_size=4)))
    differ = draw(st.lists(st.lists(st.integers(0, len(claims)), max_size=3).map(tuple), max_size=2)) if claims else []
    return Answer(
        draw(texts),
        draw(st.sampled_from(("answered", "partial", "related"))) if found else "not_found",
        found,
        as_of=draw(st.none() | st.dates()),
        claims=claims,
        disagreements=tuple(differ),
        missing=draw(texts),
        note=draw(texts),
        intent=draw(st.sampled_from(Intent)),
        parts=tuple(draw(st.lists(texts, max_size=3))),
        following=draw(texts),
        corrected=tuple(draw(st.lists(st.tuples(texts, texts), max_size=3))),
        reply=draw(st.just("") | texts),
    )


coverages = st.builds(
    Coverage,
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.lists(texts, max_size=9).map(tuple),
    st.none() | st.dates(),
    st.none() | st.dates(),
)


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def check_text(text: str) -> None:
    assert text.strip()
    text.encode("utf-8")
    assert not re.search(r"@(everyone|here)", text, re.IGNORECASE)
    assert not re.search(r"<(@[!&]?|#|a?:\w+:|t:|/)", text)
    assert text.count("\u2068") == text.count("\u2069")
    unescaped = re.sub(r"\\.", "x", text, flags=re.DOTALL)
    assert "`" not in unescaped and "||" not in unescaped and "](" not in unescaped and "://" not in unescaped
    assert unescaped.count("**") % 2 == 0 and "\x1b" not in text
    for line in unescaped.split("\n"):
        assert not re.match(r"(> )?\s*(#|-(?!#)|\+|>>|\d+\.)", line), line


def check_button(button: dict[str, Any]) -> None:
    assert 1 <= len(button["label"]) <= 80
    if button["style"] == 5:
        assert re.match(r"https?://[^\s/]", button["url"]) and len(button["url"]) <= 512 and "custom_id" not in button
    else:
        assert len(button["custom_id"]) <= 100 and "url" not in button


def check_post(card: Card, short: Card) -> None:
    async def build() -> None:
        post = Post(card, short, lambda: answer_buttons("x" * 20, found=True, can_follow=True))
        view = LayoutCard(post)
        every = list(walk(view.to_components()))
        assert len(every) <= 40
        assert sum(size(item["content"]) for item in every if item["type"] == 10) <= 4000
        for item in every:
            if item["type"] == 10:
                check_text(item["content"])
            elif item["type"] == 2:
                check_button(item)
        ids = [item["custom_id"] for item in every if item.get("custom_id")]
        assert len(ids) == len(set(ids)) == 4
        assert all(len(item["components"]) <= 5 for item in every if item["type"] == 1)
        rows = PlainCard(post).to_components()
        assert len(rows) <= 5
        for row in rows:
            assert row["type"] == 1 and 1 <= len(row["components"]) <= 5
            for button in row["components"]:
                check_button(button)
        assert size(short.plain) <= 2000
        check_text(short.plain)

    asyncio.run(build())


@settings(deadline=None, max_examples=25)
@given(answers(), texts, coverages)
def test_any_answer(answer: Answer, asked: str, coverage: Coverage) -> None:
    check_post(answer_card(answer, asked, coverage), answer_card(answer, asked, coverage, PLAIN))


@settings(deadline=None, max_examples=25)
@given(answers(), st.data())
def test_any_quotes_and_sources(answer: Answer, data: st.DataObject) -> None:
    contexts = [data.draw(st.sampled_from([item.article.text, item.quote, ""])) for item in answer.evidence]
    check_post(quotes_card(answer, contexts), quotes_card(answer, contexts, PLAIN))
    check_post(sources_card(answer), sources_card(answer, PLAIN))


@settings(deadline=None, max_examples=25)
@given(texts, st.integers(1, 400))
def test_fitting_cuts_between_graphemes(text: str, limit: int) -> None:
    import regex

    cut = fit(text, limit, str)
    assert size(cut) <= limit
    if cut != text:
        assert cut.endswith("…")
        rest = text[len(cut) - 1 :]
        assert regex.findall(r"\X", cut[:-1]) + regex.findall(r"\X", rest) == regex.findall(r"\X", cut[:-1] + rest)


@settings(deadline=None)
@given(texts)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    from bot.presentation.safe_text import clean

    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text)).replace("\u200b", "") == clean(text).replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See https://harbor.example/ferries now.", r"See https\://harbor.example/ferries now."),
        ("[Liv Holt](https://harbor.example/liv) spoke.", r"\[Liv Holt\](https\://harbor.example/liv) spoke."),
        ("Join discord.gg/abc or Discord.com/invite/abc.", r"Join discord.gg\/abc or Discord.com\/invite/abc."),
    ],
)
def test_no_address_in_a_text_is_a_link(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize("space", ["", " ", "\t", "\u00a0", "\u2003", "\x1f"])
def test_no_line_of_a_quote_is_a_heading_or_a_list(space: str) -> None:
    assert block_quote(f"Tides\n{space}# High water\n{space}- low") == "> Tides\n> \\# High water\n> \\- low"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(texts, texts, st.booleans()), max_size=30), st.lists(texts, max_size=4), texts)
def test_any_report(skips: list[tuple[str, str, bool]], gone: list[str], name: str) -> None:
    report = Report(
        added=10**9,
        skipped=[Skipped(*skip) for skip in skips],
        gone=[Gone("0", "k", headline) for headline in gone],
    )
    shown = report_text(add_reports([report, Report(added=1, seconds=2.0)]))
    assert size(shown) <= 2000 and shown.count("```") == 2 and "1,000,000,001" in shown
    assert not re.search(r"@(everyone|here)|<@", shown)
    assert size(bullets([fit(name, 100)] * 50, "none")) <= 2000
    assert size(progress_line(name[:20], 3, 0)) < 200


def test_what_a_card_looks_like() -> None:
    quote = "The call was requested by the Russian side."
    article = Article("k", quote, (), "Biden and Putin", "https://news.example/1", "Post", published=None)
    answer = Answer(
        "Who requested it?",
        "answered",
        (Evidence(1, quote, 0, len(quote), "a", 1, article, 6, ((30, 42),)),),
        as_of=date(2021, 12, 30),
    )
    card = answer_card(answer, "who requested it?", Coverage())
    assert card.plain == (
        "**who requested it?**\n\n"
        "**\\[1\\] Biden and Putin**\n-# Post · undated\n> The call was requested by the **Russian side**.\n\n"
        "-# As of 30 December 2021."
    )
    followed = answer_card(answer, "who?", Coverage())
    assert "-# Understood as: Who requested it?" in followed.head
    assert "Understood as" not in answer_card(answer, "“WHO requested it”", Coverage()).head


def dated(number: int, quote: str, day: int, **more: Any) -> Evidence:
    published = Published(datetime(2021, 12, day, tzinfo=UTC), "day", "field")
    article = Article(
        f"k{number}", quote, (), f"Headline {number}", f"https://news.example/{number}", "Post", published=published
    )
    return Evidence(number, quote, 0, len(quote), f"{number:016}", 1, article, 6.0, **more)


def parts_of(card: Card) -> list[str]:
    return [part.text for part in card.parts]


def test_a_timeline_has_a_heading_a_day() -> None:
    found = (dated(1, "It began.", 29), dated(2, "They talked.", 30), dated(3, "They met.", 30))
    answer = Answer("timeline of the talks", "answered", found, intent=Intent.TIMELINE)
    assert parts_of(answer_card(answer, answer.question, Coverage())) == [
        "**__29 December 2021__**\n**\\[1\\] Post**\n-# Headline 1\n> It began.",
        "**__30 December 2021__**\n**\\[2\\] Post**\n-# Headline 2\n> They talked.",
        "**\\[3\\] Post**\n-# Headline 3\n> They met.",
    ]
    latest = answer_card(replace(answer, intent=Intent.LATEST, evidence=found[2:]), "latest on the talks", Coverage())
    assert parts_of(latest) == ["**\\[3\\] 30 December 2021, Post**\n-# Headline 3\n> They met."]


def test_a_claim_is_shown_from_both_sides_and_not_judged() -> None:
    found = (dated(1, "It is not dead.", 30, stance="against"), dated(2, "It is cheaper.", 29))
    answer = Answer("is it dead", "answered", found, intent=Intent.CLAIM)
    first, second = parts_of(answer_card(answer, answer.question, Coverage()))
    assert first.startswith("**__What speaks against it__**\n**\\[1\\] Headline 1**")
    assert second.startswith("**__Also said__**\n**\\[2\\] Headline 2**")


def test_quotes_of_one_article_share_a_headline_and_a_link() -> None:
    one = dated(1, "One.", 29)
    card = answer_card(Answer("x", "answered", (one, replace(one, number=2, label="correction"))), "x", Coverage())
    assert parts_of(card)[1] == "**\\[2\\]**\n**Correction:**\n> One."
    assert [bool(part.url) for part in card.parts] == [True, False]


def test_every_part_is_shown_however_many_quotes_another_has() -> None:
    found = (*(dated(n, f"{n}.", 29, part=1) for n in range(1, 12)), dated(12, "12.", 30, part=2))
    answer = Answer(
        "who and why and when", "partial", found, intent=Intent.SEVERAL, parts=("who", "why"), missing="when"
    )
    for limit in (LAYOUT, PLAIN):
        texts_ = parts_of(answer_card(answer, answer.question, Coverage(), limit))
        assert texts_[0].startswith("**__who__**") and texts_[-2].startswith("**__why__**\n**\\[12\\]")
        assert texts_[-1] == "No article says when."


def test_what_is_closest_is_no_answer_and_no_source() -> None:
    found = (dated(1, "One.", 29), dated(2, "Two.", 30))
    answer = Answer("who won", "related", found, as_of=date(2021, 12, 30))
    card = answer_card(answer, "who won", Coverage(3))
    assert card.head == "**who won**\nNo article answers that. Closest:"
    assert parts_of(card)[0] == "**Headline 1**\n-# Post · 29 December 2021\n> One."
    assert not card.found and not card.foot
    assert "no sources" in sources_card(answer).head
    assert "closest" in quotes_card(answer, ["One.", "Two."]).head


def test_it_tells_how_a_question_was_read() -> None:
    answer = Answer(
        "when did Teixeira plead",
        "answered",
        (dated(1, "One.", 29),),
        following="who is Teixeira",
        corrected=(("texiera", "Teixeira"),),
    )
    assert answer_card(answer, "when did texiera plead", Coverage()).head == (
        "**when did texiera plead**\n-# Following up on: who is Teixeira\n-# Read as: Teixeira (typed texiera)"
    )


def test_a_reply_is_all_there_is() -> None:
    card = answer_card(
        Answer("thanks", "not_found", intent=Intent.SMALL_TALK, reply="You are welcome."), "thanks", Coverage()
    )
    assert card == Card("You are welcome.", found=False)


def test_claims_come_before_their_quotes() -> None:
    article = Article("k", "Five died. Six died.", (), "Floods", None, "Post")
    found = tuple(Evidence(n, quote, 0, 10, "a", 1, article, 6.0) for n, quote in ((1, "Five died."), (2, "Six died.")))
    claims = (
        Claim("There was a flood.", (1, 2), confirmed=True),
        Claim("Five people died.", (1,)),
        Claim("Six people died.", (2,)),
    )
    answer = Answer(
        "x",
        "partial",
        found,
        claims=claims,
        disagreements=((1, 2),),
        missing="when",
        note="By a model.",
        model="openai:m",
        left_out=2,
    )
    card = answer_card(answer, "x", Coverage())
    assert card.parts[0].text == (
        "-# In the model’s words (openai:m), ✓ where a judge finds the same in the quotes:\n"
        "There was a flood. \\[1\\]\\[2\\] ✓\n**Accounts differ:**\n• Post: Five people died. \\[1\\]\n• Post: Six people died. \\[2\\]\n"
        "Not in the news that I have: “when”."
    )
    assert card.foot == "-# 2 sentences were left out: not supported. By a model."


def test_not_in_the_corpus_shows_what_is_and_no_sources() -> None:
    coverage = Coverage(1453, 0, ("Post", "Courier"), date(2021, 1, 1), date(2021, 12, 31))
    card = answer_card(Answer("x", "not_found"), "x", coverage)
    assert not card.parts and not card.found
    assert "I have 1,453 articles from Post, Courier, 1 January 2021 to 31 December 2021." in card.foot
    assert "/sources add" in coverage_line(Coverage())


def test_marks_become_bold_words() -> None:
    assert block_quote("a bc d\ne f", ((2, 4), (4, 6), (7, 10))) == "> a **bc d**\n> **e f**"
    assert block_quote("שלום") == "> \u2068שלום\u2069"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("https://ü.example/ü", "https://xn--tda.example/%C3%BC"),
        ("ftp://news.example", None),
        ("javascript:alert(1)", None),
        ("https://news.example/" + "x" * 500, None),
        ("https://news.example/a b", None),
        ("https:///a", None),
        (None, None),
    ],
)
def test_addresses_of_link_buttons(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_limits_leave_room() -> None:
    assert LAYOUT <= 4000 and PLAIN <= 2000
