"""A model that is no folder here is asked for once, and told in one sentence where there is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import huggingface_hub
import pytest
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

from index.models.bundled import ModelError
from index.models.embedder import load_embedder
from index.models.hub import only_from_cache
from index.models.reranker import load_reranker

REPLY = SimpleNamespace(headers={}, request=None, status_code=404)
NONE = RepositoryNotFoundError("none", response=REPLY)  # type: ignore[arg-type]
GATED = GatedRepoError("gated", response=REPLY)  # type: ignore[arg-type]
BUSY = HfHubHTTPError("busy", response=REPLY)  # type: ignore[arg-type]
AWAY = ConnectionError("name or service not known")


class Hub:
    """Stands in for the hub: what it says of names, and which it was asked for."""

    def __init__(self, **said: Exception) -> None:
        self.said = said
        self.asked: list[str] = []

    def model_info(self, name: str, *, timeout: float) -> object:
        huggingface_hub.utils.validate_repo_id(name)
        self.asked.append(name)
        if (error := self.said.get(name.replace("/", "_"), NONE)) is not None:
            raise error
        return object()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hub:
    made = Hub()
    monkeypatch.setattr(huggingface_hub, "HfApi", lambda: made)
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    return made


def test_a_name_that_nobody_has(hub: Hub) -> None:
    with pytest.raises(
        ModelError, match=r"nope cannot be loaded: there is no such folder, and \S+ has no such model\.$"
    ):
        only_from_cache("EMBEDDING_MODEL ", "nope", "us")
    assert hub.asked == ["us/nope", "nope"]


@pytest.mark.parametrize("name", ["./nope", "a/b/c", "x" * 5_000, "a\0b"])
def test_what_is_no_name_of_a_model(hub: Hub, name: str) -> None:
    with pytest.raises(ModelError, match="there is no such folder"):
        only_from_cache("EMBEDDING_MODEL ", name, "us")


def test_a_hub_that_is_away_is_asked_once(hub: Hub) -> None:
    hub.said = {"us_nope": AWAY}
    with pytest.raises(ModelError, match=r"cannot be reached \(ConnectionError\)\.$"):
        only_from_cache("EMBEDDING_MODEL ", "nope", "us")
    assert hub.asked == ["us/nope"]


@pytest.mark.parametrize("said", [AWAY, NONE])
def test_what_was_fetched_before_is_used(hub: Hub, said: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.said = {"us_model": said}
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda name, _: f"/cache/{name}")
    assert only_from_cache("EMBEDDING_MODEL ", "us/model", "us")


@pytest.mark.parametrize("said", [None, GATED, BUSY])
def test_where_the_hub_replies_the_loader_goes_on(hub: Hub, said: Exception) -> None:
    hub.said = {"us_model": said}
    assert not only_from_cache("EMBEDDING_MODEL ", "us/model", "us")


def test_a_folder_is_asked_for_nowhere(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/config.json").touch()
    assert not only_from_cache("EMBEDDING_MODEL ", "mine", "us")
    assert hub.asked == []


def test_both_settings_are_told_so(hub: Hub) -> None:
    with pytest.raises(ModelError, match="EMBEDDING_MODEL nope"):
        load_embedder("nope")
    with pytest.raises(ModelError, match="RERANK_MODEL nope"):
        load_reranker("nope")
