"""Whose a dump is: told where several signs of the page agree, and left open where they do not."""

from __future__ import annotations

import pytest

from index.extract.copyright_notices import owner
from index.extract.dump_header import Header
from index.extract.dump_outlet import told_outlet
from index.extract.labels import lines

STORY = (
    "Bridge shut after crack is found",
    "By Ada Marr",
    "The harbour bridge was shut on Friday after divers had found a crack in a pillar.",
    "Repairs will take nine weeks, the harbour master said.",
)


def outlet(*others: str, over: tuple[str, ...] = ()) -> str:
    text = "\n".join((*over, *STORY, *others))
    header = Header(headline=STORY[0], headline_line=len(over), byline=("Ada Marr",), last=len(over) + 1)
    return told_outlet(text, list(lines(text)), header)


@pytest.mark.parametrize(
    ("over", "below", "expected"),
    [
        (("Lower Quay", "News", "Sport"), ("Follow Lower Quay", "© 2024 Lower Quay Ltd"), "Lower Quay"),
        (("THE LYNGBY HERALD Friday, March 1, 2024",), ("lyngbyherald.example",), "The Lyngby Herald"),
        ((), ("More stories from QuayLive", "Get QuayLive's daily newsletter", "www.quaylive.example"), "QuayLive"),
        ((), ("LYNGBY, Fla. (WQZF) — A cat was saved.", "Follow WQZF"), "WQZF"),
        ((), ("This article originally appeared on Lyngby Star: Bridge shut",), "Lyngby Star"),
        (("Lyngby Avis", "Logg inn"), ("© Lyngby Avis",), "Lyngby Avis"),
        (
            (),
            ("Copyright Jornal de Selvik. Todos os direitos reservados.", "www.jornaldeselvik.example"),
            "Jornal de Selvik",
        ),
        (
            (),
            ("Subscribe to The Lower Quay Gazette", "Photo: LQG", "© 2024 The Lower Quay Gazette Company Ltd."),
            "The Lower Quay Gazette",
        ),
        (("THE LYNGBY HERALD", "Sport"), ("Follow Herald North",), "The Lyngby Herald"),
        (("Quay24",), ("The mayor told Quay24.",), "Quay24"),
        (("PressReader", "The Lyngby Herald"), ("© PressReader. All rights reserved.",), "The Lyngby Herald"),
        (("Quay 24", "Live"), ("Download the Quay 24 app", "© 2024 Quay 24"), "Quay 24"),
        (
            ("Rantala", "Urheilu"),
            ("Avaa Rantala-sovelluksessa", "Tilaa Rantalan uutiskirje", "Rantala Uutiset"),
            "Rantala",
        ),
        (("quay.oz", "quay.oz — the coast's own site"), ("quay.oz", "© 2024 Nationwide Site Pty Ltd"), "quay.oz"),
        (("DER QUAYSTAND",), ("QUAYSTAND > Sport", "© QUAYSTAND Verlag 2024"), "DER QUAYSTAND"),
        (("Today's Edition", "The Tern", "Sport"), ("More from the harbour and The Tern",), "The Tern"),
        (
            ("LQP News", "culture"),
            ("Follow LQP News on Facebook!", "LQP News is the English-language service of LQP."),
            "LQP News",
        ),
        (("the quay times", "SPORT", "LOCAL"), ("THE QUAY TIMES LTD. ALL RIGHTS RESERVED.",), "The Quay Times"),
        (
            ("The Quayman",),
            ("With a subscription to The Quayman, you can read all of it.", "© Tern Ltd"),
            "The Quayman",
        ),
        (("LQX", "Sport"), ("Get the latest LQX news", "© 2024 Lower Online and affiliated companies."), "LQX"),
        (("LQZ",), ("LQZ.ch benötigt JavaScript für wichtige Funktionen.",), "LQZ"),
        (("Quay.com",), ("Our work needs your help. Please subscribe to Quay.com.",), "Quay.com"),
        (
            ("QuayPost International",),
            ("Back to QuayPost International", "© 1997 QuayPost.net"),
            "QuayPost International",
        ),
        (("Malnad Quay", "Sport"), (), "Malnad Quay"),
        (("quayMatin.es", "Sociedad"), (), "quayMatin.es"),
        (("Skip to content", "The Quay - Back to home", "News", "Sport"), (), "The Quay"),
        (("Quayly", "News", "Sport"), (), "Quayly"),
        (("CQX NEWS", "Live", "CQX News", "Atlantic"), (), "CQX News"),
        (("EL FARÓN", "Política"), ("© 2024 SA EL FARÓN",), "EL FARÓN"),
        (("MENU", "L'Écho du Quai", "Ma commune"), ("Suivez l'actualité avec L'Écho du Quai",), "L'Écho du Quai"),
        (("The Tern Ledger | Business | Markets", "LOG IN"), ("Get TTL's newsletters",), "The Tern Ledger"),
        ((), ("© Quayer Anzeiger Verlag GmbH & Co. KG",), "Quayer Anzeiger"),
        (("Lower Quay Herald",), ("Copyright 2024 The Associated Press. All rights reserved.",), "Lower Quay Herald"),
        (("Reader", "Quayside (9)"), ("Tern Weekly by Ada Marr / 2d // keep unread // hide",), "Tern Weekly"),
        (("Reader", "Quayside (9)"), ("The post Bridge shut appeared first on Tide.",), "Tide"),
        ((), ("Der Beitrag Brücke gesperrt erschien zuerst auf Quayseite.",), "Quayseite"),
        (("The Quay Messenger", "Fares"), ("Support the Messenger", "The Messenger needs you."), "The Quay Messenger"),
        (("Tern Star Norland",), ("Copyright Tern Star.", "Speaking with Tern Star, he wept."), "Tern Star Norland"),
        (("Quaystar Sport",), ("Follow Quaystar", "© 2024 Quaystar", "www.quaystar.example"), "Quaystar"),
        ((), ("All rights reserved. Quay Sunrise Publishing, Inc.", "Quay Sunrise uploads comments."), "Quay Sunrise"),
        (("QUAY.OZ", "Departments"), ("© Crown copyright",), "QUAY.OZ"),
        (("Kategori Berita", "Home", "quayNews", "Berita"), (), "quayNews"),
        ((), ("mak / PAP / tvn24.pl", "© 2024 Telewizja Quay Sp. z o.o."), "TVN24"),
        ((), ("© 2024, THG PUBLISHING PVT LTD. or its affiliated companies. All rights reserved.",), "The Hindu"),
        (("Reader", "Quayside (9)"), ("Tern Weekly · Feb 8, 2024 · by Ada Marr",), "Tern Weekly"),
        ((), ("Published in Tide Dawn Press, March 14th, 2019",), "Tide Dawn Press"),
        ((), ("(This story has not been edited by The Tern Tribune staff.)", "PTI"), "The Tern Tribune"),
        ((), ("Copyright @2023 All Right Reserved The Tern Tribune Trust",), "The Tern Tribune"),
        (("#The Quay Sentinel RSS", "Home"), ("Copyright (c) 2003 Quay Publishing Corp.",), "The Quay Sentinel"),
        (("Reader View", "Lower Quay Herald"), (), "Lower Quay Herald"),
        (("DOW JONES", "Lower Quay Herald"), (), "Lower Quay Herald"),
        (("railwaygazette.com", "News"), (), "Railway Gazette International"),
        ((), ("Download The Times of India News App for Latest City News",), "The Times of India"),
        (
            ("Livestream", "News", "WQZX 9 News", "Weather"),
            ("Copyright 2024 The Associated Press. All rights reserved.", "WQZX", "2101 Prairie Ave"),
            "WQZX 9 News",
        ),
        (
            ("Tern Reed logo", "Subscribe now", "The Guardian", "Menu", "Companies"),
            ("© Tern Reed Ltd 2026. All rights reserved.",),
            "The Guardian",
        ),
        (
            ("BC-NO--Selvik-Lost Cats, 3rd Ld-Writethru", "a0788"),
            ("Copyright 2012 The Associated Press.", "SLUG: BC-NO--Selvik-Lost Cats"),
            "Associated Press",
        ),
        (
            ("Skip to content", "News", "Ministry of Harbours and Trade", "FOR IMMEDIATE RELEASE", "March 1, 2024"),
            ("Contact us",),
            "Ministry of Harbours and Trade",
        ),
        (("Ministère des Ports", "Communiqué de presse"), (), "Ministère des Ports"),
        (("Tide",), ("Thanks for reading Tide!", "Tide is a free letter.", "© 2024 Tide"), "Tide"),
    ],
)
def test_pages_that_tell_it(over: tuple[str, ...], below: tuple[str, ...], expected: str) -> None:
    assert outlet(*below, over=over) == expected


