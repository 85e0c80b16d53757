import contests as c
from cli_runs import Run

from homeroom_core.record import Shelf
from homeroom_core.training.contest_scoring import involved_in, proposed_lines
from homeroom_plugins.cli.notice import proposed_of

PEOPLE = tuple(c.a_person(number) for number in range(1, 5))


def test_a_proposed_contest_has_the_notice_that_it_will_ask_for() -> None:
    contest = c.proposed()
    reader = Shelf(contest, *PEOPLE, *(c.an_entry(number) for number in range(1, 5)))
    found = proposed_of(contest, reader)
    assert found is not None
    assert (found.lines, found.involved, found.policy) == (
        proposed_lines(contest, reader),
        involved_in(contest, reader),
        contest.policy.notice,
    )
    assert found.told == {"allotment"}


def test_a_contest_that_is_only_called_has_nothing_to_put_up() -> None:
    contest = c.a_contest()
    assert proposed_of(contest, Shelf(contest)) is None


def test_a_record_without_a_result_is_refused(school: Run) -> None:
    ran = school("notice", "person-1", "--json")
    assert (ran.code, [one["code"] for one in ran.data["refusals"]]) == (1, ["notice.no_list"])
    assert school("notice", "contest-9").code == 3
