"""Views as the JSON records that section 5 of the design fixes."""

from typing import Any

from rashomon.core.views import CausalMap, Cell, Claim, Effect


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim with its cells."""
    return {
        "record": "claim",
        "id": claim.id,
        "statement": claim.statement,
        "clash": claim.clash,
        "origin": claim.origin,
        "cells": [_cell(cell) for cell in claim.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "account": cell.account,
        "stance": cell.stance,
        "spans": [list(span) for span in cell.spans],
        "voice": cell.voice,
        "hedged": cell.hedged,
        "source": cell.source,
        "annotations": list(cell.annotations),
    }


def map_record(causal_map: CausalMap) -> dict[str, Any]:
    """One account's causal map."""
    return {
        "record": "map",
        "account": causal_map.account,
        "factors": [
            {
                "id": factor.id,
                "label": factor.label,
                "phrases": [
                    {"doc": p.doc, "span": list(p.span), "direction": p.direction}
                    for p in factor.phrases
                ],
            }
            for factor in causal_map.factors
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "sign": edge.sign,
                "mode": edge.mode,
                "hedged": edge.hedged,
                "voice": edge.voice,
                "annotations": list(edge.annotations),
            }
            for edge in causal_map.edges
        ],
    }


def effect_record(effect: Effect) -> dict[str, Any]:
    """What one account implies for one outcome."""
    return {
        "record": "effect",
        "account": effect.account,
        "push": effect.push,
        "direction": effect.direction,
        "outcome": effect.outcome,
        "effect": effect.effect,
        "path": list(effect.path),
    }
