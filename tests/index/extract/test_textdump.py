"""Text saved from a page: what is what, and the stories that the page recommends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract import extract_file
from index.extract.textdump import read_textdump
from index.types import Article, Label

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEED = Path(__file__).parents[3].parent / "shared" / "seed"

PAGE = """ date 2022-03-05 Harbour bridge shut after crack is found

  • Oops!
    Something went wrong.
    Please try again later.
JANE VAN DER MEER and TOM O'HARA
·3 min read
In this article:
  • Oops!
    Something went wrong.

PORTLAND, Maine (AP) — The bridge was shut on Friday. Nobody was hurt.

Engineers found a crack “as long as a bus”.

Recommended Stories

  • Ferry fares to rise

    Fares rise by a tenth.Get city news worthy of your time with Axios Local. Subscribe for free.Details: From May.

  • Mayor steps down

    She told Reuters that she was tired.

We are temporarily suspending article commenting
"""


def parts(article: Article, label: Label) -> list[str]:
    return [article.text[span.start : span.end] for span in article.spans if span.label is label]


def test_a_page_with_everything() -> None:
    host, ferry, mayor = read_textdump(PAGE, "page.txt", now=NOW)
    assert host.text == PAGE
    assert host.headline == "Harbour bridge shut after crack is found"
    assert host.byline == ("Jane Van Der Meer", "Tom O'Hara")
    assert (host.agency, host.dateline) == ("Associated Press", "PORTLAND, Maine")
    assert host.published and (host.published.at, host.published.source) == (datetime(2022, 3, 5, tzinfo=UTC), "text")
    assert parts(host, Label.DATELINE) == ["PORTLAND, Maine (AP) — "]
    assert parts(host, Label.BODY) == [
        "The bridge was shut on Friday. Nobody was hurt.",
        "Engineers found a crack “as long as a bus”.",
    ]
    assert "We are temporarily suspending article commenting" in parts(host, Label.FURNITURE)
    assert len(parts(host, Label.TEASER)) == 5
    assert (ferry.headline, ferry.outlet, ferry.kind, ferry.seen_on) == (
        "Ferry fares to rise",
        "Axios",
        "teaser",
        "page.txt",
    )
    assert parts(ferry, Label.BODY) == ["Fares rise by a tenth.", "Details: From May."]
    assert ferry.text in PAGE
    assert mayor.outlet == mayor.agency == "Reuters"
    assert mayor.published and (mayor.published.at, mayor.published.source) == (host.published.at, "host")
    assert mayor.key.startswith("page.txt#")


@pytest.mark.parametrize(
    ("head", "headline", "day", "byline"),
    [
        ("Storm hits coast\nBy Ann Lee\nDecember 30, 2021\n", "Storm hits coast", "2021-12-30", ("Ann Lee",)),
        ("Storm hits coast\nPublished: 30 Dec 2021 14:05 GMT\n", "Storm hits coast", "2021-12-30", ()),
        ("2021-12-30\nStorm hits coast\n", "Storm hits coast", "2021-12-30", ()),
        ("STORM HITS COAST\nANN LEE\n", "STORM HITS COAST", None, ("Ann Lee",)),
        ("Storm hits coast\nUpdated: Dec. 31, 2021\nPublished Dec. 30, 2021\n", "Storm hits coast", "2021-12-30", ()),
        ("Storm hits coast | CNN\nAnn Lee, Associated Press\nThursday\n", "Storm hits coast", None, ("Ann Lee",)),
        ("Title: Storm hits coast\nPublished 30 Dec 2031\n", "Storm hits coast", None, ()),
    ],
)
def test_other_heads(head: str, headline: str, day: str | None, byline: tuple[str, ...]) -> None:
    story = "The storm came at noon, officials said, and it took the roofs of nineteen houses along the shore with it."
    article = read_textdump(f"{head}\n{story}\n", "x", now=NOW)[0]
    assert article.headline == headline
    assert (article.published.at.date().isoformat() if article.published else None) == day
    assert article.byline == byline
    assert story in parts(article, Label.BODY)


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "1. "])
@pytest.mark.parametrize("heading", ["More from The Gazette", "Related:", "You may also like", "Trending Now"])
def test_a_list_in_the_middle_ends_where_the_story_goes_on(mark: str, heading: str) -> None:
    text = f"Headline\n\nFirst paragraph.\n\n{heading}\n\n{mark}Other story\n\n    Its blurb.\n\nLast paragraph.\n"
    host, other = read_textdump(text, "x", now=NOW)
    assert parts(host, Label.BODY) == ["First paragraph.", "Last paragraph."]
    assert other.headline == "Other story"
    assert parts(other, Label.BODY) == ["Its blurb."]


def test_of_a_list_of_headlines_those_that_tell_something_can_be_cited() -> None:
    text = (
        "Headline\n\nFirst paragraph.\n\nMost read\n- More sport\n- Council sells the old harbour\n\nLast paragraph.\n"
    )
    host, other = read_textdump(text, "x", now=NOW)
    assert parts(host, Label.BODY) == ["First paragraph.", "Last paragraph."]
    assert (other.kind, other.headline, parts(other, Label.BODY)) == (
        "teaser",
        "Council sells the old harbour",
        ["Council sells the old harbour"],
    )


@pytest.mark.parametrize(
    ("end", "is_stub"), [("hours after auditors", True), ("hours after the vote. " + "It was late. " * 60, False)]
)
def test_a_story_that_breaks_off_above_an_offer_is_an_excerpt(end: str, is_stub: bool) -> None:
    page = f"Fund boss quits\nBy Simon Vale\n19 May 2022\n\nThe head of the fund resigned on Thursday night, {end}\n\nAlready a subscriber? Log in\n"
    (article,) = read_textdump(page, "a.txt", now=NOW)
    assert (article.is_excerpt, article.access) == (is_stub, "paid" if is_stub else "")


def test_a_summary_without_a_full_stop_stands_right_below_the_headline() -> None:
    summary = "Orders for boats at the Selvik yard now outnumber those for nets four to one"
    story = "\n".join(
        f"The yard at Selvik had orders for boats and nets from {town}, its owner said." for town in ("Orm", "Ask")
    )
    page = f"Last boat yard of Selvik finds buyers from Orm\n{summary}\nBy Ida Aune\n8 February 2024\nListen\n{story}\n"
    assert summary in parts(read_textdump(page, "a.txt", now=NOW)[0], Label.BODY)


def test_a_place_before_a_colon_stands_alone_over_the_story() -> None:
    page = "Selvik diver returns lost rings\n8 February 2024\nSelvik:\nThe diver found the rings on Friday below the quay, the police said.\n"
    assert read_textdump(page, "a.txt", now=NOW)[0].dateline == "Selvik"


def test_sentences_without_spaces_are_the_storys_and_what_stands_around_them_is_not() -> None:
    told = (
        "港町の中心部にかかる橋が5日、通行止めになった。潜水調査で橋脚に亀裂が見つかったためだ。",
        "町によると、橋は1974年に完成し、1日約4千台が通行していた。",
        "市长在记者会上说：“居民的安全最重要。”",
        "修理には約9週間かかる見通しで、費用は2億円と見積もられている。",
    )
    text = "\n".join(
        ("社会", "港町の橋、通行止め", "2021年3月5日", "シェア", *told, "関連記事", "フェリー、増便へ", "利用規約")
    )
    assert parts(read_textdump(text, "x", now=NOW)[0], Label.BODY) == list(told)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Headline\n\n"
        + "The council met for nine hours on Monday and in the end\nvoted to keep the old library open.\nIt cost a lot."
    )
    (article,) = read_textdump(text, "x", now=NOW)
    assert parts(article, Label.BODY)[0].endswith("library open.")


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([*PAGE.splitlines(keepends=True), "\x85", "\u2028", "  \xa0"])).map("".join)
)
def test_spans_are_ordered_and_within_the_text(text: str) -> None:
    for article in read_textdump(text, "x", now=NOW):
        at = 0
        for span in article.spans:
            assert at <= span.start < span.end <= len(article.text)
            at = span.end
        assert article.kind == "article" or article.text in text


@pytest.mark.skipif(not SEED.is_dir(), reason="no seed page beside the project")
def test_the_seed_page() -> None:
    found = [item for path in sorted(SEED.glob("*.txt")) for item in extract_file(path, now=NOW)]
    host = found[0]
    assert isinstance(host, Article)
    assert host.headline and host.byline and host.agency and host.dateline and host.published
    assert len(found) > 15
    assert not any("Something went wrong" in piece for piece in parts(host, Label.BODY))


def test_a_count_of_comments_within_a_story_is_a_button_and_a_signature_no_credit() -> None:
    told = [
        "A crack as long as a bus has shut the harbour bridge of Selvik, divers said on Friday.",
        "Repairs will take nine weeks and cost two million crowns.",
        "Buses will use the old road until the middle of May, the county said.",
        "The crack was found by a diver who was looking for a lost ring.",
        "The mayor told reporters that the bridge was last inspected in 2019.",
    ]
    text = "\n".join(("Bridge shut", "By Ida Aune", *told[:2], "25 Comments", told[2], told[3], "(dpa/ida)", *told[4:]))
    (article,) = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert [text[span.start : span.end] for span in article.body] == told


CRACK = (
    "A crack as long as a bus has shut the harbour bridge of Selvik, the town's divers said on Friday, and repairs will take weeks.\n"
    "The mayor of Selvik, Ida Aune, said that the repairs would cost two million crowns, half of which the county has promised to pay.\n"
    "Some 4,000 cars a day have crossed the bridge since the ferry stopped in 1998, figures of the county's road office show.\n"
    "The divers found the crack in the second pier on Thursday, when they looked for a lost anchor in the harbour of Selvik.\n"
    "The ferry will run again from Monday, every half hour, and it is free for those who work or study in Selvik, the mayor said.\n"
)


def page(*below: str) -> list[str]:
    text = (
        "Quay Star\nSelvik bridge shut\nBy Tom Hale\nFeb 8, 2024\n"
        + CRACK
        + "\n".join((*below, "© 2024 Quay Star", ""))
    )
    return parts(read_textdump(text, "x", now=NOW)[0], Label.BODY)[5:]


@pytest.mark.parametrize(
    "said",
    [
        "Divers will return.",
        "Selvik has no website.",
        "The second pier of the bridge is to be looked at in September. (Ida Aune, 8.2.2024)",
        "Divers will return, he said. —WITH A REPORT FROM IDA AUNE",
        "The second pier of the bridge is to be looked at in September. (D)",
    ],
)
def test_a_short_sentence_below_a_paragraph_is_the_storys(said: str) -> None:
    assert page(said) == [said]


def test_the_entries_of_a_chronicle_are_the_storys() -> None:
    entries = [
        "May 2019: First crack",
        "June 2022: Divers sent for",
        "2023–24: Two bids. None is taken",
        "Jan. 8: Bridge shut",
    ]
    last = "The county will look at it in March, it said, and until then nobody is to cross the pier."
    assert page(*entries, last)[-5:] == [*entries, last]


def test_what_speaks_to_the_reader_may_be_news_of_whom_the_headline_names() -> None:
    told = "You can cancel a subscription to the Selvik ferry on its website, but not on board, where most of its passengers buy one, as the county had asked for in 2023."
    assert page(told, "The county will look at it in March, it said.")[:1] == [told]


@pytest.mark.parametrize(
    "below",
    [
        (
            "Ferry runs aground, 2 hurt",
            "A ferry with 14 people aboard ran aground in the fog, the coast guard said.",
            "Quay Star Ada Obi",
        ),
        ("Quay Star is a free paper that looks into the harbours of the coast and the towns behind them.",),
        (
            "Share",
            "Tags",
            "Harbours",
            "News",
            "9:41 PM",
            "Council drafts rules for anglers.",
            "9:02 PM",
            "Sheep win a prize.",
        ),
        ("Our reporters are out in all weathers. Support Quay Star or become our patron!",),
        ("Harbour Letter", "Every Thursday", "A word or two from the quay, and what the week will bring."),
        (
            "Share",
            "Tags",
            "Harbours",
            "Quay Star looks at one of the wettest coasts with all the patience that it needs.",
        ),
        (
            "Latest",
            "A woman in Asabor says that her mail carrier saved her dog.",
            "Updated: 2 hours ago",
            "By Tom Hale",
            "The council of Norrvik has made a rule for anglers.",
            "Published: May. 13, 2024 at 11:15 PM EDT",
        ),
        ("Tom Hale can be reached at 352-1234, extension 1431.",),
        ("Good journalism costs a lot of money, and the harbours of this coast have need of it.",),
        ("Tom Hale", "is a senior reporter who has covered bridges, harbours and ferries since 2016."),
    ],
)
def test_cards_feeds_and_what_a_page_says_of_itself_are_no_story(below: tuple[str, ...]) -> None:
    assert page(*below) == []


def test_the_name_below_a_letter_and_its_postscript_are_not_cited() -> None:
    last = "The divers will be back in the harbour of Selvik on Monday, when the wind has turned, the mayor said."
    said = (last, "— Tom", "P.S. The mug is back. Ten crowns, for the library of Selvik.")
    assert page(*said) == [last]
    names = ("– Ida Aune", "– Tom Hale", "– Ola Vik")
    assert page("The harbour board has three new members:", *names, last)[1:] == [*names, last]


def test_what_somebody_wrote_who_sent_a_story_on_is_not_cited() -> None:
    over = "From: Ola Vik <ola@quay.example>\nSubject: FW: Selvik bridge shut\n\nAll - see below. Can somebody look up the bids of 2019 by noon?\nO.\n"
    text = f"{over}\n-----Original Message-----\nFrom: Quay Star <news@quay.example>\nSubject: Selvik bridge shut\n\nBy Tom Hale\n\n{CRACK}"
    article = read_textdump(text, "x", now=NOW)[0]
    assert parts(article, Label.BODY) == CRACK.splitlines() and article.byline == ("Tom Hale",)


def test_what_is_heard_in_a_report_and_a_sentence_of_one_word_are_told() -> None:
    last = "The divers went down at noon, in the rain, and the ferry waited for them at the quay of Selvik until three."
    assert page("Slowly.", last) == ["Slowly.", last]
    assert page("(SOUNDBITE OF WATER RUNNING)", last) == ["(SOUNDBITE OF WATER RUNNING)", last]
    assert page("(Sound of a winch)", last) == ["(Sound of a winch)", last]


def test_a_question_between_two_paragraphs_may_speak_of_us() -> None:
    last = "The mayor of Selvik, Ida Aune, said that nobody has asked her that, and that the county had promised the money."
    assert page("Why don't we?", last) == ["Why don't we?", last]


def test_all_that_a_sponsor_says_is_none_of_the_story() -> None:
    last = "The divers went down at noon, in the rain, and the ferry waited for them at the quay of Selvik until three."
    claims = (
        "Small harbours never sleep. Neither does our bank.",
        "Learn how Quay Bank helps 40,000 owners plan ahead.",
    )
    assert page("A MESSAGE FROM QUAY BANK", *claims, last) == [last]


def test_a_question_below_the_button_of_a_box_is_told() -> None:
    last = "Because it is the half that everybody leaves out, said the mayor of Selvik, whose divers have never been asked."
    box = (
        "Newsletter",
        "The best of the harbours of the coast, with the tides of each and a tale, every week.",
        "Sign up to newsletter",
    )
    assert page(*box, "Your newest work is about divers. Why?", last) == [
        "Your newest work is about divers. Why?",
        last,
    ]


def test_an_answer_of_one_word_behind_a_dash_is_told() -> None:
    last = "—And how many are there in the harbour of Selvik, where the ministry had promised twelve of them for this year?"
    assert page(last, "—One.") == [last, "—One."]


def test_a_line_over_a_list_is_the_storys() -> None:
    told = ("Quays affected:", "• the old quay of Selvik, as far as the bridge", "• the fish quay of Norrvik")
    last = "The divers went down at noon, in the rain, and the ferry waited for them at the quay of Selvik until three."
    assert page(*told, last) == [*told, last]


def test_where_a_reporter_has_been_is_news() -> None:
    told = "Tom Hale has been in Norrvik, where the church lost its roof at about 10 this morning."
    assert page(told, "The church of Norrvik was built in 1838, and nobody was in it, its warden said.")[:1] == [told]


def test_a_picture_is_whose_the_page_is() -> None:
    text = "Quay Star\nSelvik bridge shut\nBy Tom Hale\nFeb 8, 2024\n" + CRACK
    article = read_textdump(
        f"{text}A crane lifts an anchor in the harbour. Ada Obi / Quay Star\n{CRACK}© 2024 Quay Star\n", "x", now=NOW
    )[0]
    assert parts(article, Label.CAPTION) == ["A crane lifts an anchor in the harbour. Ada Obi / Quay Star"]


@pytest.mark.parametrize(
    "times",
    [
        ("18:05", "16:40", "12:15", "09:02"),
        ("13 Nov 2024, 6:05 pm", "13 Nov 2024, 4:40 pm", "13 Nov 2024, 12:15 pm", "13 Nov 2024, 9:02 am"),
        ("Wed 13 Nov 2024 18.05 CET", "Wed 13 Nov 2024 16.40 CET", "Wed 13 Nov 2024 12.15 CET", "Wed 13 Nov 2024 09.02 CET"),
        ("kl. 18.05", "kl. 16.40", "kl. 12.15", "kl. 09.02"),
    ],
)  # fmt: skip
def test_entries_of_a_live_blog_have_their_headings(times: tuple[str, ...]) -> None:
    entries = (
        ("Ferries doubled", "The ferry of Norrvik runs every ten minutes from tonight, its operator says."),
        ("No money", "The mayor says that a new bridge would cost 90 million crowns, which nobody has."),
        ("Queue of four kilometres", "Police ask drivers to stay at home. The queue reaches the church."),
        ("A crack", "The harbour bridge was shut after divers found a crack in its third pillar."),
    )
    said = [line for time, entry in zip(times, entries, strict=True) for line in (time, *entry, "Share")]
    head = ("Harbour bridge shut: as it happened", "By Jane Doe", "Nov 13, 2024", "Share")
    article = read_textdump("\n".join((*head, *said)), "a.txt", now=NOW)[0]
    assert (article.headline, article.byline) == (head[0], ("Jane Doe",))
    assert parts(article, Label.TIME) == list(times)
    assert parts(article, Label.HEADING) == [heading for heading, _ in entries]
    assert parts(article, Label.BODY) == [paragraph for _, paragraph in entries]


def test_the_times_of_readers_are_no_live_blogs() -> None:
    story = [f"The master of quay number {n} spoke of the bridge for an hour and a half." for n in range(6)]
    readers = [line for n in range(4) for line in ("Tom H.", f"27.10.2024 21:0{n}", "I was there with my son.")]
    lines = ("Harbour bridge shut", "By Jane Doe", "27.10.2024 20:11", *story, "Comments", *readers)
    article = read_textdump("\n".join(lines), "a.txt", now=NOW)[0]
    assert article.published and article.published.at.hour == 20
    assert parts(article, Label.TIME) == []


STORY = (
    "Divers shut the harbour bridge of Selvik\n\nBy Ida Aune\n\nMarch 3, 2024\n\n"
    "A crack as long as a bus has shut the harbour bridge of Selvik, divers said on Friday.\n\n"
    "Repairs will take nine weeks and cost two million crowns, and nobody in Selvik can say who pays.\n"
)
URL = "https://selvikstar.example/2024/03/divers-shut-harbour-bridge"


@pytest.mark.parametrize(
    ("over", "below", "url"),
    [
        (f"{URL}?utm_source=app\n\n", "", URL),
        (f"Source: {URL}\n\n", "", URL),
        ("", f"\nRead more at: {URL}\n", URL),
        ("https://selvikstar.example/\n\n", "", None),
        ("https://selvikstar.example/2024/03/ferry-fares-to-rise-again\n\n", "", None),
    ],
)
def test_the_address_that_a_text_was_copied_from(over: str, below: str, url: str | None) -> None:
    article = read_textdump(f"{over}{STORY}{below}", "dump.txt", now=NOW)[0]
    assert (article.url, article.headline) == (url, "Divers shut the harbour bridge of Selvik")
    assert article.outlet == ("selvikstar.example" if url else "")
    assert all("https" not in article.text[span.start : span.end] for span in article.body)


@pytest.mark.parametrize(
    ("text", "headline", "told"),
    [
        (
            "SELVIK: The council voted on Tuesday to move its library into the old fire station, which is empty.\n\n"
            "The move costs 2.1 million crowns, of which the state pays half, the mayor said. — Reuters\n",
            "",
            ["The council voted on Tuesday", "The move costs"],
        ),
        (
            "Selvik library moves\nThe council voted on Tuesday to move its library into the old fire station (Reuters)\n",
            "Selvik library moves",
            ["The council voted on Tuesday"],
        ),
        (
            "Q: Who pays?\nA: The state pays half, the mayor said.\nQ: When?\nA: In June, she hopes.\n",
            "",
            ["A: The state", "A: In June"],
        ),
    ],
)
def test_a_short_text_of_which_pages_rules_leave_nothing_is_told(text: str, headline: str, told: list[str]) -> None:
    article = read_textdump(text, "note.txt", now=NOW)[0]
    body = [article.text[span.start : span.end] for span in article.body]
    assert article.headline == headline
    assert len(body) == len(told) and all(line.startswith(start) for line, start in zip(body, told, strict=True))
