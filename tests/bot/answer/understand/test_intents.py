"""What people want, in the many ways in which they ask for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.intents import Intent, Reading, bare, read_intent
from bot.answer.understand.request import understand

F, T, L, S, W, X, P, C, N, K, V = (
    Intent.FACT,
    Intent.TOPIC,
    Intent.LATEST,
    Intent.SUMMARY,
    Intent.WHO_IS,
    Intent.SAID,
    Intent.COMPARE,
    Intent.CLAIM,
    Intent.LIST,
    Intent.TIMELINE,
    Intent.SEVERAL,
)

ASKED: list[tuple[str, Intent]] = [
    ("Who sank the ferry Aldis?", F),
    ("who sank the ferry", F),
    ("when does the norrvik bridge open", F),
    ("where was the treasure found??", F),
    ("how many people were on the ferry", F),
    ("how much did the bridge cost pls", F),
    ("what does the bridge cost", F),
    ("why did the mayor resign", F),
    ("hey can you tell me when the port reopens?", F),
    ("how did the divers raise the ship?", F),
    ("whose boat was it", F),
    ("how many snails have they caught so far", F),
    ("all the towns the ferry sails to", Intent.LIST),
    ("all the news about the ferry", Intent.TOPIC),
    ("path of hurricane aldis", Intent.TIMELINE),
    ("hurricane aldis day by day", Intent.TIMELINE),
    ("who was arrested after the fire", Intent.LIST),
    ("names of the dead", Intent.LIST),
    ("which island towns is the ferry company sailing to from korling", Intent.LIST),
    ("which harbour news is the mayor reading", Intent.FACT),
    ("who has sued over the ferry", Intent.LIST),
    ("give me some of the names for the new ferry", Intent.LIST),
    ("give me all the articles about the ferry", T),
    ("people from which towns have to move", Intent.LIST),
    ("whose boats were in the harbour", Intent.LIST),
    ("what has korling already won", Intent.LIST),
    ("who won the awards at the boat show", Intent.LIST),
    ("what do the ferry workers get", F),
    ("at what speed did the ferry sail", F),
    ("how does the Post see the strike", Intent.SAID),
    ("top 5 ferries list", Intent.LIST),
    ("who were the victims of the fire", Intent.LIST),
    ("which korling and sandvik ferries are late", Intent.LIST),
    ("name of the mayor’s boat crew list please", Intent.LIST),
    ("who is the mayor of Norrvik?", F),
    ("in what year was the lighthouse built", F),
    ("which team won the korling cup", F),
    ("how old is liv aasen", F),
    ("when was the last eruption of mount sorn", F),
    ("how long did the strike last lol", F),
    ("bridge toll amount", F),
    ("i want to know who paid for the bridge", F),
    ("do you know when the talks start?", F),
    ("what caused the fire in the old mill", F),
    ("what happened to the ferry aldis", T),
    ("What happened in Norrvik?", T),
    ("what's happened with the korling strike", T),
    ("tell me about the norrvik bridge", T),
    ("can you tell me about the bridge scandal please", T),
    ("explain the korling strike", T),
    ("what's the deal with the bridge tolls", T),
    ("whats the story behind the lighthouse", T),
    ("what is the aldis affair about", T),
    ("what's the whole lighthouse thing", T),
    ("norrvik bridge what happened", T),
    ("norrvik ferry fire", T),
    ("first norrvik ferry", T),
    ("longest bridge in norrvik", F),
    ("most borrowed book of 2022", F),
    ("first ferry to reach korling", F),
    ("norrvik ferry worth", F),
    ("best actress korling film prize", F),
    ("who is holm up against", F),
    ("Aldis ferry", T),
    ("news about the ferry", L),
    ("any info on the mill fire? no", T),
    ("info on the mill fire", T),
    ("more about the korling strike thx", T),
    ("what do you know about the dam", T),
    ("what can you tell me about liv aasen's trial", T),
    ("everything about the dam", T),
    ("give me details on the dam leak", T),
    ("find articles about the dam", T),
    ("what was that ferry scandal", T),
    ("lighthouse fire, what's going on", T),
    ("latest on the ferry", L),
    ("what's the latest on the korling strike?", L),
    ("whats the latest with the dam", L),
    ("any updates on the bridge", L),
    ("any news on the ferry?", L),
    ("any update on the dam yet? pls", L),
    ("status of the dam", L),
    ("norrvik bridge so far", L),
    ("whats the thing with holm and marr", T),
    ("what's the beef between holm and marr", T),
    ("what the hell is going on with the dam", L),
    ("fill me in on the dam", T),
    ("walk me through the ferry inquiry", T),
    ("what do we know so far about the fire", T),
    ("what became of the ferry", T),
    ("what just happened in norrvik", T),
    ("i need info about the dam", T),
    ("got anything on the ferry", T),
    ("heard about the fire?", T),
    ("has anything changed at the dam", T),
    ("history of the bridge", Intent.TIMELINE),
    ("key dates of the ferry inquiry", Intent.TIMELINE),
    ("ferry inquiry timeline from the storm to the verdict", Intent.TIMELINE),
    ("give me the ferry inquiry in a few lines", Intent.SUMMARY),
    ("the ferry inquiry in 3 sentences", Intent.SUMMARY),
    ("who sank in a few words", Intent.FACT),
    ("heard that the bridge was sold", Intent.CLAIM),
    ("is there any news about the strike", L),
    ("anything new on the dam", L),
    ("what's new with the bridge", L),
    ("what's going on with the strike", L),
    ("what is happening in norrvik right now", L),
    ("ferry latest", L),
    ("did they find the captain yet", L),
    ("whats going on w the ferry", L),
    ("what happened w/ the ferry", T),
    ("have the police caught that captain yet?", L),
    ("did they finally raise the ferry yet", L),
    ("korling strike update", L),
    ("korling strike - latest news", L),
    ("newest on the mill fire", L),
    ("most recent news about the dam", L),
    ("where do things stand with the bridge", L),
    ("how are things in korling", F),
    ("how's the bridge repair going", L),
    ("what's the status of the dam", L),
    ("headlines", L),
    ("top stories today", L),
    ("what's the news today", L),
    ("got any news on the port", L),
    ("summarize the korling strike", S),
    ("summarise the dam story please", S),
    ("can you summarize the mill fire", S),
    ("summary of the ferry trial", S),
    ("give me a quick summary of the strike", S),
    ("tldr on the bridge scandal", S),
    ("tl;dr bridge scandal", S),
    ("catch me up on the strike", S),
    ("bring me up to speed on the dam", S),
    ("recap of the ferry trial", S),
    ("ferry trial recap", S),
    ("bridge scandal in a nutshell", S),
    ("overview of the dam leak", S),
    ("sum up the strike", S),
    ("brief me on the dam", S),
    ("timeline of the ferry trial", K),
    ("give me a timeline of the korling strike", K),
    ("ferry trial timeline", K),
    ("the ferry trial, in order", K),
    ("harbour fires in korling over the years since 2017", K),
    ("how did ferry fares move in 2022, month by month pls", K),
    ("are the ferry papers in order", C),
    ("short version of the ferry trial", S),
    ("time line for the dam leak", K),
    ("chronology of the strike", K),
    ("sequence of events in the mill fire", K),
    ("how did the strike unfold", K),
    ("how did the dam leak play out?", K),
    ("how has the bridge scandal developed", K),
    ("order of events in the ferry sinking", K),
    ("who is Liv Aasen?", W),
    ("who's tor holt", W),
    ("who is tor holt", W),
    ("who is this tor holt guy", W),
    ("who is that guy", F),
    ("whos liv aasen", W),
    ("Who was Ada Marsh", W),
    ("what did liv aasen say about the bridge", X),
    ("What did Tor Holt say?", X),
    ("what has the mayor said about the strike", X),
    ("what does the union say about the pay offer", X),
    ("how did the mayor react to the verdict", X),
    ("how did tor holt respond", X),
    ("what was the union's reaction to the offer", X),
    ("mayor's statement on the dam", X),
    ("quotes from liv aasen about the dam", X),
    ("what did aasen tweet about the ferry", X),
    ("compare the norrvik bridge and the korling tunnel", P),
    ("difference between the norrvik bridge and the korling tunnel", P),
    ("what's the difference between plan a and plan b", P),
    ("how does the bridge compare to the tunnel", P),
    ("norrvik vs korling", P),
    ("bridge versus tunnel: cost", P),
    ("is it true that the bridge collapsed", C),
    ("is it true the mayor resigned?", C),
    ("did the mayor resign", C),
    ("was the ferry overloaded?", C),
    ("has the dam been repaired", C),
    ("the mayor resigned over the bridge", C),
    ("i saw a post saying the dam burst", C),
    ("the ferry was sunk by pirates, is that true?", C),
    ("fact check: the bridge was never inspected", C),
    ("true or false: the dam leaks", C),
    ("my uncle says the lighthouse was sold", C),
    ("apparently the strike is over", C),
    ("people are saying that the port is closed", C),
    ("isn't the bridge closed", C),
    ("which countries sent divers", N),
    ("which cities were flooded by the dam", N),
    ("what companies built the bridge", N),
    ("list the towns that were flooded", N),
    ("name all the ships that sank", N),
    ("which unions joined the strike pls", N),
    ("who else was on the ferry", N),
    ("who sank the ferry and when did it happen?", V),
    ("when does the bridge open, and who pays for it", V),
    ("who is liv aasen and what did she say about the dam?", V),
]


@pytest.mark.parametrize(("asked", "intent"), ASKED)
def test_what_is_wanted(asked: str, intent: Intent) -> None:
    assert understand(asked, (), None, lambda words: {}).intent is intent


def test_there_are_many_phrasings_of_each() -> None:
    assert len({asked for asked, _ in ASKED}) == len(ASKED) >= 120
    assert {intent for _, intent in ASKED} == set(Intent) - {Intent.ADDRESS, Intent.SMALL_TALK, Intent.FOREIGN}


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("what's the latest on the korling strike?", "the korling strike"),
        ("did they catch that captain yet", "captain"),
        ("how did merrin win the cup game by game", "merrin win the cup"),
        ("hey can you tell me about the norrvik bridge please", "the norrvik bridge"),
        ("Ferry trial timeline", "Ferry trial"),
        ("give me a quick summary of the dam leak", "the dam leak"),
        ("who's Liv Aasen?", "Liv Aasen"),
    ],
)
def test_what_it_is_about(asked: str, subject: str) -> None:
    assert read_intent(asked).subject == subject


def test_who_speaks_and_of_what() -> None:
    assert read_intent("What did Liv Aasen say about the bridge?") == Reading(Intent.SAID, "Liv Aasen", "the bridge")


@pytest.mark.parametrize(
    "question",
    [
        "what did people say about the bridge",
        "what are people saying about the bridge",
        "what was said about the bridge",
        "reactions to the bridge",
    ],
)
def test_nobody_in_particular_may_have_said_it(question: str) -> None:
    assert read_intent(question) == Reading(Intent.SAID, "", "the bridge")


def test_the_matter_of_a_comparison() -> None:
    reading = read_intent("holt vs aasen on the bridge")
    assert (reading.sides, reading.about) == (("holt", "aasen"), "the bridge")


def test_what_is_compared() -> None:
    assert read_intent("compare the bridge and the tunnel").sides == ("the bridge", "the tunnel")
    assert read_intent("the police vs the organisers").sides == ("the police", "the organisers")


@pytest.mark.parametrize(
    ("asked", "sides"),
    [
        ("compare the norrvik and korling fires", ("the norrvik fires", "korling fires")),
        ("difference between the first and second trials", ("the first trials", "second trials")),
        ("compare the fires and the floods", ("the fires", "the floods")),
        ("compare Norrvik and Korling", ("Norrvik", "Korling")),
        ("compare the mayor and the texas governors office", ("the mayor", "the texas governors office")),
    ],
)
def test_sides_share_their_noun(asked: str, sides: tuple[str, str]) -> None:
    assert read_intent(asked).sides == sides


def test_politeness_is_no_part_of_it() -> None:
    assert bare("hey, could you please tell me who sank it? thx") == "who sank it"
    assert bare("please") == "please"


@given(st.text(max_size=120))
def test_anything_is_read(text: str) -> None:
    reading = read_intent(text)
    assert isinstance(reading.intent, Intent)
    assert reading.subject.casefold() in text.casefold()


@pytest.mark.parametrize(
    ("asked", "address", "subject"),
    [
        ("https://www.harbor.example/news/ferry?utm_source=x", "harbor.example/news/ferry", ""),
        ("tldr https://harbor.example/a.", "harbor.example/a", ""),
        ("<https://harbor.example/a> what is this about?", "harbor.example/a", ""),
        ("who paid for it? https://harbor.example/a", "harbor.example/a", "who paid for it?"),
    ],
)
def test_an_address_in_a_message(asked: str, address: str, subject: str) -> None:
    request = understand(asked, (), None, lambda words: {})
    assert request.intent is Intent.ADDRESS
    assert request.address.split("://")[1].removeprefix("www.") == address
    assert request.subject == subject


@pytest.mark.parametrize(
    "question", ["who scored vs norrvik", "when is norrvik vs korling", "what time does norrvik vs korling start"]
)
def test_a_question_about_a_match_compares_nothing(question: str) -> None:
    assert read_intent(question).intent is Intent.FACT


def test_they_are_no_speaker() -> None:
    assert read_intent("what they promised after the storm").intent is Intent.FACT


def test_a_speaker_may_be_asked_on_a_question() -> None:
    told = ("the union boss", "why the talks failed")
    assert read_intent("the union boss on why the talks failed").told_on == told
    assert read_intent("news on why the talks failed").told_on is None
    assert read_intent("according to the port, about how many boats sank").told_on is None
    assert read_intent("what did the boss say on why the talks failed").told_on is None
