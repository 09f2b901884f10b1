"""Findings in, what the tools around a pull request read of them out.

`github`: workflow commands, shown beside the lines of a pull request. `sarif`: for code scanning
and most editors. `rdjson`: for reviewdog, with corrections that take one click.
"""
