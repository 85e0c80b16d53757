"""Pre-service training (岗前培训): nine teachers who are to lead a class for the first time."""

from datetime import date
from decimal import Decimal

from homeroom_core.people import Level
from homeroom_core.school_year import SchoolYear
from homeroom_core.training import hours
from homeroom_core.training.hours_records import LOGGED, VERIFIED, TrainingHours
from homeroom_core.training.person import Person, register
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, Story
from homeroom_plugins.roster import DEMO_ROSTER, demo_roster, read_roster, read_table

agenda = Agenda()

FIRST_DAY, LAST_DAY = date(2025, 8, 25), date(2025, 8, 29)
HOURS_A_DAY = 6
FIRST_APPOINTED = date(2025, 9, 1)


@agenda.on(2025, 8, 25)
def take_in_first_timers(story: Story) -> None:
    """Register the nine by themselves; the roster finds them again by their staff numbers."""
    table = read_table(demo_roster(), name=DEMO_ROSTER)
    roster = read_roster(table, school_year=SchoolYear(2025))
    first_timers = [
        (row, details)
        for row in roster.rows
        if (details := row.details(None, roster.counted_on)).homeroom_since == FIRST_APPOINTED
    ]
    with story.desk(OFFICE_CLERK) as desk:
        for row, details in first_timers:
            desk.create(register, staff_no=row.staff_no, details=details)
    count = len(first_timers)
    story.say(
        f"岗前培训开班：{count} 位首次任班主任的教师",
        f"崗前培訓開班：{count} 位首次任班主任的教師",
        f"pre-service training begins for {count} teachers who will lead a class for the first "
        "time",
    )


@agenda.on(2025, 8, 29)
def end_training(story: Story) -> None:
    """Log and verify the hours; without a scheme in force nothing can be credited yet."""
    days = (LAST_DAY - FIRST_DAY).days + 1
    earned = Decimal(days * HOURS_A_DAY)
    with story.desk(OFFICE_CLERK) as desk:
        for number, person in enumerate(desk.find(Person), 1):
            logged = desk.create(
                hours.log_document,
                person=person.id,
                document=f"岗前〔2025〕{number}号",
                title="班主任岗前培训",
                hours=earned,
                level=Level.SCHOOL,
                earned_on=LAST_DAY,
                pre_service=True,
            )
            last = desk.apply(hours.verify, logged)
    story.say(
        f"岗前培训 {days} 天，每天 {HOURS_A_DAY} 学时：{number} 人各登记 {earned} 学时",
        f"崗前培訓 {days} 天，每天 {HOURS_A_DAY} 學時：{number} 人各登記 {earned} 學時",
        f"{days} days of {HOURS_A_DAY} hours: {earned} hours are logged for each of {number}",
    )
    story.expect_refusal(OFFICE_CLERK, lambda desk: desk.apply(hours.credit, last))


@agenda.on(2025, 9, 25)
def credit_training(story: Story) -> None:
    """Bring the hours under the scheme, and credit them."""
    with story.desk(OFFICE_CLERK) as desk:
        logged = tuple(desk.find(TrainingHours, state=(LOGGED, VERIFIED)))
        for one in logged:
            confirmed = desk.apply_because("方案施行前登记", hours.confirm, one)
            desk.apply(hours.credit, confirmed)
    story.say(
        f"{len(logged)} 份岗前培训学时纳入方案并认定",
        f"{len(logged)} 份崗前培訓學時納入方案並認定",
        f"{len(logged)} records of pre-service hours come under the scheme and are credited",
    )
