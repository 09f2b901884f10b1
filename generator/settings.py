"""The configuration file in, what the generator needs to know of it out.

The file is MkDocs' own (`mkdocs.yml`), so that the command line and the plugin agree; but it is
read here without MkDocs, since checking a dossier must not need what shows it. Whatever only
MkDocs understands (themes, `!!python/name:` tags, other plugins) is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator.cache import DEFAULT_LIMIT, MEGABYTE, Cache
from generator.diagnostics import Diagnostic, did_you_mean
from generator.model import Rights
from generator.rights import DEFAULT_BUDGET
from generator.rules.catalogue import Level, LevelError, level_of
from generator.source import Location
from generator.texts import SOURCE_LANGUAGE

PLUGIN = "dossier"
"""The plugin's name in the configuration file."""

OPTIONS: Mapping[str, type] = {
    "sources": str,
    "excerpt_words": int,
    "default_rights": Rights,
    "rules": dict,
    "workers": int,
    "cache_megabytes": int,
    "social_cards": bool,
}
"""The plugin's options, and the type of each."""

CACHE = ".dossier-cache"
"""The folder of what is kept from one run for the next."""

Choice = TypeVar("Choice", bound=StrEnum)

MAX_INHERITED = 10
"""The longest chain of configuration files that inherit from one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the configuration says, with MkDocs' defaults where it is silent."""

    config: Path = Path("mkdocs.yml")
    """The configuration file. This path and the next three are relative to the current folder."""
    sources: Path = Path("sources")
    """The folder that people write in, as the user named it: so are places in it printed."""
    docs: Path = Path("docs")
    """The folder that is generated."""
    site_dir: Path = Path("site")
    """The folder that is published."""
    site_name: str = "Dossier"
    site_description: str = ""
    site_url: str = ""
    """Where the site is published; empty where that is not known."""
    use_directory_urls: bool = True
    """True where a page's address is a folder: `people/john-kerry/`."""
    language: str = SOURCE_LANGUAGE
    """Of the interface: what `theme.language` says, as a BCP 47 tag."""
    strict: bool = False
    """True where warnings count as errors."""
    excerpt_words: int = DEFAULT_BUDGET
    """The most words of an `excerpt` article that the whole site may show."""
    default_rights: Rights = Rights.EXCERPT
    """The rights that an imported article is given."""
    rules: Mapping[str, Level] = field(default_factory=dict)
    """How much a rule weighs, where that is another weight than the catalogue's."""
    cluster: str = ""
    """The address of a Dask cluster that parses the sources; empty for this machine alone."""
    workers: int = 0
    """How many processes share the work; 0 for as many as there are processors to be used."""
    cache_megabytes: int = DEFAULT_LIMIT // MEGABYTE
    """How much may be kept from one run for the next; 0 for nothing."""
    social_cards: bool = True
    """True to draw what other sites show of a page, where `site_url` says how they can fetch it."""
    edited_below: str = "../sources"
    """The way from the docs folder to the sources folder in the repository, for *Edit this page*;
    empty where the sources come from elsewhere."""

    def cache(self) -> Cache:
        """Give what earlier runs have kept, in a folder beside the docs folder."""
        return Cache(self.docs.absolute().parent / CACHE, self.cache_megabytes * MEGABYTE)


class SettingsError(Exception):
    """The configuration cannot be used."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding
        """What is wrong, with the file's path as the user named it."""


