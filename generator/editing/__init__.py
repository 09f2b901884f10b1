"""What an editor wants changed in, the sources changed out: exactly that, and all of it or nothing.

    open ──▶ plan ──▶ examine ──▶ show or write

A command plans its changes in memory, has the result read again as a whole, and writes only what
breaks nothing that was whole before.
"""
