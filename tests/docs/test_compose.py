"""The containers' settings: what their data folder is, and that none is started without a password."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
OWN = ("bot", "indexer")


def test_what_env_example_leaves_empty_does_not_move_the_data_out_of_their_volume() -> None:
    empty = re.findall(r"^(\w+)=$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    image = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    for name in OWN:
        own = COMPOSE[name]
        assert own["env_file"] == ".env"
        assert {"NEWSDESK_DATA_DIR", "DATABASE_URL", "CHROMA_URL"} <= own["environment"].keys() & set(empty)
        assert own["volumes"][0] == f"{name}:{own['environment']['NEWSDESK_DATA_DIR']}"
        assert f"VOLUME {own['environment']['NEWSDESK_DATA_DIR']}" in image


def test_all_share_the_servers_and_their_password() -> None:
    wanted = COMPOSE["postgres"]["environment"]["POSTGRES_PASSWORD"]
    assert wanted.startswith("${POSTGRES_PASSWORD:?")
    for name in OWN:
        addresses = COMPOSE[name]["environment"]
        assert addresses["DATABASE_URL"] == f"postgresql://newsdesk:{wanted}@postgres/newsdesk"
        assert addresses["CHROMA_URL"] == "http://chroma:8000"
        assert set(COMPOSE[name]["depends_on"]) == {"postgres", "chroma"}
