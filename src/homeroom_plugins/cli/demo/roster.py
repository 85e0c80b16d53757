"""The roster (花名册): imported at the beginning of each school year."""

from homeroom_core.school_year import SchoolYear
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, ORG, Story
from homeroom_plugins.roster import DEMO_ROSTER, demo_roster, import_roster, read_roster, read_table

agenda = Agenda()


@agenda.on(2025, 9, 1)
def import_the_roster(story: Story) -> None:
    """Import the shipped roster, twice: the second time nothing changes."""
    table = read_table(demo_roster(), name=DEMO_ROSTER)
    roster = read_roster(table, school_year=SchoolYear(2025))
    for _ in range(2):
        report = story.office.transact(ORG, OFFICE_CLERK, lambda desk: import_roster(desk, roster))
        text = report.text
        story.say(text.zh_hans, text.zh_hant, text.en)
    for kind in ("dropped", "repaired"):
        for remark in report.about(kind):
            said = (remark.text.zh_hans, remark.text.zh_hant, remark.text.en)
            story.say(*(f"  {remark.where}: {words}" for words in said))
