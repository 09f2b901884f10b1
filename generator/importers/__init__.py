"""What editors have in, articles of the dossier out: pasted texts, saved web pages, Markdown.

    read ──▶ blocks ──▶ clean ──▶ propose ──▶ write

Whatever is left out of a text or changed in it is said, with its line. What the text says of
itself (who published it, and when) is proposed with a reason, and an editor decides.
"""
