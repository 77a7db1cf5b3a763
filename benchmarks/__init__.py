"""Benchmarks: how fast the graph is loaded, and how fast it answers. ``README.md`` says how to run them."""
