"""Lines that point to another page are furniture; lines of the story that look a little like them are not."""

from __future__ import annotations

import pytest

from index.extract.furniture import is_furniture

POINTERS = """
Read more: Ferry fares to rise by a tenth
READ ALSO: Flood: Traders count losses in the old market
Related: Mayor says he is sorry after the flood. Here is why.
RELATED: A list of what each school will pay.
RELATED:
More:Will the bridge ever open again? Maybe, but nobody bets on it.
More:https://www.harbournews.example/bridge/
Opinion:The harbour board has failed us. It should go.
Analysis: Council seeks its footing as the landscape is transformed
More on the strike: Pilots want a second man on each boat. Will they get him?
More AP curling: https://apnews.example/hub/curling and https://social.example/AP_Curling
MORE HARBOUR NEWS:
Read more about the ferry:
Listen to "All Good: A Harbour Podcast" here:
Read more here.
► Read the full story here.
» MORE:How to file for a refund
👉 Read more: What became of the ferry?
🧈 Read more: See which foods are dearer than ever this year.
👉 Missed day six? A witness says the captain knew. Catch up here.
Follow every match: Live curling scores
Swimming:Where to take the kids while the lake is closed
Prefer to listen? Check out our podcast:
From staff and wire reports
Opinion contributor
That’s all from us today. Thanks for reading.
I’m handing over to my colleague Ida, who has the evening.
This is a developing story. Check back for updates.
"""

STORY = """
At 3:52 p.m., Stenberg told the harbour office: "Shut the bridge now, I beg you"
Group 11, 2:05 p.m.: Ida Stenberg (-4), Olu Adebayo (-4)
Halvard Moe, Sr., Lyngby (Avg. 16:49, SB 16:29, PPR 16:39)
Lyngby vs. Port Ostry, 6:30 p.m. (Channel 5)
March 20, 8:02 a.m.: The first ship enters the new basin
More than 20 people died in the following towns: Lyngby, Port Ostry and Selworth
More information: 555-0142, or at the town hall
More money for child care: The law gives $8 billion to the towns.
Opinion: An Aug. 12 editorial should have said most companies offer insurance.
'More and more prevalent': experts say that the cracks grow
Related charges were dropped on Friday.
“That’s all from us,” the judge said, and closed the hearing.
What we know: the bridge was built in 1961.
"""


@pytest.mark.parametrize("line", POINTERS.strip().splitlines())
def test_pointers(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", STORY.strip().splitlines())
def test_story_lines(line: str) -> None:
    assert not is_furniture(line)
