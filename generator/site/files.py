"""All files of a site, of which some pages are made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key


class SiteFiles(Files):
    """Every file can be linked to, but MkDocs is given only those pages that it shall make now."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.elsewhere: Collection[str] = frozenset()
        """The paths of pages that are made elsewhere, or were made before."""
        self.copied: Collection[str] | None = None
        """The paths of those files that are no pages and are to be copied; None for all."""
        self.asked: set[str] = set()
        """The paths of the files that were looked for and are there, since `look_anew`."""
        self.is_missing_any = False
        """True where one was not there, or is not published."""
        self._pages: Sequence[File] | None = None
        """All pages, published or not; None where that is to be found out."""

    def append(self, file: File) -> None:
        """Take in a file."""
        self._pages = None
        super().append(file)

    def remove(self, file: File) -> None:
        """Leave out a file."""
        self._pages = None
        super().remove(file)

    def look_anew(self) -> None:
        """Forget what was looked for."""
        self.asked = set()
        self.is_missing_any = False

    def all_pages(self) -> Sequence[File]:
        """Give the pages of the site, wherever they are made."""
        return [file for file in self._all_pages() if not _is_excluded(file)]

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Give the pages that are to be made now."""
        pages = (file for file in self._all_pages() if file.src_uri not in self.elsewhere)
        return [file for file in pages if inclusion(file.inclusion)]

    def _all_pages(self) -> Sequence[File]:
        # MkDocs asks ten times in a build, and there are thousands.
        if self._pages is None:
            self._pages = [file for file in self if file.is_documentation_page()]
        return self._pages

    def get_file_from_path(self, path: str) -> File | None:
        """Give the file of a path, and note that it was looked for."""
        file = self.src_uris.get(path) or super().get_file_from_path(path)
        if file is None or _is_excluded(file):
            self.is_missing_any = True
        else:
            self.asked.add(file.src_uri)
        return file

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy what is no page into the site, where it is to be copied now."""
        if self.copied is None:
            super().copy_static_files(dirty, inclusion=inclusion)
            return
        for path in self.copied:
            file = self.src_uris.get(path)
            if file and not file.is_documentation_page() and inclusion(file.inclusion):
                file.copy_file(dirty)

    def with_changes(
        self, docs: str, written: Collection[File], removed: Collection[str]
    ) -> SiteFiles:
        """Give the same files but some, in the order in which MkDocs finds them.

        Args:
            docs: The folder of the pages; the others are the theme's.
            written: Files that are new, or are to be read anew.
            removed: The paths of files that are gone.
        """
        gone = {*removed, *(file.src_uri for file in written)}
        kept = [file for file in self if file.src_uri not in gone]
        ours = [file for file in kept if file.src_dir == docs]
        others = [file for file in kept if file.src_dir != docs]
        return SiteFiles(Files([*sorted([*ours, *written], key=file_sort_key), *others]))

    def stands(self, path: str) -> bool:
        """Tell whether a file is there and published."""
        file = self.src_uris.get(path)
        return file is not None and not _is_excluded(file)


_UNPUBLISHED = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def _is_excluded(file: File) -> bool:
    return file.inclusion in _UNPUBLISHED
