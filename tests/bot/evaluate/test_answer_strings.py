"""When a text holds an answer, against SQuAD's published script and examples."""

from __future__ import annotations

import collections
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluate.matching import contains, exact_match, holds, plain, squad, token_f1


# The functions of SQuAD 2.0's evaluation script as published (Rajpurkar, Jia and Liang, 2018), to compare with.
def normalize_answer(s):
    def remove_articles(text):
        regex = re.compile(r"\b(a|an|the)\b", re.UNICODE)
        return re.sub(regex, " ", text)

    def white_space_fix(text):
        return " ".join(text.split())

    def remove_punc(text):
        exclude = set(string.punctuation)
        return "".join(ch for ch in text if ch not in exclude)

    return white_space_fix(remove_articles(remove_punc(s.lower())))


def compute_f1(a_gold, a_pred):
    gold_toks = normalize_answer(a_gold).split()
    pred_toks = normalize_answer(a_pred).split()
    common = collections.Counter(gold_toks) & collections.Counter(pred_toks)
    num_same = sum(common.values())
    if len(gold_toks) == 0 or len(pred_toks) == 0:
        return int(gold_toks == pred_toks)
    if num_same == 0:
        return 0
    precision = 1.0 * num_same / len(pred_toks)
    recall = 1.0 * num_same / len(gold_toks)
    return (2 * precision * recall) / (precision + recall)


@given(st.text(), st.text())
def test_agrees_with_the_published_script_on_any_text(right: str, given: str) -> None:
    assert squad(given) == normalize_answer(given)
    assert token_f1(given, [right]) == pytest.approx(compute_f1(right, given), abs=1e-6)
    assert exact_match(given, [right]) == float(normalize_answer(given) == normalize_answer(right))


@given(st.lists(st.sampled_from("the a Norse of Normandy, France. in- 10th".split())), st.data())
def test_agrees_on_texts_that_overlap(words: list[str], data: st.DataObject) -> None:
    right, given = " ".join(words), " ".join(data.draw(st.permutations(words)))
    assert token_f1(given, [right]) == pytest.approx(compute_f1(right, given), abs=1e-6)


@pytest.mark.parametrize(
    ("given", "answers", "f1", "exact"),
    [
        # From the dataset's published development set: several people marked the same answer.
        ("Denver Broncos", ["Denver Broncos", "Denver Broncos", "Denver Broncos"], 1, 1),
        ("the 10th and 11th centuries", ["10th and 11th centuries", "in the 10th and 11th centuries"], 1, 1),
        ("Norse", ["Denmark, Iceland and Norway"], 0, 0),
        ("gold 50", ["gold", "golden"], 2 / 3, 0),
        ("Saint Bernadette", ["Saint Bernadette Soubirous"], 0.8, 0),
        ("", [""], 1, 1),
        ("", ["France"], 0, 0),
    ],
)
def test_published_examples(given: str, answers: list[str], f1: float, exact: float) -> None:
    assert token_f1(given, answers) == pytest.approx(f1)
    assert exact_match(given, answers) == exact


@pytest.mark.parametrize(
    ("text", "answers", "found"),
    [
        ("It was “Squid Game”\nthat won.", ["“Squid Game”"], True),
        ("It was the  Squid\u00a0game that won.", ["'squid game.'"], True),
        ("Iranian officials", ["Iran"], True),
        ("Iranian officials", ["Iraq", "“officials”"], True),
        ("officials", ["Iran"], False),
        ("anything", ["“”", "", "."], False),
        ("anything", [], False),
    ],
)
def test_holds(text: str, answers: list[str], found: bool) -> None:
    assert holds(text, answers) is found


def test_contains_knows_word_boundaries() -> None:
    assert not contains("Iranian officials", ["Iran"])
    assert contains("officials of the U.S., among others", ["us"])
    assert not contains("anything", ["the"])


@given(st.text())
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)
