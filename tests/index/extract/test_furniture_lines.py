"""Lines of pages by what they are: furniture, captions, corrections, or news that looks a little like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.captions import is_caption, is_credit
from index.extract.corrections import is_correction
from index.extract.furniture import button, is_doubted, is_furniture, promotions


@pytest.mark.parametrize(
    "line",
    [
        "CLICK HERE TO GET THE APP",
        "Newest first",
        "You may occasionally receive promotional content from the Quay Ledger.",
        "Read more: Ferry fares to rise",
        "RELATED:A harrowing night in Middletown",
        "The real deal:What fans can expect when the ship sails",
        "Reporting by Mina Holt in London; Editing by Grace Oduya",
        "(Reporting by Mina Holt; editing by Grace Oduya)",
        "Peter Quell and Dana Ruiz contributed to this report.",
        "Copyright 2022 The Post. All rights reserved.",
        "Contact Jane Roe at jroe@example.com. Follow her on Twitter @jroe.",
        "View comments (12)",
        "You have 2 free articles remaining this month.",
        "Sign up for First Light, a newsletter that lands in your inbox every day.",
        "♦",
        "Purchase Licensing Rights, opens new tab",
        "Melden Sie sich jetzt für unseren Newsletter an.",
        "Suivez-nous sur Facebook et Instagram.",
        "¿Has encontrado un error? Avísanos.",
        "Os comentários são de responsabilidade dos autores.",
        "Hai trovato un errore? Scrivici.",
        "Prenumerera på vårt nyhetsbrev.",
        "Нашли ошибку? Выделите её и сообщите нам.",
        "Našli jste chybu? Dejte nám vědět.",
        "Is this email hard to read? View it online",
        "Wird diese E-Mail nicht richtig dargestellt? Im Browser ansehen",
        "Story Tools",
        "Show key events only",
        "Pinned",
        "Turn on alerts for this story",
        "Photos and interviews available upon request.",
        "Norrwire is not responsible for the accuracy of news releases posted to it by institutes.",
        "That’s it for this week. If you have a lock to tell of, hit reply — I read all of it.",
        "Det här är en låst artikel. Du läser den som prenumerant.",
        "Vous lisez cet article en tant qu’abonnée.",
        "Bu habere tepkiniz ne?",
        "Was this forwarded to you? Sign up here.",
        "(Updates with share price in third paragraph)",
        "* Digital Subscription Only",
        "Have an opinion? Submit a letter to the editor of the Quay Star.",
        "Transcripts are created on a rush deadline by a contractor. This text may be changed.",
        "Do you want to earn in dollars? Selvik’s anglers get $900 a week for old reels. Click here to learn how.",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the station revealed that the 11 cases were dropped.",
        "Sign up for a class that teaches how to turn summer's bounty into dessert, said the cook.",
        "More than 300 people were hurt.",
        "Update the map, the mayor told the clerk, and the clerk did.",
        "The start-up's newsletter said that subscribers had doubled.",
        "Der Bürgermeister sagte, die Kommentarfunktion sei geschlossen worden.",
        "Recibe el premio una maestra de Selvik.",
        "At 10:30 the bridge fell.",
        "Advertising fell by 3 percent.",
        "“That’s it for this week,” the mate said, and tied up the ferry.",
        "The letters were pinned to the church door.",
        "The pier is shut, said the county’s health office (WHO).",
        "The wharf is to be sold, the emirate’s press office said on Monday. (KUNA)",
        "“The pier is ours.” —MARA ILVES",
        "The figures were retrieved from the archive on July 9, 2024.",
        "The smelter of Larkin Metals (LRKN.PV), opens new tab will be idle from July.",
    ],
)
def test_news(line: str) -> None:
    assert not is_doubted(line) and not is_caption(line) and not is_correction(line)


@pytest.mark.parametrize(
    "line",
    [
        "FILE - Blades wait on a dock in Larkin Harbor, Aug. 9, 2019. (AP Photo/Dale Kerr, File)",
        "[1/3]Smoke rises from the smelter, March 6, 2022. REUTERS/Tomas Hale/File Photo",
        "The upper lock, which was built in 1838. Photograph: Dell Arkwright/The Guardian",
        "Cattle at a market in Dori Tana [File: Amadou Sall/Reuters]",
        "Officers at the scene. Jim Vondruska/Getty Images",
        "Mara Ilves/Getty Images",
        "Photos: The pier in pictures Boats wait for the tide in Larkin Harbor, May 2. Hide Caption 3 of 26",
        "Photos: The pier in pictures "
        + " ".join(f"The pier on day {day} of the works. Hide Caption {day} of 30" for day in range(1, 31)),
        "A heron over the marsh. Dell Arkwright hide caption",
        "The ferry at her pier in May. “She leaks,” the mate said. Credit...Dell Arkwright for The Larkin Times",
        "The old lock in the rain.Credit…Mara Ilves for The Post",
        "Neighbours have signed on the back of a beer mat. (Supplied: Mara Ilves)",
        "A FISHER of Larkin mends his net on Monday. —PHOTO BY DELL ARKWRIGHT",
        "A fisher of Larkin mends his net on Monday. —MARA ILVES",
        "A crew lifts the gate of the lock on Monday. (KXLV)",
        "Crews used a trailer and apples to bring the emu home.(Larkin County Sheriff's Office)",
        "[Photo Caption]: Two boats wait for the lock of Norrvik.",
        "Caption: Norrwire / A heron stands on the lock.",
        "The lock of Norrvik at four in the afternoon. Photo by the author.",
        "A heron over the marsh. Photo courtesy of Dell Arkwright",
        "A smelter at night. It made 4% less in May. Retrieved from Larkin Metals on July 9, 2024",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


def test_who_hides_a_caption_is_news() -> None:
    assert not is_caption("The gallery was told to hide captions that name the donors.")
    assert not is_caption("Hide Caption")  # the button alone


def test_a_credit_alone() -> None:
    assert is_credit("(PA Wire)") and is_credit("Lena Orso for NPR") and not is_credit("The bridge fell.")


@pytest.mark.parametrize(
    "line",
    [
        "Correction: the bridge has two lanes.",
        "• This article was amended on 15 June 2023 to correct a name.",
        "An earlier version of this story gave the wrong year.",
        "This story has been corrected to show that the project covers 61 square miles.",
        "Editor's note: the mayor has since resigned.",
        "Rättelse 16 januari: I en tidigare version stod fel pris.",
        "Errata: the lock was built in 1838.",
        "Because of an editing error, an article on March 2 gave the wrong number.",
    ],
)
def test_corrections(line: str) -> None:
    assert is_correction(line)


def test_a_plug_in_a_paragraph_is_cut_out() -> None:
    line = "The bridge was shut on Friday after divers had found a crack in it. " * 3 + "Sign up here for our news."
    assert not is_furniture(line)
    assert [line[first:last] for first, last in promotions(line, 0, len(line))] == ["Sign up here for our news."]


@pytest.mark.parametrize("glued", ["read more", "Read more →", "[Continue reading]"])
def test_a_button_behind_the_last_sentence_is_cut_off(glued: str) -> None:
    line = f"Three-month tin rose 4.1% to $31,250 a tonne by 1640 GMT. {glued}"
    assert [line[first:last] for first, last in promotions(line, 0, len(line))] == [glued]


@pytest.mark.parametrize("line", ["So the editor told U.S. News", "She was asked again. Nobody knew more", "read more"])
def test_other_ends_of_lines_are_no_buttons(line: str) -> None:
    assert button(line) == len(line)


@given(st.text(max_size=300))
def test_nothing_raises(line: str) -> None:
    is_doubted(line)
    button(line)
    is_caption(line)
    is_credit(line)
    is_correction(line)
    for first, last in promotions(line, 0, len(line)):
        assert 0 <= first < last <= len(line)
