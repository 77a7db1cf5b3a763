"""The search index: documents in, requests of filters, facets and groups in plain values, answers out.

A document is a capability as ``kg.graph.offers`` streams it (``kg.search.fields`` says of which parts and fields). ``Index``
answers a ``Request`` with a ``Found``; ``build`` and ``update`` bring it up to the graph. Whatever engine holds the
documents answers the same (``Engine``), so that a cluster can take the place of the files in KG_HOME.
"""

from kg.search.building import behind, build, current, update
from kg.search.found import Count, Counted, Found, Group, Hit
from kg.search.generations import Generations, Manifest
from kg.search.index import Engine, Index
from kg.search.request import Chosen, Constraint, Facet, Request, Span, Verdict
from kg.search.requiring import requested
from kg.search.suggesting import Suggested
from kg.search.verifying import verify

__all__ = [
    "Chosen", "Constraint", "Count", "Counted", "Engine", "Facet", "Found", "Generations", "Group", "Hit", "Index", "Manifest",
    "Request", "Span", "Suggested", "Verdict", "behind", "build", "current", "requested", "update", "verify",
]  # fmt: skip
