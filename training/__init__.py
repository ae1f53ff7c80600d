"""Where :mod:`presscut.extraction.model` comes from: annotated pages → labelled blocks → trees → Python code."""
