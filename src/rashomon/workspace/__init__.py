"""The one orchestrator: a case (its store) and the stages that fill and read it."""

from rashomon.workspace.case import AddReport, Case, open_case

__all__ = ["AddReport", "Case", "open_case"]
