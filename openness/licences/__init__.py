"""Licences: what each one allows, how a text is recognised, and which one governs a model.

`knowledge` knows the licences, `recognition` reads texts, `resolution` decides for a model and
reports every conflict, `report` says it in plain language. Importing this package is cheap: facts,
fingerprints and the text matcher are read on first use.
"""
