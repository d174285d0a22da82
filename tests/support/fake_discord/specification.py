"""The form of a request and its answer: by Discord's OpenAPI document where there is one."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from tests.support.fake_discord.protocol import JSON, Problem

_METHODS = ("get", "put", "post", "patch", "delete")
_CODES = {
    "maxLength": "BASE_TYPE_MAX_LENGTH",
    "minLength": "BASE_TYPE_MIN_LENGTH",
    "required": "BASE_TYPE_REQUIRED",
    "maxItems": "BASE_TYPE_MAX_LENGTH",
    "minItems": "BASE_TYPE_MIN_LENGTH",
    "enum": "BASE_TYPE_CHOICES",
    "maximum": "NUMBER_TYPE_MAX",
    "minimum": "NUMBER_TYPE_MIN",
}


class Specification(Protocol):
    """Which endpoints there are, and what goes in and out of them."""

    says: str
    """The checks, for the head of a test report."""

    def match(self, method: str, path: str) -> tuple[str, dict[str, str]] | None:
        """The template of the endpoint that a path means, with its parameters."""

    def query_problems(self, method: str, template: str, query: dict[str, str]) -> list[Problem]:
        """The faults of a query."""

    def request_problems(self, method: str, template: str, body: Any) -> list[Problem]:
        """The faults of a body."""

    def response_problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """The faults of an answer of the fake itself."""


class Endpoints:
    """Templates such as ``/channels/{channel_id}`` that paths are matched with."""

    def __init__(self, endpoints: Iterable[tuple[str, str]]) -> None:
        # Literal segments (@me, @original) win over placeholders.
        self._endpoints = [
            (method, _pattern(template), template)
            for method, template in sorted(endpoints, key=lambda endpoint: endpoint[1].count("{"))
        ]

    def match(self, method: str, path: str) -> tuple[str, dict[str, str]] | None:
        """The template that fits, with its parameters."""
        for known, pattern, template in self._endpoints:
            if known == method and (hit := pattern.match(path)):
                return template, hit.groupdict()
        return None


class LimitsAlone(Endpoints):
    """Stands in where Discord's document is absent: nothing but the limits of ``message_limits`` and ``command_limits`` is checked."""

    says = "Discord's limits alone, its OpenAPI document is not there"

    def query_problems(self, method: str, template: str, query: dict[str, str]) -> list[Problem]:
        return []

    def request_problems(self, method: str, template: str, body: Any) -> list[Problem]:
        return []

    def response_problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        return []


class OpenApi(Endpoints):
    """Discord's OpenAPI 3.1 document: its endpoints, and JSON Schema for what goes over them."""

    def __init__(self, path: Path) -> None:
        from jsonschema import FormatChecker
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        self.says = f"Discord's limits and its OpenAPI document, {path}"
        self._document: JSON = json.loads(path.read_text("utf-8"))
        lax = copy.deepcopy(self._document)  # in requests Discord takes snowflakes as numbers as well
        lax["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
        self._registry: Any = Registry().with_resources(
            (f"urn:{side}", Resource.from_contents(document, DRAFT202012))
            for side, document in (("request", lax), ("response", self._document))
        )
        self._formats = FormatChecker(formats=["date-time"])
        self._validators: dict[str, Any] = {}
        super().__init__(
            (method.upper(), template)
            for template, operations in self._document["paths"].items()
            for method in operations
            if method in _METHODS
        )

    def query_problems(self, method: str, template: str, query: dict[str, str]) -> list[Problem]:
        both = (self._operation(method, template), self._document["paths"][template])
        known = {
            p["name"]: p["schema"] for level in both for p in level.get("parameters", []) if p.get("in") == "query"
        }
        found: list[Problem] = []
        for name, value in query.items():
            kind = known[name].get("type") if name in known else None
            if name not in known:
                found.append(((name,), "UNKNOWN_QUERY", "Not a documented query parameter."))
            elif kind == "boolean" and value.lower() not in ("true", "false", "1", "0"):
                found.append(((name,), "BOOLEAN_TYPE_CONVERT", "Must be a boolean."))
            elif kind == "integer" and not re.fullmatch(r"-?\d+", value):
                found.append(((name,), "NUMBER_TYPE_COERCE", "Must be an integer."))
        return found

    def request_problems(self, method: str, template: str, body: Any) -> list[Problem]:
        if "content" not in self._operation(method, template).get("requestBody", {}):
            return [] if body in (None, {}) else [((), "UNEXPECTED_BODY", "This endpoint takes no body.")]
        place = _pointer("paths", template, method.lower(), "requestBody", "content", "application/json", "schema")
        errors = self._errors("request", place, {} if body is None else body)
        return [
            (tuple(e.absolute_path), _CODES.get(str(e.validator), "BASE_TYPE_BAD_TYPE"), e.message[:300])
            for e in errors
        ]

    def response_problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        responses = self._operation(method, template)["responses"]
        if str(status) not in responses:
            return [f"status {status} is not documented"]
        if "content" not in responses[str(status)]:
            return [] if body is None else ["documented without a body"]
        place = _pointer(
            *("paths", template, method.lower(), "responses", str(status), "content", "application/json", "schema")
        )
        errors = self._errors("response", place, body)
        return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in errors]

    def _operation(self, method: str, template: str) -> JSON:
        operation: JSON = self._document["paths"][template][method.lower()]
        return operation

    def _errors(self, side: str, pointer: str, value: Any) -> list[Any]:
        from jsonschema import Draft202012Validator

        schema = f"urn:{side}#{pointer}"
        if schema not in self._validators:
            self._validators[schema] = Draft202012Validator(
                {"$ref": schema}, registry=self._registry, format_checker=self._formats
            )
        return [leaf for error in self._validators[schema].iter_errors(value) for leaf in _leaves(error)]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("^" + re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template)) + "$")


def _pointer(*parts: str) -> str:
    return "/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)


def _leaves(error: Any) -> list[Any]:
    """An error of ``oneOf`` or ``anyOf`` becomes those of the branch that the sender meant: the one of its type, then the deepest."""
    if not error.context:
        return [error]
    branches: dict[Any, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)

    def rank(errors: list[Any]) -> tuple[bool, bool, int, int]:
        wrong_type = any(e.validator in ("enum", "const") and list(e.relative_path)[-1:] == ["type"] for e in errors)
        no_branch = any(e.validator == "type" and e.validator_value == "null" for e in errors)
        return wrong_type, no_branch, -max(len(e.absolute_path) for e in errors), len(errors)

    return [leaf for inner in min(branches.values(), key=rank) for leaf in _leaves(inner)]
