"""Constraints: each holds one thing that a requirement says against what decides it in a capability."""