def read_settings(
    config: Path,
    *,
    sources: Path | None = None,
    docs: Path | None = None,
    site_dir: Path | None = None,
) -> Settings:
    """Read a configuration file.

    Args:
        config: The file, such as `mkdocs.yml`. Paths written in it are relative to its folder.
        sources: The sources folder, instead of the configured one; relative to the current folder,
            as are the next two.
        docs: The folder to generate into, instead of the configured one.
        site_dir: The folder to publish into, instead of the configured one.

    Returns:
        The settings.

    Raises:
        SettingsError: The file is not there, is not YAML, or says what cannot be.
    """
    top = _File(config)
    options = top.plugin_options()
    folder = config.parent
    configured_sources = Path(options.text("sources", "sources"))
    configured_docs = Path(top.text("docs_dir", "docs"))
    settings = Settings(
        config=config,
        sources=sources or folder / configured_sources,
        docs=docs or folder / configured_docs,
        site_dir=site_dir or folder / top.text("site_dir", "site"),
        site_name=top.text("site_name", Settings().site_name),
        site_description=top.text("site_description", ""),
        site_url=top.text("site_url", ""),
        use_directory_urls=top.flag("use_directory_urls", default=True),
        language=top.section("theme").text("language", SOURCE_LANGUAGE),
        strict=top.flag("strict", default=False),
        excerpt_words=options.count("excerpt_words", DEFAULT_BUDGET),
        rules=options.levels("rules"),
        workers=options.count("workers", 0),
        cache_megabytes=options.count("cache_megabytes", Settings().cache_megabytes),
        default_rights=options.choice("default_rights", Settings().default_rights),
        social_cards=options.flag("social_cards", default=True),
        edited_below="" if sources else way_between(configured_docs, configured_sources),
    )
    if overlap(settings.sources, settings.docs):
        message = "the sources and the generated pages must lie in folders of their own"
        raise _about(settings.docs, message, "name another folder with --docs")
    return settings


def overlap(one: Path, other: Path) -> bool:
    """Tell whether two folders are the same, or one holds the other."""
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def way_between(docs: Path, sources: Path) -> str:
    """Give the way from one folder to another, with slashes: `../sources`."""
    return Path(os.path.relpath(sources, docs)).as_posix()


