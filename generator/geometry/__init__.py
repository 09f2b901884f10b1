"""A part of the world in, its coast as lines on a page out.

The data are land and water, and nothing else: see ORIGIN.md.
"""
