"""Models that are no folder here: whether the Hugging Face hub has them is asked once, before a loader tries for a minute."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from index.models.bundled import ModelError, require_model_folder

_SECONDS = 5.0
"""Seconds that the hub may take to reply."""


def only_from_cache(setting: str, name: str, organization: str) -> bool:
    """True where a model is to be loaded as it was fetched before, because the hub does not give it now.

    A name without an ``organization`` may be one of that organization's, as sentence-transformers has it.

    Raises:
        ModelError: there is no such folder, it holds no model, or the hub has none of that name, or cannot be reached.
    """
    require_model_folder(setting, name)
    if _is_folder(name):
        return False
    from huggingface_hub import HfApi, constants
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, HFValidationError, RepositoryNotFoundError

    names = [name] if "/" in name else [f"{organization}/{name}", name]
    reason = f"there is no such folder, and {urlsplit(constants.ENDPOINT).hostname} has no such model"
    for each in names:
        try:
            HfApi().model_info(each, timeout=_SECONDS)
        except HFValidationError:
            continue
        except GatedRepoError:
            return False  # the loader tells how to be let in
        except RepositoryNotFoundError:
            continue
        except HfHubHTTPError:
            return False  # it replies, and may give files all the same
        except Exception as error:  # those of a network, which differ between versions of the library
            kind = type(error).__name__
            where = urlsplit(constants.ENDPOINT).hostname
            reason = f"there is no such folder, and {where}, which may have it, cannot be reached ({kind})"
            break
        return False
    if _is_cached(names):
        return True
    raise ModelError(f"{setting}{name} cannot be loaded: {reason}.")


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _is_cached(names: Iterable[str]) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return any(isinstance(try_to_load_from_cache(name, "config.json"), str) for name in names)
    except HFValidationError:
        return False
