"""Records as tables that join: Parquet, SQLite, CSV; one definition of them in `schema.py`."""
