"""The demonstration: one school's autumn term, played through the public API on a simulated clock."""
