"""The snapshot store: immutable, dated sets of records and evidence in Parquet, with a manifest."""
