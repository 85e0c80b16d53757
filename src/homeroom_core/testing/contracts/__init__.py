"""Contracts: what whatever a plugin provides has to keep to, as laws that are tried on it.

`homeroom plugin check`, the pytest option `--homeroom-plugin` and the tests of what comes with
homeroom all run from one table, `table.CONTRACTS`.
"""
