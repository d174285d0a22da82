"""Blocks of articles and what stands over them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from index.blocks import blocks, context_of, read_out, told
from index.extract.html import read_html
from index.extract.markdown_article import read_markdown
from index.extract.textdump import read_textdump
from index.passages import split
from index.search.windows import windows_of
from index.types import Article, StoredArticle
from tests.support import fakes

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read(text: str) -> Article:
    return read_textdump(text, "page.txt", now=NOW)[0]


def over(article: Article) -> list[tuple[str, str]]:
    return [(article.text[b.span.start : b.span.end], told(article, b.over)) for b in blocks(article)]


LIVE = """Storm live: ferries cancelled across the north
2022-02-18

18.05 GMT
Airport reopens
Runway two at Lorne airport has reopened. The first flight has left.

It went to Bergen, the airline said.

16.32 GMT
The roof of the school has come down in the wind.
"""

INTERVIEW = """Mayor on the bridge
By Ann Lee

We met Mayor Ada Kern in her office on Friday.

Q: Why did it fall?

A: A bolt was missing from it.

Q: Who pays for it?

A: The county, as far as I know.
"""

TABLE = """Storm toll by town

The storm hit four towns in the night, officials said.

Town\tDead\tHomes lost
Merrin\t3\t120
Pell\t0\t14

