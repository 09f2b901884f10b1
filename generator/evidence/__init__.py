"""A linked dossier in, what its evidence comes to out: who stands on whom, and what differs.

Each module answers one question, with plain records and without words for readers; the pages put
them into words. All of them look at released articles alone, save `reuse`.
"""
