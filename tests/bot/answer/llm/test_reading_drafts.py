"""Replies as models write them: the draft is read out of whatever stands around it."""

from __future__ import annotations

import pytest

from bot.answer.draft import DraftError, read_draft

ONE = '{"claims": [{"sentences": [1], "text": "A."}]}'


@pytest.mark.parametrize(
    "reply",
    [
        ONE,
        f"```json\n{ONE}\n```",
        f"Let me think.</think>{ONE}",
        f'<think>{{"claims": []}}</think>{ONE}',
        f'<reasoning>{{"claims": [{{"sentences": [9], "text": "No."}}]}}</reasoning>{ONE}',
        f'{{"plan": 1}}{ONE}',
        f'{{"claims": []}} No, better: {ONE}',
        f'{ONE}{{"claims": []}}',
        '{"claims": [{"sentences": ["[1]"], "text": "A."}]}',
        '{"claims": [{"sentences": 1, "text": "A."}]}',
        '{"claims": [{"sentences": [1.0, null], "text": "A."}], "differ": null, "evidence": "1"}',
    ],
)
def test_the_same_draft_however_it_is_written(reply: str) -> None:
    assert [(claim.sentences, claim.text) for claim in read_draft(reply).claims] == [([1], "A.")]


def test_null_for_a_list_is_an_empty_list() -> None:
    draft = read_draft('{"evidence": null, "claims": null, "differ": null, "missing": null, "language": null}')
    assert (draft.evidence, draft.claims, draft.differ, draft.missing, draft.language) == ([], [], [], "", "")


@pytest.mark.parametrize("reply", ["", "<think>hm", "None.", '{"answer": "A."}', '{"claims": "none"}'])
def test_what_is_no_draft_says_so(reply: str) -> None:
    with pytest.raises(DraftError):
        read_draft(reply)