Help has been sent to all of them by the county.
"""


def test_entries_of_a_live_blog_carry_their_times_and_headings() -> None:
    assert over(read(LIVE)) == [
        ("Runway two at Lorne airport has reopened. The first flight has left.", "18.05 GMT · Airport reopens"),
        ("It went to Bergen, the airline said.", "18.05 GMT · Airport reopens"),
        ("The roof of the school has come down in the wind.", "16.32 GMT"),
    ]


def test_turns_carry_their_speaker_and_question() -> None:
    assert over(read(INTERVIEW))[1:] == [
        ("Why did it fall?", "Q"),
        ("A bolt was missing from it.", "Why did it fall? · A"),
        ("Who pays for it?", "Q"),
        ("The county, as far as I know.", "Who pays for it? · A"),
    ]


def test_rows_carry_the_head_of_their_table_and_nothing_below_it_does() -> None:
    told_over = over(read(TABLE))
    assert told_over[1] == ("Merrin\t3\t120", "Town | Dead | Homes lost")
    assert told_over[-1][1] == ""


def test_cues_of_webvtt_carry_who_speaks() -> None:
    article = read("WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Ada Kern>The bridge opens in May.</v>\n")
    assert over(article) == [("The bridge opens in May.", "00:00:01.000 --> 00:00:04.000 · Ada Kern")]


def test_lists_of_facts_are_no_interview() -> None:
    article = read(
        "Four towns\n\nAge: It is 40 years old.\nPlace: It is in Pell.\nAge: It is 12.\nPlace: It is in Lund.\n"
    )
    assert next(text for text, _ in over(article)) == "Age: It is 40 years old."


def test_context_is_searched_and_read_but_never_quoted() -> None:
    article = read(LIVE)
    embedder = fakes.HashEmbedder()
    (first, *_) = split(article, embedder.count_tokens, embedder.max_tokens)
    assert "18.05 GMT · Airport reopens" in first.lead
    assert article.text[first.start : first.end] == first.quotable
    windows = windows_of(StoredArticle(article.id, 1, article), first)
    assert "Bergen" in windows[1].text and "18.05" not in windows[1].text
    assert "18.05 GMT · Airport reopens" in windows[1].in_context


def test_a_row_is_read_with_the_names_of_its_columns() -> None:
    article = read(TABLE)
    start = article.text.index("Pell")
    assert read_out(article, start, start + len("Pell\t0\t14")) == "Town: Pell, Dead: 0, Homes lost: 14"


def test_turns_rows_and_items_are_read_with_the_names_of_the_lead() -> None:
    article = read(INTERVIEW)
    start = article.text.index("A bolt")
    assert read_out(article, start, start + 30).splitlines()[0] == "Mayor Ada Kern"
    article = read(LIVE)
    start = article.text.index("It went")
    assert read_out(article, start, start + 10).startswith("18.05 GMT")


def test_rows_are_nobodys_who_is_only_named_in_the_lead() -> None:
    article = read(TABLE.replace("The storm hit four towns", "The storm that Ida Moe foretold hit four towns in Ridge"))
    start = article.text.index("Pell")
    assert read_out(article, start, start + len("Pell\t0\t14")) == "Ridge\nTown: Pell, Dead: 0, Homes lost: 14"


def test_a_row_is_not_of_what_another_row_names() -> None:
    text = "Poll by party\n\nA poll in Ridge puts the Harbour List ahead of the others.\n\nParty\tMay\tJune\nHarbour List\t34\t29\nGreens\t22\t24\n\nIt was taken last week, they say.\n"
    article = read(text)
    start = article.text.index("Greens")
    assert read_out(article, start, start + len("Greens\t22\t24")) == "Ridge\nParty: Greens, May: 22, June: 24"


def test_an_item_is_read_behind_its_heading() -> None:
    article = read(
        "Shops change hands\n\nSome shops in Pell close, they say.\n\nClosing\n1. The Lamp\n2. The Old Lamp\n\nFour more will follow, they say.\n"
    )
    start = article.text.index("1. The Lamp")
    assert read_out(article, start, start + len("1. The Lamp")) == "Pell\nClosing: The Lamp"


def test_what_is_heard_between_two_turns_is_told() -> None:
    text = "Gulls\n\nThey met in Pell.\n\nHOST: What is it?\n\nORR: It is a gull, I say.\n\n(SOUNDBITE OF A GULL)\n\nHOST: Is that him?\n\nORR: It is, and he is hungry.\n"
    assert "(SOUNDBITE OF A GULL)" in dict(over(read(text)))


def test_a_question_holds_for_all_who_answer_it() -> None:
    text = "Debate\n\nThey met in Pell on Friday.\n\nHOST: Will it fall?\n\nORR: It will not, I say.\n\nLEE: It fell long ago.\n\nHOST: Who pays?\n\nLEE: The county pays all.\n\nHOST: Thank you both.\n"
    said = dict(over(read(text)))
    assert said["It will not, I say."] == "Will it fall? · ORR" and said["It fell long ago."] == "Will it fall? · LEE"
    assert said["The county pays all."] == "Who pays? · LEE" and said["Thank you both."] == "HOST"


def test_a_heading_over_a_list_ends_with_the_list() -> None:
    text = "Shops\n\nSome shops change hands, they say.\n\nClosing\n• Orr's bakery, after 61 years\n• The Lamp\n\nFour more will follow, they say.\n"
    assert [context for _, context in over(read(text))] == ["", "Closing", "Closing", ""]


def test_questions_are_no_windows_of_their_own() -> None:
    article = read(INTERVIEW)
    embedder = fakes.HashEmbedder()
    (passage,) = split(article, embedder.count_tokens, embedder.max_tokens)
    texts = [window.text for window in windows_of(StoredArticle(article.id, 1, article), passage)]
    assert "A bolt was missing from it." in texts and "Why did it fall?" not in texts


def test_a_row_is_read_under_the_heading_of_its_table() -> None:
    page = read_html(
        "<html><body><article><h1>Toll of the storm</h1><p>The storm hit four towns in the night, officials said on Friday.</p>"
        "<h2>Coast</h2><table><tr><th>Town</th><th>Dead</th></tr><tr><td>Pell</td><td>3</td></tr><tr><td>Lund</td><td>0</td></tr></table>"
        "<h2>Hills</h2><table><tr><th>Town</th><th>Dead</th></tr><tr><td>Orme</td><td>1</td></tr><tr><td>Tarn</td><td>2</td></tr></table>"
        "<p>Help has been sent to all of them by the county, its clerk said.</p></article></body></html>",
        "page.html",
        now=NOW,
    )
    assert isinstance(page, Article)
    told_over = dict(over(page))
    assert told_over["| Lund | 0 |"] == "Coast · Town | Dead"
    assert told_over["| Orme | 1 |"] == "Hills · Town | Dead"
    start = page.text.index("| Tarn")
    assert read_out(page, start, start + len("| Tarn | 2 |")) == "Hills\nTown: Tarn, Dead: 2"
    assert told_over["Help has been sent to all of them by the county, its clerk said."] == ""


def test_a_table_without_names_of_columns_has_no_head() -> None:
    text = "Rain in the west\n\nThese are the readings of Friday, in millimetres.\n\nPell\t141.2\nLund\t118.6\nOrme\t73.0\n\nRoads were closed in all three.\n"
    article = read(text)
    assert over(article)[1] == ("Pell\t141.2", "")
    start = article.text.index("Lund")
    assert read_out(article, start, start + len("Lund\t118.6")) == "Lund: 118.6"


def test_terms_stand_over_what_they_mean() -> None:
    page = read_html(
        "<html><body><article><h1>The words you need</h1><p>The dispute over the drains has words of its own, heard at every meeting.</p>"
        "<dl><dt>Washland</dt><dd>Meadow that is flooded on purpose in winter.</dd><dt>Slacker</dt><dd>A small sluice through a bank.</dd></dl>"
        "<p>The next meeting of the board is in the town hall on Monday.</p></article></body></html>",
        "page.html",
        now=NOW,
    )
    assert isinstance(page, Article)
    assert ("- A small sluice through a bank.", "Slacker") in over(page)


def test_an_item_carries_those_that_it_is_within() -> None:
    (article,) = read_markdown(
        "# What was agreed\n\nBoth signed on Friday.\n\n- Rents\n  - A cap of 3 percent\n- Building\n  - 25,000 flats\n",
        "a.md",
        now=NOW,
    )
    assert isinstance(article, Article)
    assert over(article)[2] == ("- A cap of 3 percent", "Rents") and over(article)[4] == ("- 25,000 flats", "Building")


def test_days_stand_over_their_fixtures() -> None:
    text = "Cup draw\n\nThe draw was made on Thursday, they say.\n\nSaturday 7 December\nPell v Lund, Mill Lane, 3pm\nHalden v Marr, The Paddock, 5.30pm\n\nSunday 8 December\nOrme v Tarn, Quayside, 2pm\nVoss v Averbury, Chalk Pit Road, 4pm\n\nAll ties go to penalties at once.\n"
    assert [context for _, context in over(read(text))] == [
        "",
        *["Saturday 7 December"] * 2,
        *["Sunday 8 December"] * 2,
        "",
    ]


def test_bare_times_in_order_are_entries_and_scores_are_not() -> None:
    text = "Budget live\n\n{}\nThe speech has come to its end.\n\n{}\nThe duty stays as it is.\n\n{}\nThe minister has begun to speak.\n"
    assert [context for _, context in over(read(text.format("13:52", "12:47", "12:31")))] == ["13:52", "12:47", "12:31"]
    assert {context for _, context in over(read(text.format("21:15", "25:19", "15:11")))} == {""}


def test_hours_at_the_top_of_a_page_are_its_entries() -> None:
    post = "<div><time>{}</time><h2>{}</h2><p>The chancellor has told the house what it will cost the country this year.</p></div>"
    posts = "".join(
        post.format(*pair) for pair in (("13:52", "Fund"), ("12:47", "Duty"), ("12:31", "Start"), ("10:15", "Gates"))
    )
    page = read_html(f"<html><body><article><h1>Budget day live</h1>{posts}</article></body></html>", "p.html", now=NOW)
    assert isinstance(page, Article)
    assert {context for _, context in over(page)} >= {"13:52 · Fund"}


def test_turns_of_a_transcript_without_a_headline_are_read_with_its_first_words() -> None:
    article = read(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dagny Holm>Welcome to the hearing on the tram.\n\n00:05.000 --> 00:09.000\n<v Rolf Tasker>There will be eleven stops.\n"
    )
    start = article.text.index("There will")
    assert read_out(article, start, start + 20).startswith("Welcome to the hearing on the tram.\n")


@given(st.lists(st.sampled_from([*LIVE.splitlines(), *INTERVIEW.splitlines(), *TABLE.splitlines()])).map("\n".join))
def test_context_is_told_of_any_page(text: str) -> None:
    article = read(text)
    for block in blocks(article):
        context_of(article, block.span.start, block.span.end)
        assert all(last <= block.span.start for _, last in block.over)


ASKED = """Keeper Runa Vik on her last winter
By Tor Amdal

