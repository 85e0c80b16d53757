"""专家引领: why a step of an appointment or of a visit is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

INCOMPLETE = Reason(
    "expert.incomplete",
    Text("缺少：{measured}", "缺少：{measured}", "missing: {measured}"),
    Text("请补全", "請補全", "complete it"),
)
OPEN_ALREADY = Reason(
    "expert.open_already",
    Text(
        "该专家已有进行中的聘任{measured}",
        "該專家已有進行中的聘任{measured}",
        "the expert has an appointment under way, {measured}",
    ),
    Text("请用 renew 续聘，或先结束原聘任", "請用 renew 續聘，或先結束原聘任", "renew or end it"),
)
TERM_UNFIT = Reason(
    "expert.term_unfit",
    Text("聘期到{measured}", "聘期到{measured}", "the term would end on {measured}"),
    Text("应在{required}之间结束", "應在{required}之間結束", "it has to end within {required}"),
)
RENEWS_EARLY = Reason(
    "expert.renews_early",
    Text(
        "最近一期聘期{measured}才开始",
        "最近一期聘期{measured}才開始",
        "the latest term begins only on {measured}",
    ),
    Text("{when}起可续聘", "{when}起可續聘", "it can be renewed from {when}"),
)
TERM_RUNS = Reason(
    "expert.term_runs",
    Text("聘期到{measured}才满", "聘期到{measured}才滿", "the term runs until {measured}"),
    Text(
        "{when}起可到期，提前结束请用 end",
        "{when}起可到期，提前結束請用 end",
        "it can expire from {when}; to stop before that, `end` it",
    ),
)
VISITS_OPEN = Reason(
    "expert.visits_open",
    Text("未了结的来访：{measured}", "未了結的來訪：{measured}", "visits still open: {measured}"),
    Text(
        "先复查其全部问题或予以办结",
        "先複查其全部問題或予以辦結",
        "have their findings rechecked, or close them",
    ),
)

NOT_APPOINTED = Reason(
    "expert_visit.not_appointed",
    Text(
        "{measured}不是有效的聘任",
        "{measured}不是有效的聘任",
        "{measured} is no appointment in force",
    ),
    Text("先聘任专家", "先聘任專家", "appoint the expert first"),
)
OUTSIDE_TERM = Reason(
    "expert_visit.outside_term",
    Text("{measured}不在聘期内", "{measured}不在聘期內", "{measured} is outside of the term"),
    Text("聘期：{required}", "聘期：{required}", "the appointment runs {required}"),
)
STILL_TO_COME = Reason(
    "expert_visit.still_to_come",
    Text("{measured}还没有到", "{measured}還沒有到", "{measured} is still to come"),
    Text("来访之后再登记", "來訪之後再登記", "record the visit once it has taken place"),
)
UNKNOWN_FORM = Reason(
    "expert_visit.unknown_form",
    Text(
        "“{measured}”不是来访形式", "「{measured}」不是來訪形式", "'{measured}' is no form of visit"
    ),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
NO_FINDINGS = Reason(
    "expert_visit.no_findings",
    Text(
        "报告只有{measured}个问题", "報告只有{measured}個問題", "the report has {measured} findings"
    ),
    Text(
        "诊断至少写{required}个问题",
        "診斷至少寫{required}個問題",
        "a diagnosis has at least {required}",
    ),
)
HAS_FINDINGS = Reason(
    "expert_visit.has_findings",
    Text("报告有{measured}个问题", "報告有{measured}個問題", "the report has {measured} findings"),
    Text(
        "用 improve 落实责任人和期限，再复查",
        "用 improve 落實責任人和期限，再複查",
        "give each an owner and a date with `improve`, and have them rechecked",
    ),
)
NOTHING_TO_IMPROVE = Reason(
    "expert_visit.nothing_to_improve",
    Text("报告没有提出问题", "報告沒有提出問題", "the report has no findings"),
    Text("直接办结即可", "直接辦結即可", "just `close` the visit"),
)
NOT_COVERED = Reason(
    "expert_visit.not_covered",
    Text(
        "以下问题须恰有一项措施：{measured}",
        "以下問題須恰有一項措施：{measured}",
        "these findings need exactly one measure: {measured}",
    ),
    Text("每个问题写一项措施", "每個問題寫一項措施", "give one measure for each finding"),
)
NOT_OPEN = Reason(
    "expert_visit.finding_not_open",
    Text(
        "不是待复查的问题，或重复：{measured}",
        "不是待複查的問題，或重複：{measured}",
        "no findings that are open, or named twice: {measured}",
    ),
    Text("待复查：{required}", "待複查：{required}", "open findings: {required}"),
)
NOTHING_CHECKED = Reason(
    "expert_visit.nothing_checked",
    Text("没有复查任何问题", "沒有複查任何問題", "no finding is rechecked"),
    Text("待复查：{required}", "待複查：{required}", "open findings: {required}"),
)
DUE_EARLY = Reason(
    "expert_visit.due_early",
    Text(
        "问题{finding}的期限{measured}已过或未写",
        "問題{finding}的期限{measured}已過或未寫",
        "finding {finding} is due on {measured}, in the past or on no day",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
CREDITS_NOTHING = Reason(
    "expert_visit.credits_nothing",
    Text("“{measured}”不计学时", "「{measured}」不計學時", "a {measured} credits no hours"),
    Text("计学时的形式：{required}", "計學時的形式：{required}", "these do: {required}"),
)
NOBODY_SIGNED_IN = Reason(
    "expert_visit.nobody_signed_in",
    Text(
        "没有签到，或没有写学时", "沒有簽到，或沒有寫學時", "nobody signed in, or it has no hours"
    ),
    Text("先用 sign_in 登记", "先用 sign_in 登記", "`sign_in` with the hours first"),
)
CREDITED_ALREADY = Reason(
    "expert_visit.credited_already",
    Text("学时已计入", "學時已計入", "its hours are credited already"),
    Text("每次来访只计一次", "每次來訪只計一次", "a visit credits once"),
)
NOT_CREDITED = Reason(
    "expert_visit.not_credited",
    Text("学时尚未计入", "學時尚未計入", "its hours are not credited yet"),
    Text("先用 credit 计入", "先用 credit 計入", "`credit` them first"),
)
