"""Why a step of a growth plan is refused."""

from homeroom_core.errors import Reason
from homeroom_core.people import OFFICE
from homeroom_core.text import Text

TWO_PLANS = Reason(
    "growth_plan.already_open",
    Text(
        "该教师已有进行中的规划{measured}",
        "該教師已有進行中的規劃{measured}",
        "the teacher already has an open plan, {measured}",
    ),
    Text("先完成或撤回它", "先完成或撤回它", "complete or withdraw it first"),
)
ENDS_EARLY = Reason(
    "growth_plan.ends_before_start",
    Text(
        "结束日期{measured}早于开始日期",
        "結束日期{measured}早於開始日期",
        "it ends on {measured}, before it starts",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
NO_DIAGNOSIS = Reason(
    "growth_plan.no_diagnosis",
    Text("没有自我诊断", "沒有自我診斷", "there is no self diagnosis"),
    Text("请用 write 填写", "請用 write 填寫", "write one with `write`"),
)
NO_COMMENT = Reason(
    "growth_plan.no_comment",
    Text("没有写修改意见", "沒有寫修改意見", "no comment is given"),
    Text("请写明要修改什么", "請寫明要修改什麼", "say what has to be changed"),
)
UNKNOWN_GOAL = Reason(
    "growth_plan.unknown_goal",
    Text("规划中没有目标{measured}", "規劃中沒有目標{measured}", "the plan has no goal {measured}"),
    Text("现有目标：{required}", "現有目標：{required}", "its goals are {required}"),
)
NOT_INSPECTED = Reason(
    "growth_plan.goal_not_inspected",
    Text(
        "以下目标须恰好检查一次：{measured}",
        "以下目標須恰好檢查一次：{measured}",
        "these goals have to be looked at exactly once: {measured}",
    ),
    Text("每个目标写一条结论", "每個目標寫一條結論", "give one finding for every goal"),
)
UNKNOWN_OUTCOME = Reason(
    "growth_plan.unknown_outcome",
    Text("“{measured}”不是结论", "「{measured}」不是結論", "'{measured}' is no outcome"),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
OFF_THE_PLAN = Reason(
    "growth_plan.goals_off_track",
    Text(
        "上次检查中未达成的目标：{measured}",
        "上次檢查中未達成的目標：{measured}",
        "the last inspection found goals not on track: {measured}",
    ),
    Text("请教师先调整目标", "請教師先調整目標", "the teacher has to adjust them first"),
)
NOTHING_CHANGED = Reason(
    "growth_plan.nothing_changed",
    Text("目标没有变化", "目標沒有變化", "no goal has changed"),
    Text(
        "至少调整一个目标，或由德育处续行",
        "至少調整一個目標，或由德育處續行",
        "change a goal, or let the office carry on",
    ),
)
NO_REASON_FOR_GOAL = Reason(
    "growth_plan.no_reason_for_goal",
    Text(
        "以下目标有变化而没有写理由：{measured}",
        "以下目標有變化而沒有寫理由：{measured}",
        "these goals changed without a reason: {measured}",
    ),
    Text("为每个变化的目标写明理由", "為每個變化的目標寫明理由", "give a reason for each of them"),
)
TOO_SOON = Reason(
    "growth_plan.too_soon",
    Text(
        "上一版批准后才{measured}天",
        "上一版核准後才{measured}天",
        "the last version was approved only {measured} days ago",
    ),
    Text(
        "至少间隔{required}天，{when}起可修订",
        "至少間隔{required}天，{when}起可修訂",
        "wait {required} days, until {when}, or for an inspection",
    ),
    waiver=OFFICE,
)
NOT_ENDED = Reason(
    "growth_plan.not_ended",
    Text("规划期到{measured}才结束", "規劃期到{measured}才結束", "the plan runs until {measured}"),
    Text("{when}起可完成", "{when}起可完成", "it can be completed from {when}"),
)
OWN_ADVISOR = Reason(
    "growth_plan.own_advisor",
    Text("教师不能是自己的顾问", "教師不能是自己的顧問", "nobody is the advisor of their own plan"),
    Text("请另选顾问", "請另選顧問", "choose somebody else"),
)
SAME_ADVISOR = Reason(
    "growth_plan.same_advisor",
    Text("顾问已是{measured}", "顧問已是{measured}", "the advisor is {measured} already"),
    Text("无需更换", "無需更換", "there is nothing to change"),
)
