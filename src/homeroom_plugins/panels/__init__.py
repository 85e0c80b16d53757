"""Solvers for panel assignments beyond the one of the core; each needs an extra."""

from homeroom_plugins.panels.min_cost_flow import MinCostFlowSolver

__all__ = ["MinCostFlowSolver"]
