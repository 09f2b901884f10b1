"""The environment in, the address at which a repository's files are edited out."""

from __future__ import annotations

from collections.abc import Mapping


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
