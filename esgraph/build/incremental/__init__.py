"""Turns the dataset of an earlier run and the files that changed since into the dataset of now.

Byte for byte it is the same as one that is read anew. What a run leaves is a *baseline*: the dataset with what each
file said, and the dumps of its release, if one was made. The next run reads the files that changed, and from the
statements that came and went it changes the rest: the sorted files, the store, what the rules derive, the numbers, and
what the shapes find.
"""
