"""Hours (学时) at the end of the year: reported, and what is still missing for whom."""

from homeroom_core.training import hours
from homeroom_core.training.hours_account import hours_policy, missing_for_whom, whole_school
from homeroom_core.training.hours_records import CREDITED, TrainingHours
from homeroom_core.training.person import IN_POST, Person
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story

agenda = Agenda()


@agenda.on(2026, 7, 16)
def report(story: Story) -> None:
    """Report what was credited to the platform, and say what is missing for whom."""
    with story.desk(OFFICE_CLERK) as desk:
        credited = tuple(desk.find(TrainingHours, state=CREDITED))
        for number, one in enumerate(credited, 1):
            desk.apply(hours.report, one, receipt=f"PT-2026-{number:04d}")
    with story.looking() as reader:
        policy = hours_policy(reader, story.today)
        people = reader.find(Person, state=IN_POST)
        found = whole_school(people, reader.find(TrainingHours), policy, story.today)
    short = missing_for_whom(found)
    most = short[0] if short else None
    story.say(
        f"学时上报 {len(credited)} 份；本学年 {policy.yearly_hours} 学时，"
        f"{len(found) - len(short)} 人达标，{len(short)} 人不足"
        + (f"，最多缺 {most.year.missing}（{most.person}）" if most else ""),
        f"學時上報 {len(credited)} 份；本學年 {policy.yearly_hours} 學時，"
        f"{len(found) - len(short)} 人達標，{len(short)} 人不足"
        + (f"，最多缺 {most.year.missing}（{most.person}）" if most else ""),
        f"{len(credited)} records of hours are reported; of {policy.yearly_hours} hours in the "
        f"year {len(found) - len(short)} people have all, {len(short)} have less"
        + (f", {most.person} lacks {most.year.missing}" if most else ""),
    )
