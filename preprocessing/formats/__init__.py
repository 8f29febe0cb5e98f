"""Files of other annotation tools: told by what they hold, and converted to lines as doccano's.

A file for each tool; `files.py` knows all of them. What is converted counts characters.
"""
