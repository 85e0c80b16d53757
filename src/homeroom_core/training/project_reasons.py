"""Why a step of a project is refused: the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NOT_COMPLETE = Reason(
    "project.not_complete",
    Text("没有填写：{measured}", "沒有填寫：{measured}", "not filled in: {measured}"),
    Text("请填写", "請填寫", "fill it in"),
)
UNKNOWN_CALL = Reason(
    "project.unknown_call",
    Text("没有课题征集{measured}", "沒有課題徵集{measured}", "there is no call {measured}"),
    Text("请核对编号", "請核對編號", "check its id"),
)
CALL_CLOSED = Reason(
    "project.call_closed",
    Text(
        "该征集现在是“{measured}”，截止日期{deadline}",
        "該徵集目前是「{measured}」，截止日期{deadline}",
        "the call is '{measured}', its deadline {deadline}",
    ),
    Text(
        "须在截止前申报；可请教科室为全体延期",
        "須在截止前申報；可請教科室為全體延期",
        "apply by the deadline; before the call is closed it can be extended for all",
    ),
)
CALL_NOT_REVIEWING = Reason(
    "project.call_not_reviewing",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text("须处于“{required}”", "須處於「{required}」", "it has to be '{required}'"),
)
CALL_NOT_DECIDED = Reason(
    "project.call_not_decided",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text(
        "公示结束并决定后才能立项",
        "公示結束並決定後才能立項",
        "projects are approved once the notice has closed and the call is decided",
    ),
)
CALL_HAS_RESULT = Reason(
    "project.call_has_result",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text(
        "评审结果已出，须先重新评审或等待决定",
        "評審結果已出，須先重新評審或等待決定",
        "there is a result: have it reopened first, or wait for the decision",
    ),
)
TOO_MANY_PEOPLE = Reason(
    "project.too_many_people",
    Text("课题组有{measured}人", "課題組有{measured}人", "the team has {measured} people"),
    Text(
        "含主持人至多{required}人",
        "含主持人至多{required}人",
        "{required} at most, leader included",
    ),
)
PERSON_TWICE = Reason(
    "project.person_twice",
    Text("{measured}重复", "{measured}重複", "{measured} stands there twice"),
    Text("主持人与成员每人列一次", "主持人與成員每人列一次", "name leader and members once each"),
)
NOT_IN_POST = Reason(
    "project.not_in_post",
    Text(
        "花名册中没有在岗的{measured}",
        "名冊中沒有在職的{measured}",
        "the roster has no {measured} in post",
    ),
    Text("新加入者须为在岗教职工", "新加入者須為在職教職員", "whoever joins is staff in post"),
)
WRONG_LENGTH = Reason(
    "project.wrong_length",
    Text("从{measured}起，到{ends}止", "從{measured}起，到{ends}止", "from {measured} to {ends}"),
    Text(
        "须为{least}至{most}个月",
        "須為{least}至{most}個月",
        "it has to be {least} to {most} months",
    ),
)
LEADS_ENOUGH = Reason(
    "project.leads_enough",
    Text(
        "{measured}主持的课题尚未完成：{other}",
        "{measured}主持的課題尚未完成：{other}",
        "{measured} leads {other}, not yet finished",
    ),
    Text(
        "同时主持至多{required}项，须先结题",
        "同時主持至多{required}項，須先結題",
        "{required} at a time: finish it first",
    ),
)
TAKES_PART_ENOUGH = Reason(
    "project.takes_part_enough",
    Text(
        "{measured}已参与：{other}", "{measured}已參與：{other}", "{measured} takes part in {other}"
    ),
    Text(
        "主持与参与合计至多{required}项",
        "主持與參與合計至多{required}項",
        "{required} at a time, led or joined",
    ),
)
BARRED = Reason(
    "project.leader_barred",
    Text(
        "{measured}因撤项在禁止申报期内（{other}）",
        "{measured}因撤項在禁止申報期內（{other}）",
        "{measured} is barred since {other} was withdrawn",
    ),
    Text(
        "禁止至{required}；{when}起可申报",
        "禁止至{required}；{when}起可申報",
        "until {required}; from {when} they may apply again",
    ),
)
TOO_FEW_OUTSIDERS = Reason(
    "project.too_few_outsiders",
    Text(
        "重大课题只有{measured}位校外评审人",
        "重大課題只有{measured}位校外評審人",
        "a major project with {measured} reviewer(s) from outside",
    ),
    Text("至少{required}位", "至少{required}位", "it needs {required}"),
)
REVIEWER_ANSWERS = Reason(
    "project.reviewer_answers",
    Text(
        "{measured}本人在同一征集中有申报",
        "{measured}本人在同一徵集中有申報",
        "{measured} answers the same call",
    ),
    Text("申报者不得担任评审人", "申報者不得擔任評審人", "whoever does may not review"),
)
REVIEWS_SHORT = Reason(
    "project.reviews_short",
    Text("只有{measured}份评审表", "只有{measured}份評審表", "it has {measured} review(s)"),
    Text(
        "需要{required}份，请增派评审人",
        "需要{required}份，請增派評審人",
        "assign more: it needs {required}",
    ),
)
EXPERT_TAKES_PART = Reason(
    "project.expert_takes_part",
    Text("{measured}是课题组成员", "{measured}是課題組成員", "{measured} is on the team"),
    Text("专家意见须由组外专家给出", "專家意見須由組外專家給出", "the expert is somebody else"),
)
NO_REPAIRS = Reason(
    "project.no_repairs_named",
    Text("没有写明整改内容", "沒有寫明整改內容", "no repair is named"),
    Text("请列明整改内容", "請列明整改內容", "list what has to be repaired"),
)
REQUEST_OPEN = Reason(
    "project.request_open",
    Text(
        "第{measured}号申请尚未决定",
        "第{measured}號申請尚未決定",
        "request {measured} is not decided yet",
    ),
    Text("请课题领导小组先决定", "請課題領導小組先決定", "the leading group decides it first"),
)
NO_REQUEST = Reason(
    "project.no_request",
    Text("没有待决定的{measured}", "沒有待決定的{measured}", "there is no open {measured}"),
    Text("须先提出申请", "須先提出申請", "it has to be asked for first"),
)
NOTHING_CHANGES = Reason(
    "project.nothing_changes",
    Text("申请没有改变任何内容", "申請沒有改變任何內容", "the request changes nothing"),
    Text(
        "请写明新的题目、主持人、成员或方法",
        "請寫明新的題目、主持人、成員或方法",
        "give another title, leader, team or method",
    ),
)
TOO_LATE_TO_ASK = Reason(
    "project.too_late_to_ask",
    Text("课题到{measured}止", "課題到{measured}止", "the project ends on {measured}"),
    Text(
        "须提前{required}天申请，最迟{last}",
        "須提前{required}天申請，最遲{last}",
        "ask {required} days ahead, by {last}",
    ),
)
EXTENDED_ENOUGH = Reason(
    "project.extended_enough",
    Text("已延期{measured}次", "已延期{measured}次", "it was extended {measured} time(s)"),
    Text("至多{required}次", "至多{required}次", "at most {required}"),
)
EXTENSION_TOO_LONG = Reason(
    "project.extension_too_long",
    Text("延至{measured}", "延至{measured}", "it would end on {measured}"),
    Text(
        "须晚于{first}，最迟{required}",
        "須晚於{first}，最遲{required}",
        "choose a day after {first}, {required} at the latest",
    ),
)
WRONG_PANEL_SIZE = Reason(
    "project.wrong_panel_size",
    Text("评审组有{measured}人", "評審組有{measured}人", "the panel has {measured} members"),
    Text("须为{required}人", "須為{required}人", "it has to have: {required}"),
)
TOO_MANY_INSIDERS = Reason(
    "project.too_many_insiders",
    Text(
        "评审组有{measured}位本校人员",
        "評審組有{measured}位本校人員",
        "of the own school: {measured}",
    ),
    Text("至多{required}位", "至多{required}位", "{required} at most"),
)
NOT_SCORABLE = Reason(
    "project.not_scorable",
    Text("无法计分：{measured}", "無法計分：{measured}", "it cannot be scored: {measured}"),
    Text("请先改正", "請先改正", "mend that first"),
)
NOT_HIGHER = Reason(
    "project.not_higher",
    Text(
        "“{measured}”不是更高级别", "「{measured}」不是更高級別", "'{measured}' is no higher level"
    ),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