Runa Vik has kept the light on Hollow Skerry for 31 years. She told us of it in her kitchen.

How did you come to the island?

By accident. I was a cook on the supply boat.

What will you miss the most?

The seals. There are 46 of them this year.

Where will you live?

With my sister in Brevik, who has a lift.
"""


def test_questions_in_lines_of_their_own_stand_over_their_answers() -> None:
    article = read(ASKED)
    assert over(article)[3:5] == [
        ("What will you miss the most?", ""),
        ("The seals. There are 46 of them this year.", "What will you miss the most?"),
    ]
    seals = article.text.index("The seals.")
    assert "Hollow Skerry" in read_out(article, seals, article.text.index("\n", seals))


def test_numbered_questions_of_readers_stand_over_their_answers_too() -> None:
    numbered = ASKED.replace("How did", "1. How did").replace("What will", "2. What will").replace("Where", "3. Where")
    said = dict(over(read(numbered)))
    assert said["The seals. There are 46 of them this year."] == "2. What will you miss the most?"
    assert said["2. What will you miss the most?"] == ""


def test_a_question_over_its_answer_is_no_window_of_its_own() -> None:
    article = read(ASKED)
    embedder = fakes.HashEmbedder()
    (passage,) = split(article, embedder.count_tokens, embedder.max_tokens)
    texts = [window.text for window in windows_of(StoredArticle(article.id, 1, article), passage)]
    assert "With my sister in Brevik, who has a lift." in texts and "Where will you live?" not in texts


def test_a_question_that_the_story_asks_itself_is_no_heading() -> None:
    told_once = ASKED.replace("What will you miss the most?", "She misses the boat.").replace(
        "Where will you live?", "She moves in May."
    )
    assert all(not context for _, context in over(read(told_once)))


def test_the_name_of_a_table_is_over_it() -> None:
    page = "<table><caption>Seats by party</caption><tr><th>Party</th><th>Seats</th><th>Votes</th></tr><tr><td>Greens</td><td>14</td><td>8,911</td></tr><tr><td>Harbour Party</td><td>7</td><td>4,380</td></tr></table>"
    text = "The town elected a new council on Sunday, and the Greens won most of its seats for the first time ever, the clerk said."
    article = read_html(
        f"<html><body><article><h1>All results</h1><p>{text}</p>{page}<p>{text} again.</p></article></body></html>",
        "",
        now=NOW,
    )
    assert isinstance(article, Article)
    assert "Seats by party" not in "".join(article.text[span.start : span.end] for span in article.body)
