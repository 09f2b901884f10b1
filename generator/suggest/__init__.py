"""Articles and what the dossier knows in, what they leave unannotated out.

    learn ──▶ names ──▶ dates ──▶ quotations, figures ──▶ new names
                       (suggest: pure)                    ──▶ list, apply or review

Everything is found in the visible text of an article, with the exact place in its file. What is
found is a `Suggestion`: words, what they may mean, how sure that is, and why.
"""
