"""Findings in, those out that the dossier's own settings and comments let through.

The catalogue says which rules there are, how much each weighs, and what it means. `mkdocs.yml` can
weigh those that are matters of judgement otherwise, and a comment can silence one of them in one
place, with a reason.
"""
