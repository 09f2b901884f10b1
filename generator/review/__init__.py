"""Two states of a dossier in, what lies between them out, in the words of editors.

    repository ──▶ sides ──▶ identities, paragraphs ──▶ changes ──▶ comment, JSON
    (git)          (linked)  (what is the same)         (what is not)

A line diff says which characters changed. This says what they change: who is named, what is quoted
and counted, what contradicts what, and which links of readers lead elsewhere.
"""
