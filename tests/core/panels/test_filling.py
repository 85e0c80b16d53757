from homeroom_core.panels.filling import Filling, Tier


def test_moving_others_about_comes_before_any_waiver() -> None:
    # Entry 0 may have judge 0 or 1, entry 1 only judge 0; both judges have room for one.
    tiers = [Tier(0, (0b11, 0b01)), Tier(1, (0b00, 0b10))]
    filling = Filling(tiers, room=(1, 1), seats=1)
    assert filling.fill()
    assert (filling.panels, filling.waived) == ([0b10, 0b01], 0)


def test_a_way_round_with_one_waiver_beats_a_straight_one_with_two() -> None:
    # Entry 1 could have judge 1 at two waivers; entry 0 can go there at one and leave judge 0.
    tiers = [Tier(0, (0b01, 0b01)), Tier(1, (0b10, 0b00)), Tier(2, (0b00, 0b10))]
    filling = Filling(tiers, room=(1, 1), seats=1)
    assert filling.fill()
    assert (filling.panels, filling.waived) == ([0b10, 0b01], 1)


def test_what_was_reached_in_vain_shows_who_competes_for_what() -> None:
    filling = Filling([Tier(0, (0b01, 0b01, 0b10))], room=(1, 1), seats=1)
    assert not filling.fill()
    assert sum(filling.short.values()) == 1
    assert filling.reached == (frozenset({0, 1}), 0b01)


def test_idle_judges_are_taken_first() -> None:
    filling = Filling([Tier(0, (0b111,) * 3)], room=(3, 3, 3), seats=2)
    assert filling.fill()
    assert filling.loads == [2, 2, 2]
