"""The environment in, the addresses at which files are edited and faults reported out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit


def edit_root(environment: Mapping[str, str]) -> str:
    """Give the address below which a repository's files are edited, as far as a CI system says.

    Args:
        environment: The environment variables.

    Returns:
        The address, with a slash at its end; an empty text where nothing is known.
    """
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    repository = environment.get("GITHUB_REPOSITORY")
    if repository:
        ref = environment.get("GITHUB_REF", "")
        branch = environment.get("GITHUB_BASE_REF") or (
            ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else "main"
        )
        root = f"{server}/{repository}/edit/{branch}/"
    elif project := environment.get("CI_PROJECT_URL"):
        root = f"{project}/-/edit/{environment.get('CI_DEFAULT_BRANCH', 'main')}/"
    else:
        return ""
    return root if root.startswith(("https://", "http://")) else ""


FORM = "correction.yml"
"""The issue form in `.github/ISSUE_TEMPLATE` that readers' corrections go to."""


def report_root(environment: Mapping[str, str], repository: str | None = None) -> str:
    """Give the address at which readers report a fault, as far as the form is known there.

    Args:
        environment: The environment variables.
        repository: The address of the repository, where the configuration says it.

    Returns:
        The address of an empty form on GitHub; an empty text where the repository is elsewhere, or
        not known. `page` and `paragraph` fill in its fields.
    """
    if not repository and environment.get("GITHUB_REPOSITORY"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        repository = f"{server}/{environment['GITHUB_REPOSITORY']}"
    parts = urlsplit(repository or "")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    if parts.scheme != "https" or f"https://{parts.netloc}" != server:
        return ""
    return f"https://{parts.netloc}{parts.path.rstrip('/')}/issues/new?template={FORM}"
