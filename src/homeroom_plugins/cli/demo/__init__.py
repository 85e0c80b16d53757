"""The demonstration: one school's autumn, played through the public API on a simulated clock."""
