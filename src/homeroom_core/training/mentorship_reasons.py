"""Why a step of a mentorship is refused, in words for people."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

UNKNOWN_PERSON = Reason(
    "mentorship.unknown_person",
    Text("花名册中没有{measured}", "名冊中沒有{measured}", "the roster has no {measured}"),
    Text("请先登记该教师", "請先登記該教師", "register that person first"),
)
NOT_IN_POST = Reason(
    "mentorship.not_in_post",
    Text("{measured}目前不在岗", "{measured}目前不在職", "{measured} is not in post"),
    Text("请另选在岗教师", "請另選在職教師", "choose somebody in post"),
)
SAME_PERSON = Reason(
    "mentorship.same_person",
    Text("顾问与助理是同一人", "顧問與助理是同一人", "advisor and assistant are the same person"),
    Text("请另选顾问", "請另選顧問", "choose another advisor"),
)
PAIRED_ALREADY = Reason(
    "mentorship.paired_already",
    Text("该助理已有结对：{measured}", "該助理已有結對：{measured}", "there is a pair, {measured}"),
    Text(
        "换顾问请用 re_pair，或先终止该结对",
        "換顧問請用 re_pair，或先終止該結對",
        "change its advisor with `re_pair`, or end it first",
    ),
)
TOO_LONG = Reason(
    "mentorship.too_many_years",
    Text("共{measured}个学年", "共{measured}個學年", "it would last {measured} school years"),
    Text("应为1至{required}个学年", "應為1至{required}個學年", "1 to {required} are allowed"),
)
RULES_UNFIT = Reason(
    "mentorship.rules_unfit",
    Text(
        "结对规则与名册资料不合：{measured}",
        "結對規則與名冊資料不合：{measured}",
        "the rules for pairs do not fit what the roster says: {measured}",
    ),
    Text("请在方案中改正规则", "請在方案中改正規則", "put the rules right in the scheme"),
)
NO_PLAN = Reason(
    "mentorship.no_plan",
    Text("还没有结对计划", "還沒有結對計劃", "there is no plan yet"),
    Text("先用 write_plan 写计划", "先用 write_plan 寫計劃", "write one with `write_plan` first"),
)
SIGNED_ALREADY = Reason(
    "mentorship.signed_already",
    Text("您已签字", "您已簽字", "you have signed already"),
    Text("等另一方签字", "等另一方簽字", "the other one has to sign"),
)
NO_DUTY = Reason(
    "mentorship.no_duty",
    Text("没有写明属于哪项职责", "沒有寫明屬於哪項職責", "no duty is named"),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
UNKNOWN_DUTY = Reason(
    "mentorship.unknown_duty",
    Text("没有职责“{measured}”", "沒有職責「{measured}」", "there is no duty '{measured}'"),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
OFFICE_RECORDS = Reason(
    "mentorship.office_records",
    Text(
        "“{measured}”是德育处的检查",
        "「{measured}」是德育處的檢查",
        "'{measured}' is a check by the office",
    ),
    Text("请由德育处登记", "請由德育處登記", "the office records it"),
)
NO_EVIDENCE = Reason(
    "mentorship.no_evidence",
    Text("没有写明佐证", "沒有寫明佐證", "no evidence is named"),
    Text(
        "请写明已有记录的编号或文件编号",
        "請寫明已有記錄的代號或文件編號",
        "give the id of a record or the number of a document that exists",
    ),
)
EVIDENCE_TWICE = Reason(
    "mentorship.evidence_twice",
    Text("{measured}已于{required}登记", "{measured}已於{required}登記", "{measured} is recorded already, on {required}"),
    Text(
        "同一佐证只登记一次；属于几项职责的，一次写明",
        "同一佐證僅登記一次；屬於幾項職責的，一次寫明",
        "it is recorded once; name all the duties that it answers then",
    ),
)  # fmt: skip
OUTSIDE_TERM = Reason(
    "mentorship.outside_term",
    Text("{measured}不在本学期考核范围内", "{measured}不在本學期考核範圍內", "{measured} is not in the term that runs"),
    Text("应在{required}之间", "應在{required}之間", "choose a day of {required}"),
)  # fmt: skip
NO_SUMMARY = Reason(
    "mentorship.no_summary",
    Text(
        "助理还没有写学期总结", "助理還沒有寫學期總結", "the assistant has not summed up the term"
    ),
    Text(
        "请助理用 summarise 填写", "請助理用 summarise 填寫", "have them write it with `summarise`"
    ),
)
TIME_IS_UP = Reason(
    "mentorship.time_is_up",
    Text("结对已于{measured}期满", "結對已於{measured}期滿", "it was planned until {measured}"),
    Text(
        "请延长、出师或终止",
        "請延長、出師或終止",
        "extend it, graduate the assistant, or end it",
    ),
)
TOO_FEW_TERMS = Reason(
    "mentorship.too_few_terms",
    Text(
        "只考核了{measured}个学期",
        "僅考核了{measured}個學期",
        "only {measured} terms were reviewed",
    ),
    Text("至少{required}个学期", "至少{required}個學期", "at least {required} are needed"),
)
NOT_MET = Reason(
    "mentorship.duties_not_met",
    Text(
        "上次学期考核未到位：{measured}",
        "上次學期考核未到位：{measured}",
        "the last term review found too little of: {measured}",
    ),
    Text(
        "继续结对，补足后再出师",
        "繼續結對，補足後再出師",
        "carry on, and graduate after a term in which they are done",
    ),
)
NO_JUDGEMENT = Reason(
    "mentorship.no_judgement",
    Text("没有写评议意见", "沒有寫評議意見", "no judgement is given"),
    Text("请写明助理为何胜任", "請寫明助理為何勝任", "say why the assistant is competent"),
)
SAME_ADVISOR = Reason(
    "mentorship.same_advisor",
    Text("{measured}已是该对顾问", "{measured}已是該對顧問", "{measured} is the advisor already"),
    Text("请另选顾问", "請另選顧問", "choose another one"),
)
UNKNOWN_CAUSE = Reason(
    "mentorship.unknown_cause",
    Text("“{measured}”不是改配原因", "「{measured}」不是改配原因", "'{measured}' is no such cause"),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
NO_HAND_OVER = Reason(
    "mentorship.no_hand_over",
    Text("没有交接说明", "沒有交接說明", "there is no hand-over note"),
    Text(
        "请写明已做的和待做的",
        "請寫明已做的和待做的",
        "say what was done and what is left to do",
    ),
)
BAD_POINTS = Reason(
    "mentorship.points_out_of_range",
    Text("评分为{measured}", "評分為{measured}", "{measured} points are given"),
    Text("应为0至{required}", "應為0至{required}", "0 to {required} are allowed"),
)
RATED_ALREADY = Reason(
    "mentorship.rated_already",
    Text("您本学期已评过", "您本學期已評過", "you have rated them this term"),
    Text("下次学期考核后再评", "下次學期考核後再評", "rate again after the next term review"),
)
