"""The demonstration: one school's training year, played through the public API on a set clock.

`story` is the stage, `agenda` the order of the scenes, `cast` who plays what. Each other module is
one system of the training year: its scenes by date, as the demonstration school plays them.
"""