def test_networks_are_no_outlet() -> None:
    assert outlet("Follow us on X and Facebook", "Follow us on X and Facebook", over=("9 Quay Street",)) == ""


@pytest.mark.parametrize(
    ("over", "below"),
    [
        (("News", "Sport", "Local News"), ("More from Sport", "Latest Sport")),
        ((), ("About Ada Marr", "Follow Ada Marr", "© 2024")),
        (
            ("News", "Lyngby"),
            ("The mayor of Lyngby was there.", "Lyngby will pay for it, he said."),
        ),
        ((), ("LYNGBY (AFP) — A cat was saved.",)),
        ((), ("Photo: Olu Obi © Olu Obi",)),
        (("News", "Ministry of Harbours"), ()),
        ((), ("Senior What's On reporter",)),
        ((), ("The pillar is older, says a study first published in Dawn.",)),
        ((), ("Published in The Selvik Journal of Bridges, the study tells of cracks.",)),
        ((), ("Tern Star Diner", "12 Quay Street, Selvik")),
    ],
)
def test_pages_that_do_not(over: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert outlet(*below, over=over) == ""


@pytest.mark.parametrize(
    ("notice", "name"),
    [
        ("© 2024 Todos los derechos reservados. El Pregonero del Norte C.A.", "El Pregonero del Norte"),
        ("© 2024 Telewizja Quay Sp. z o.o.", "Telewizja Quay"),
        ("© Crown copyright", ""),
    ],
)
def test_whose_a_notice_of_copyright_is(notice: str, name: str) -> None:
    assert owner([notice]) == name
