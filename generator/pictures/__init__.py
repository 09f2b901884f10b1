"""Plain records in, pictures out: SVG inside a page's Markdown.

A picture knows nothing of the dossier. It is drawn for a frame of fixed size, in whose units its
text has a fixed size too; what must look different on a phone is drawn a second time, for a
narrower frame, and the style sheet shows one of them. Colours are the style sheet's.
"""
