"""How bookings come about: loaded by `homeroom plugin check` only."""

from booking import book, booking
from hypothesis import strategies as st

from homeroom_core.testing.lifecycle_machine import lifecycle_machine

BookingMachine = lifecycle_machine(
    booking,
    arguments={
        book: lambda _scene: st.fixed_dictionaries({"room": st.sampled_from(["8840", "9911"])})
    },
)
