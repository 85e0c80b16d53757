"""Why a step of a seminar is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

INCOMPLETE = Reason(
    "seminar.incomplete",
    Text("没有写明：{measured}", "沒有寫明：{measured}", "this is missing: {measured}"),
    Text("各项都要写明", "各項都要寫明", "give all of it"),
)
LOW_LEVEL = Reason(
    "seminar.level_too_low",
    Text(
        "“{measured}”不是承办的级别",
        "「{measured}」不是承辦的級別",
        "'{measured}' is no level of it",
    ),
    Text("可选：{required}", "可選：{required}", "choose one of {required}"),
)
NO_ROOM = Reason(
    "seminar.capacity_below_one",
    Text(
        "容纳人数不能是{measured}",
        "容納人數不能是{measured}",
        "there cannot be room for {measured}",
    ),
    Text("至少{required}人", "至少{required}人", "give {required} or more"),
)
NO_DOCUMENT = Reason(
    "seminar.no_document",
    Text("没有写明文件编号", "沒有寫明文件編號", "no document is named"),
    Text("请写明编号", "請寫明編號", "give its number"),
)
NO_TASKS = Reason(
    "seminar.no_tasks",
    Text("任务清单是空的", "任務清單是空的", "the task list is empty"),
    Text("至少列一项任务", "至少列一項任務", "list one task at least"),
)
BAD_TASK = Reason(
    "seminar.bad_task",
    Text(
        "任务{measured}没有内容，或编号为空、重复",
        "任務{measured}沒有內容，或編號為空、重複",
        "tasks {measured}: nothing to do, or an id that is empty or there twice",
    ),
    Text(
        "每项写明内容和各自的编号",
        "每項寫明內容和各自的編號",
        "say what is to be done, each with an id of its own",
    ),
)
TASK_LATE = Reason(
    "seminar.task_due_outside",
    Text(
        "任务{measured}的期限不在今天与开始日之间",
        "任務{measured}的期限不在今天與開始日之間",
        "tasks {measured} are not due between today and the first day",
    ),
    Text("请选{first}至{last}", "請選{first}至{last}", "choose days from {first} to {last}"),
)
NO_SUCH_TASK = Reason(
    "seminar.no_such_task",
    Text("没有未完成的任务{measured}", "沒有未完成的任務{measured}", "no task {measured} is open"),
    Text("未完成：{required}", "未完成：{required}", "open: {required}"),
)
NOT_YOUR_TASK = Reason(
    "seminar.not_your_task",
    Text("任务由{measured}负责", "任務由{measured}負責", "it is the task of {measured}"),
    Text(
        "由其本人、负责人或德育处办理",
        "由其本人、負責人或德育處辦理",
        "they, who is in charge, or the office may say that it is done",
    ),
)
TASKS_OPEN = Reason(
    "seminar.tasks_open",
    Text(
        "还有未完成的任务：{measured}", "還有未完成的任務：{measured}", "not done yet: {measured}"
    ),
    Text("先用 finish 逐项办结", "先用 finish 逐項辦結", "`finish` them first"),
)
BAD_PROGRAMME = Reason(
    "seminar.bad_programme",
    Text(
        "议程第{measured}项没有题目，或不在活动日期内",
        "議程第{measured}項沒有題目，或不在活動日期內",
        "items {measured} have no title, or are on no day of it",
    ),
    Text(
        "每项写明题目，日期在{first}至{last}",
        "每項寫明題目，日期在{first}至{last}",
        "give each a title and a day from {first} to {last}",
    ),
)
NO_PROGRAMME = Reason(
    "seminar.no_programme",
    Text("没有议程", "沒有議程", "there is no programme"),
    Text("先用 set_programme 写明", "先用 set_programme 寫明", "`set_programme` first"),
)
NO_RECEIPTS = Reason(
    "seminar.no_receipts",
    Text("没有回执", "沒有回執", "nobody has registered"),
    Text("先登记回执", "先登記回執", "take registrations first"),
)
FULL = Reason(
    "seminar.full",
    Text("名额不足，报{measured}人", "名額不足，報{measured}人", "there is no room for {measured}"),
    Text("至多再收{required}人", "至多再收{required}人", "there is room for {required} more"),
)
NOBODY_REGISTERS = Reason(
    "seminar.nobody_registers",
    Text("没有写明单位或人数", "沒有寫明單位或人數", "no body, or nobody, is named"),
    Text("写明单位和人数，或本校人员", "寫明單位和人數，或本校人員", "say who comes and how many"),
)
REGISTERED = Reason(
    "seminar.registered_already",
    Text(
        "{measured}已登记，或写了两次",
        "{measured}已登記，或寫了兩次",
        "{measured}: registered already, or named twice",
    ),
    Text("每人只登记一次", "每人只登記一次", "each person once"),
)
NO_SUCH_RECEIPT = Reason(
    "seminar.no_such_receipt",
    Text(
        "没有第{measured}号回执",
        "沒有第{measured}號回執",
        "there is no registration number {measured}",
    ),
    Text("现有：{required}", "現有：{required}", "there are {required}"),
)
COST_UNCLEAR = Reason(
    "seminar.cost_unclear",
    Text(
        "第{measured}项支出没有用途或凭证",
        "第{measured}項支出沒有用途或憑證",
        "costs {measured} say not what for, or have no voucher",
    ),
    Text("两项都要写明", "兩項都要寫明", "give both"),
)
OVER_BUDGET = Reason(
    "seminar.over_budget",
    Text(
        "支出合计{measured}元，超出{required}元",
        "支出合計{measured}元，超出{required}元",
        "the costs come to {measured} yuan, above {required}",
    ),
    Text("超支须写明理由", "超支須寫明理由", "give a reason for exceeding it"),
)
NO_COSTS = Reason(
    "seminar.no_cost_statement",
    Text("没有经费决算", "沒有經費決算", "there is no cost statement"),
    Text("先用 state_costs 填报", "先用 state_costs 填報", "`state_costs` first; it may be empty"),
)
BAD_FEEDBACK = Reason(
    "seminar.feedback_does_not_add_up",
    Text(
        "各等次合计{measured}，与收回份数{required}不符，或有负数",
        "各等次合計{measured}，與收回份數{required}不符，或有負數",
        "the grades add up to {measured}, not to {required} answers, or one is negative",
    ),
    Text("请核对份数", "請核對份數", "count again"),
)
FEEDBACK_TELLS = Reason(
    "seminar.feedback_tells_who",
    Text("只收回{measured}份", "只收回{measured}份", "only {measured} answered"),
    Text(
        "不足{required}份时只写份数，各等次留空",
        "不足{required}份時只寫份數，各等次留空",
        "below {required}, give their number and leave the grades out",
    ),
)
NO_FEEDBACK = Reason(
    "seminar.no_feedback",
    Text("没有反馈", "沒有回饋", "there is no feedback"),
    Text("先用 take_feedback 录入", "先用 take_feedback 錄入", "`take_feedback` first"),
)
NO_SUMMARY = Reason(
    "seminar.no_summary",
    Text("没有总结", "沒有總結", "there is no summary"),
    Text("请写总结", "請寫總結", "write it"),
)
NOT_NOTIFIED = Reason(
    "seminar.not_notified",
    Text(
        "未书面通知的回执：第{measured}号",
        "未書面通知的回執：第{measured}號",
        "not told in writing: registrations {measured}",
    ),
    Text(
        "先书面通知所有报名者",
        "先書面通知所有報名者",
        "tell everybody who registered in writing first",
    ),
)
