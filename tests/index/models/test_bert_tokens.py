"""Tokens counted word by word are as many as a model reads."""

from hypothesis import given
from hypothesis import strategies as st

from index.models.bert_tokens import count_tokens, tokens_of

WORDS = st.sampled_from(
    [
        "Tutu",
        "naïve",
        "don't",
        "U.S.",
        "1,200",
        "北京",
        "[SEP]",
        "##s",
        "İzmir",
        "e\u0301",
        "\u0301",
        "a\x1cb",
        "x" * 120,
    ]
)
PARTS = st.one_of(WORDS, st.text(max_size=8), st.sampled_from([" ", "\n", "\t", "\u2028", "\xa0", "  "]))


@given(st.lists(st.lists(PARTS, max_size=12).map("".join), max_size=4))
def test_as_many_as_are_read(texts: list[str]) -> None:
    assert count_tokens(texts) == [len(tokens.ids) for tokens in tokens_of(texts)]
