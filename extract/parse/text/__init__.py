"""The drawer of flattened text, in its four families."""
