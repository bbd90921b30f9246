"""Turns public boundaries into two small TopoJSON files of Poland: `counties` for maps, `voivodeships` for locators.

`python -m esgraph.serve.boundaries` makes them anew; the server reads them through `esgraph.serve.atlas`.
"""