class _Section:
    """A mapping of the file, whose values are asked for by name and type."""

    def __init__(self, loader: _Loader, path: Path, nodes: Mapping[str, yaml.Node]) -> None:
        self._loader = loader
        self._path = path
        self._nodes = nodes

    def text(self, key: str, default: str) -> str:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self._wrong(key, "a text")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def count(self, key: str, default: int) -> int:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._wrong(key, "a whole number, 0 or more")
        return value

    def choice(self, key: str, default: Choice) -> Choice:
        value = self._value(key)
        if value is None:
            return default
        choices = type(default)
        if value not in list(choices):
            raise self._wrong(key, f"one of {', '.join(choices)}")
        return choices(value)

    def levels(self, key: str) -> dict[str, Level]:
        """Give how much each rule weighs that is named under a key."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(key, "'rule: error', 'rule: warning' or 'rule: off' lines")
        return dict(self._level(code, value) for code, value in node.value)

    def _level(self, node: yaml.Node, value: yaml.Node) -> tuple[str, Level]:
        code = str(node.value)
        try:
            # YAML takes an unquoted `off` for false, and the node still has what was typed.
            return code, level_of(code, value.value)
        except LevelError as error:
            raise _error(node, "bad-option", str(error), error.hint) from error

    def node(self, key: str) -> yaml.Node | None:
        return self._nodes.get(key)

    def _value(self, key: str) -> Any:
        node = self._nodes.get(key)
        try:
            return None if node is None else self._loader.value(node)
        except (ValueError, yaml.YAMLError) as error:  # `2016-13-45` looks like a date.
            raise self._wrong(key, "a plain value; put it in quotes") from error

    def _wrong(self, key: str, expected: str) -> SettingsError:
        node = self._nodes[key]
        return _error(node, "bad-option", f"'{key}' must be {expected}")


class _File(_Section):
    """A configuration file, with what it inherits."""

    def __init__(self, path: Path) -> None:
        loader, root = _compose(path, MAX_INHERITED)
        super().__init__(loader, path, _mapping(root))

    def section(self, key: str) -> _Section:
        """Give what stands below a key; nothing where there is a plain value."""
        node = self.node(key)
        nodes = _mapping(node) if isinstance(node, yaml.MappingNode) else {}
        return _Section(self._loader, self._path, nodes)

    def plugin_options(self) -> _Section:
        """Give the options of our plugin; none where it is not configured."""
        node = self._options_node()
        if node is None or _is_null(node):
            return _Section(self._loader, self._path, {})
        if not isinstance(node, yaml.MappingNode):
            raise _error(node, "bad-option", f"the options of '{PLUGIN}' must be 'name: value'")
        for key, _ in node.value:
            if key.value not in OPTIONS:
                raise _error(
                    key,
                    "unknown-option",
                    f"'{key.value}' is not an option of the plugin '{PLUGIN}'",
                    did_you_mean(str(key.value), OPTIONS) or f"it has {', '.join(OPTIONS)}",
                )
        return _Section(self._loader, self._path, _mapping(node))

    def _options_node(self) -> yaml.Node | None:
        plugins = self.node("plugins")
        if isinstance(plugins, yaml.MappingNode):
            return _mapping(plugins).get(PLUGIN)
        if isinstance(plugins, yaml.SequenceNode):
            for entry in plugins.value:
                if isinstance(entry, yaml.MappingNode) and PLUGIN in _mapping(entry):
                    return _mapping(entry)[PLUGIN]
        return None


class _Loader(yaml.SafeLoader):
    """Plain YAML that passes over the tags it does not know, as their values are not ours."""

    def value(self, node: yaml.Node) -> Any:
        """Give the value of a node, and of all within it."""
        return self.construct_object(node, deep=True)


def _environment(loader: _Loader, node: yaml.Node) -> Any:
    """Resolve `!ENV NAME` and `!ENV [NAME, OTHER, default]`, as MkDocs does."""
    children = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names, default = (children[:-1], children[-1]) if len(children) > 1 else (children, None)
    for name in names:
        text = os.environ.get(str(name.value))
        if text is not None:
            tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
            return loader.value(yaml.ScalarNode(tag, text))
    return None if default is None else loader.value(default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def _compose(path: Path, depth: int) -> tuple[_Loader, yaml.MappingNode]:
    """Read a file and what it inherits as one tree of nodes, each of which knows its place."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _about(path, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise _about(path, "is not UTF-8") from error
    try:
        loader = _Loader(text)
        loader.name = str(path)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise SettingsError(
            Diagnostic(
                _place(str(path), mark) if mark else Location.whole_file(str(path)),
                "bad-configuration",
                f"this is not YAML: {error.problem}",
            )
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _about(path, f"this is not YAML: {error}") from error
    if root is None:
        root = yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(root, yaml.MappingNode):
        raise _about(path, "must hold 'name: value' lines")
    return loader, _inherited(root, path, loader, depth)


def _inherited(root: yaml.MappingNode, path: Path, loader: _Loader, depth: int) -> yaml.MappingNode:
    node = _mapping(root).get("INHERIT")
    if node is None:
        return root
    if not depth:
        raise _error(node, "bad-configuration", "the files inherit from one another in a circle")
    parent = str(loader.value(node))
    _, inherited = _compose(path.parent / parent, depth - 1)
    return _merged(inherited, root)


def _merged(parent: yaml.MappingNode, child: yaml.MappingNode) -> yaml.MappingNode:
    """Lay one mapping over another, mappings within them likewise, as MkDocs does."""
    below = _mapping(parent)
    pairs = [pair for pair in parent.value if pair[0].value not in _mapping(child)]
    for key, value in child.value:
        under = below.get(key.value)
        if isinstance(under, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            pairs.append((key, _merged(under, value)))
        else:
            pairs.append((key, value))
    return yaml.MappingNode(child.tag, pairs, child.start_mark, child.end_mark)


def _mapping(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _place(path: str, mark: yaml.Mark) -> Location:
    line, column = mark.line + 1, mark.column + 1
    return Location(path, line, column, line, column + 1)


def _error(node: yaml.Node, code: str, message: str, hint: str = "") -> SettingsError:
    mark = node.start_mark
    return SettingsError(Diagnostic(_place(str(mark.name), mark), code, message, hint))


def _about(
    path: Path, message: str, hint: str = "name the configuration file with --config"
) -> SettingsError:
    place = Location.whole_file(str(path))
    return SettingsError(Diagnostic(place, "bad-configuration", message, hint))
