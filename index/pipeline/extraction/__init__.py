"""Extraction in processes of its own: a file that crashes, hangs or devours memory costs its reader, not the run."""

from __future__ import annotations

from index.pipeline.extraction.requests import ExtractionRequest
from index.pipeline.extraction.workers import Workers

__all__ = ["ExtractionRequest", "Workers"]
