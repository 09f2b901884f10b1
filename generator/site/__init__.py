"""Generated pages in, the site that MkDocs makes of them out: shared, kept, and shown while edited.

MkDocs makes every page, by its own code and in its own order. What is here decides which process
makes a page (`crew`), and whether it is made at all or was made before (`keys`, `kept`), and gives
MkDocs what it would gather from pages that this process has not made (`pages`, `findable`).
"""
