"""Marginal relevance: what repeats goes behind, nothing is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.search.diversity import by_marginal_relevance

FERRY = "The ferry sank off the coast on Monday night."
MORE = FERRY + " Divers found its bell a week later."
OTHER = "The mayor opened a bridge in the north of the town."

ITEMS = st.lists(
    st.tuples(
        st.floats(-15, 15), st.text(st.sampled_from(list("aB éñ.年🗳\u0301")), max_size=40), st.sampled_from("xyz")
    ),
    max_size=12,
)
WEIGHTS = st.floats(0, 10)


def places(
    scores: list[float], texts: list[str], origins: str = "xyz", repeats: float = 4.0, siblings: float = 0.0
) -> list[int]:
    return [ranking.place for ranking in by_marginal_relevance(scores, texts, origins[: len(texts)], repeats, siblings)]


def test_a_copy_goes_behind_what_is_new() -> None:
    assert places([3.0, 2.9, 2.0], [FERRY, FERRY.upper(), OTHER]) == [0, 2, 1]
    assert places([3.0, 2.9, 2.0], [FERRY, FERRY, OTHER], repeats=0) == [0, 1, 2]


def test_a_copy_that_answers_far_better_than_the_rest_keeps_its_place() -> None:
    assert places([3.0, 2.9, -2.0], [FERRY, FERRY, OTHER]) == [0, 1, 2]


def test_what_tells_more_costs_less_than_what_tells_nothing_new() -> None:
    ranked = by_marginal_relevance([3.0, 2.0, 2.0], [FERRY, FERRY, MORE], "xyz", 4.0, 0.0)
    assert [ranking.place for ranking in ranked] == [0, 2, 1]
    assert ranked[2].score == -2.0
    assert -2.0 < ranked[1].score < 2.0


def test_a_passage_repeats_one_other_not_several_together() -> None:
    both = f"{FERRY} {OTHER}"
    ranked = by_marginal_relevance([3.0, 2.9, 2.0], [FERRY, OTHER, both], "xyz", 4.0, 0.0)
    assert ranked[2].score > 2.0 - 4.0 * 0.7


def test_each_passage_of_an_article_costs_those_that_follow_it() -> None:
    texts = ["one one one", "two two two", "three three three", "four four four"]
    ranked = by_marginal_relevance([3.0, 2.9, 2.8, 2.5], texts, "xxxy", 0.0, 0.25)
    assert [(ranking.place, round(ranking.score, 2)) for ranking in ranked] == [(0, 3.0), (1, 2.65), (3, 2.5), (2, 2.3)]


def columns(items: list[tuple[float, str, str]]) -> tuple[list[float], list[str], list[str]]:
    return [item[0] for item in items], [item[1] for item in items], [item[2] for item in items]


@given(ITEMS)
def test_without_weights_the_scores_decide(items: list[tuple[float, str, str]]) -> None:
    scores, texts, origins = columns(items)
    expected = sorted(range(len(scores)), key=lambda place: -scores[place])
    assert by_marginal_relevance(scores, texts, origins, 0.0, 0.0) == [(place, scores[place]) for place in expected]


@given(ITEMS, WEIGHTS, WEIGHTS)
def test_nothing_is_lost_and_scores_never_rise(
    items: list[tuple[float, str, str]], repeats: float, siblings: float
) -> None:
    scores, texts, origins = columns(items)
    ranked = by_marginal_relevance(scores, texts, origins, repeats, siblings)
    assert sorted(ranking.place for ranking in ranked) == list(range(len(items)))
    assert all(before.score >= after.score for before, after in pairwise(ranked))
    assert all(ranking.score <= scores[ranking.place] for ranking in ranked)
    if ranked:
        assert ranked[0].score == max(scores)
