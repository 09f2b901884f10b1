"""The model and the registry in, what helps people to type out: schemas, snippets, a form."""
