"""Causal maps: built for each account, run one by one, compared, never merged into one."""

from rashomon.maps.build import build_map
from rashomon.maps.compare import compare_edges, compare_effects
from rashomon.maps.propagate import propagate, what_if

__all__ = ["build_map", "compare_edges", "compare_effects", "propagate", "what_if"]
