"""考核: why a step of an appraisal or its round is refused — the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "appraisal_round.no_title",
    Text("没有标题", "沒有標題", "it has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
ENDS_EARLY = Reason(
    "appraisal_round.ends_before_start",
    Text(
        "考核期止于{measured}，早于开始日期",
        "考核期止於{measured}，早於開始日期",
        "the period ends on {measured}, before it begins",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
SHEET_UNFIT = Reason(
    "appraisal_round.sheet_unfit",
    Text(
        "考评表不可用：{measured}",
        "考評表不可用：{measured}",
        "the sheet cannot be used: {measured}",
    ),
    Text(
        "请提供方案所定的考评表：{required}",
        "請提供方案所定的考評表：{required}",
        "provide the sheet that the scheme names: {required}",
    ),
)
NO_CASES = Reason(
    "appraisal_round.no_cases",
    Text("没有可评定的个案", "沒有可評定的個案", "there is no case to grade"),
    Text("先为教师立案", "先為教師立案", "open the cases of the teachers first"),
)
NOT_READY = Reason(
    "appraisal_round.cases_not_ready",
    Text(
        "{measured}个个案尚未核查：{which}",
        "{measured}個個案尚未核查：{which}",
        "{measured} case(s) have not been checked: {which}",
    ),
    Text(
        "先计分并核查，或记为不定等次",
        "先計分並核查，或記為不定等次",
        "score and check them first, or leave them without a grade",
    ),
)
SANCTIONS_CHANGED = Reason(
    "appraisal_round.sanctions_changed",
    Text(
        "核查之后处分有变：{measured}",
        "核查之後處分有變：{measured}",
        "sanctions have changed since the check: {measured}",
    ),
    Text("请重新核查", "請重新核查", "check these cases again"),
)
OPEN_DECISION = Reason(
    "appraisal_round.open_decision",
    Text(
        "名额末位并列待裁定：{measured}",
        "名額末位並列待裁定：{measured}",
        "a tie at the last place of a quota is open: {measured}",
    ),
    Text("请考核小组裁定", "請考核小組裁定", "the committee has to `settle_ties` first"),
)
NO_DECISION = Reason(
    "appraisal_round.no_such_decision",
    Text(
        "裁定与并列不符：{measured}",
        "裁定與並列不符：{measured}",
        "the choice does not fit the ties: {measured}",
    ),
    Text("待裁定：{required}", "待裁定：{required}", "to be decided: {required}"),
)
ROUND_NO_DOCUMENT = Reason(
    "appraisal_round.no_document",
    Text(
        "没有写明决定的文件编号", "沒有寫明決定的文件編號", "no document with the decision is named"
    ),
    Text(
        "请写明文件编号，如 校发〔2026〕12号",
        "請寫明文件編號，如 校發〔2026〕12號",
        "give its number",
    ),
)
HAS_CASES = Reason(
    "appraisal_round.has_cases",
    Text(
        "还有{measured}个进行中的个案",
        "還有{measured}個進行中的個案",
        "{measured} case(s) are still open",
    ),
    Text("先逐一取消", "先逐一取消", "cancel each of them first"),
)
UNKNOWN_ROUND = Reason(
    "appraisal.unknown_round",
    Text("没有考核工作{measured}", "沒有考核工作{measured}", "there is no round {measured}"),
    Text("请核对编号", "請核對編號", "check its id"),
)
ROUND_NOT_OPEN = Reason(
    "appraisal.round_not_open",
    Text(
        "该考核工作现在是“{measured}”",
        "該考核工作目前是「{measured}」",
        "the round is '{measured}'",
    ),
    Text(
        "须在“进行中”时办理；公示后须先重新评定",
        "須在「進行中」時辦理；公示後須先重新評定",
        "it has to be open; once graded it has to be reopened first",
    ),
)
UNKNOWN_PERSON = Reason(
    "appraisal.unknown_person",
    Text("花名册中没有{measured}", "名冊中沒有{measured}", "the roster has no {measured}"),
    Text("请先登记该教师", "請先登記該教師", "register that person first"),
)
HAS_CASE = Reason(
    "appraisal.has_case",
    Text("已有个案{measured}", "已有個案{measured}", "there is a case already, {measured}"),
    Text("每人每次一个个案", "每人每次一個個案", "one case for each teacher in a round"),
)
NEVER_SERVED = Reason(
    "appraisal.never_served",
    Text(
        "考核期内没有任班主任或助理",
        "考核期內沒有任班主任或助理",
        "no class was led or assisted in the period",
    ),
    Text(
        "请先在花名册中登记任职",
        "請先在名冊中登記任職",
        "have the post recorded in the roster first",
    ),
)
NO_WORDS = Reason(
    "appraisal.no_words",
    Text("自评没有内容", "自評沒有內容", "the self review says nothing"),
    Text("请写明自评", "請寫明自評", "say what the year was like"),
)
UNKNOWN_PART = Reason(
    "appraisal.unknown_part",
    Text(
        "“{measured}”不能这样填写",
        "「{measured}」不能這樣填寫",
        "'{measured}' is not filled in like this",
    ),
    Text("可填：{required}", "可填：{required}", "these are: {required}"),
)
OUT_OF_POINTS = Reason(
    "appraisal.points_out_of_range",
    Text(
        "{part}：“{measured}”不是有效分值",
        "{part}：「{measured}」不是有效分值",
        "{part}: '{measured}' are no points it can have",
    ),
    Text("0 至 {required} 分", "0 至 {required} 分", "0 to {required} are accepted"),
)
STILL_TIME = Reason(
    "appraisal.review_still_open",
    Text(
        "自评期到{measured}止",
        "自評期到{measured}止",
        "the self review can be handed in until {measured}",
    ),
    Text("{when}起可略过", "{when}起可略過", "it can be passed over from {when}"),
)
MONTH_NOT_SERVED = Reason(
    "appraisal.month_not_served",
    Text(
        "{measured}未任满规定天数",
        "{measured}未任滿規定天數",
        "not enough of {measured} was served",
    ),
    Text("可计月份：{required}", "可計月份：{required}", "months that count: {required}"),
)
UNKNOWN_SOURCE = Reason(
    "appraisal.unknown_source",
    Text(
        "“{measured}”不是{part}的匿名评价主体",
        "「{measured}」不是{part}的匿名評價主體",
        "'{measured}' is no anonymous source of {part}",
    ),
    Text("可用：{required}", "可用：{required}", "there are: {required}"),
)
NO_ANSWERS = Reason(
    "appraisal.bad_count",
    Text(
        "“{points}”的份数为{measured}",
        "「{points}」的份數為{measured}",
        "'{points}' was given by {measured}",
    ),
    Text("份数须为不小于 1 的整数", "份數須為不小於 1 的整數", "a count is 1 or more"),
)
UNKNOWN_RECORD = Reason(
    "appraisal.unknown_record",
    Text(
        "没有可供引用的记录{measured}",
        "沒有可供引用的記錄{measured}",
        "there is no record {measured} that you may see",
    ),
    Text(
        "只引用系统中已有的记录",
        "只引用系統中已有的記錄",
        "name a record that exists already; nothing is uploaded",
    ),
)
NOT_INVOLVED = Reason(
    "appraisal.not_involved",
    Text(
        "该教师未参与{measured}", "該教師未參與{measured}", "the teacher has no part in {measured}"
    ),
    Text("请引用本人参与的记录", "請引用本人參與的記錄", "name a record of what they took part in"),
)
CREDITED_TWICE = Reason(
    "appraisal.credited_twice",
    Text(
        "{measured}在本个案中已计分",
        "{measured}在本個案中已計分",
        "{measured} is credited in this case already",
    ),
    Text("一条记录只计一次", "一條記錄只計一次", "a record is credited once"),
)
CREDITED_BEFORE = Reason(
    "appraisal.credited_before",
    Text(
        "{measured}已在{other}中计分",
        "{measured}已在{other}中計分",
        "{measured} was credited in {other}",
    ),
    Text(
        "已计分的记录不再计入",
        "已計分的記錄不再計入",
        "what was credited once is not credited again",
    ),
)
NO_BASIS = Reason(
    "appraisal.no_basis",
    Text("没有写明依据", "沒有寫明依據", "it is not said what they rest on"),
    Text(
        "请写明文件编号或记录编号",
        "請寫明文件編號或記錄編號",
        "give the number of a document or the id of a record",
    ),
)
NOT_MISSING = Reason(
    "appraisal.cannot_be_missing",
    Text(
        "“{measured}”不能记为缺项",
        "「{measured}」不能記為缺項",
        "'{measured}' cannot be recorded as missing",
    ),
    Text("可记：{required}", "可記：{required}", "these can be: {required}"),
)
TOO_SHORT = Reason(
    "appraisal.served_too_little",
    Text("考核期内任职{measured}", "考核期內任職{measured}", "{measured} of the period was served"),
    Text(
        "不足{required}的不定等次",
        "不足{required}的不定等次",
        "with less than {required} no grade is given: leave it ungraded",
    ),
)
SERVED_ENOUGH = Reason(
    "appraisal.served_enough",
    Text(
        "考核期内任职{measured}，已达{required}",
        "考核期內任職{measured}，已達{required}",
        "{measured} of the period was served, {required} are enough",
    ),
    Text("应予评定等次", "應予評定等次", "it has to be graded"),
)
UNKNOWN_CAUSE = Reason(
    "appraisal.unknown_cause",
    Text(
        "没有核查情形“{measured}”",
        "沒有核查情形「{measured}」",
        "there is no such fact as '{measured}' to be found",
    ),
    Text("可用：{required}", "可用：{required}", "there are: {required}"),
)
NO_DOCUMENT = Reason(
    "appraisal.no_document",
    Text("没有写明证明文件编号", "沒有寫明證明文件編號", "no document that proves it is named"),
    Text("请写明文件编号", "請寫明文件編號", "give its number"),
)
NOT_GRADED = Reason(
    "appraisal.round_not_graded",
    Text(
        "考核工作尚未评出该个案的等次",
        "考核工作尚未評出該個案的等次",
        "the round has no grade for this case yet",
    ),
    Text(
        "先由考核小组评定并裁定并列",
        "先由考核小組評定並裁定並列",
        "the committee has to grade the round, ties included",
    ),
)
SAME_GRADE = Reason(
    "appraisal.same_grade",
    Text(
        "等次仍为{measured}，没有变化",
        "等次仍為{measured}，沒有變化",
        "the grade is still {measured}",
    ),
    Text("无须更改", "無須更改", "nothing has to be done"),
)
NOT_PUBLICISED = Reason(
    "appraisal.not_publicised",
    Text(
        "考核工作现在是“{measured}”，名单尚未公示",
        "考核工作目前是「{measured}」，名單尚未公示",
        "the round is '{measured}': its grades are not publicised",
    ),
    Text("先公示等次名单", "先公示等次名單", "publicise the round first"),
)
IS_REGRADED = Reason(
    "appraisal.needs_own_notice",
    Text(
        "该等次是审定后更改的", "該等次是審定後更改的", "the grade was changed after the decision"
    ),
    Text(
        "须另行公示：publicise_regrade",
        "須另行公示：publicise_regrade",
        "it needs a notice of its own: `publicise_regrade`",
    ),
)
NOT_REGRADED = Reason(
    "appraisal.not_regraded",
    Text(
        "该等次未在审定后更改",
        "該等次未在審定後更改",
        "the grade was not changed after the decision",
    ),
    Text(
        "随考核工作一并公示：publicise",
        "隨考核工作一併公示：publicise",
        "it is publicised with its round: `publicise`",
    ),
)
NOT_FINAL = Reason(
    "appraisal.not_final",
    Text("等次尚未审定", "等次尚未審定", "the grade is not final yet"),
    Text(
        "公示结束并审定后方可签收",
        "公示結束並審定後方可簽收",
        "its notice has to be closed and the round decided first",
    ),
)
SIGN_LATE = Reason(
    "appraisal.signed_late",
    Text("签收期到{measured}止", "簽收期到{measured}止", "it could be signed until {measured}"),
    Text("由德育处记为未签收", "由德育處記為未簽收", "the office records that it was not signed"),
)
SIGN_OPEN = Reason(
    "appraisal.still_to_be_signed",
    Text("签收期到{measured}止", "簽收期到{measured}止", "it can be signed until {measured}"),
    Text(
        "{when}起可记为未签收",
        "{when}起可記為未簽收",
        "it can be recorded as not signed from {when}",
    ),
)
NOT_DECIDED = Reason(
    "appraisal.round_not_decided",
    Text("考核工作现在是“{measured}”", "考核工作目前是「{measured}」", "the round is '{measured}'"),
    Text(
        "审定前应重新评定，审定后方可单独更改",
        "審定前應重新評定，審定後方可單獨更改",
        "before it is decided reopen the round; afterwards a case is regraded",
    ),
)
NOTHING_NEW = Reason(
    "appraisal.nothing_to_regrade",
    Text(
        "按现有处分与事实，等次仍为{measured}",
        "依現有處分與事實，等次仍為{measured}",
        "by what is found now the grade is still {measured}",
    ),
    Text("无须更改", "無須更改", "nothing has to be done"),
)

PLACE_TAKEN = Reason(
    "appraisal.place_taken",
    Text(
        "名额内的{measured}个位置都还有人：{which}",
        "名額內的{measured}個位置都還有人：{which}",
        "all {measured} place(s) of the quota are held: {which}",
    ),
    Text(
        "先让不再占名额的个案改定等次",
        "先讓不再佔名額的個案改定等次",
        "let the case that loses its place take its new grade first",
    ),
)
