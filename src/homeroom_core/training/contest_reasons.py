"""Why a step of a contest is refused: the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "contest.no_title",
    Text("没有标题", "沒有標題", "it has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
POLICY_UNFIT = Reason(
    "contest.policy_unfit",
    Text(
        "计分办法不适用：{measured}",
        "計分辦法不適用：{measured}",
        "the scoring policy does not fit: {measured}",
    ),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
RULES_UNFIT = Reason(
    "contest.rules_unfit",
    Text(
        "参赛规则不可用：{measured}",
        "參賽規則不可用：{measured}",
        "the rules of entry cannot be used: {measured}",
    ),
    Text("请改正规则", "請改正規則", "mend the rules"),
)
DEADLINE_PAST = Reason(
    "contest.deadline_past",
    Text("截止日期{measured}已过", "截止日期{measured}已過", "the deadline {measured} is past"),
    Text("最早为{required}", "最早為{required}", "choose {required} or later"),
)
NOT_LATER = Reason(
    "contest.deadline_not_later",
    Text(
        "{measured}不晚于原截止日期",
        "{measured}不晚於原截止日期",
        "{measured} is not later than the deadline there is",
    ),
    Text(
        "须晚于{required}；截止日期只能延后，不能提前",
        "須晚於{required}；截止日期只能延後，不能提前",
        "choose a day after {required}: a deadline is never moved forward",
    ),
)
STILL_CALLED = Reason(
    "contest.still_called",
    Text("报名到{measured}才截止", "報名到{measured}才截止", "entries are taken until {measured}"),
    Text("{when}起可截止报名", "{when}起可截止報名", "close them on {when} or later"),
)
NO_ENTRIES = Reason(
    "contest.no_entries",
    Text("没有参赛作品", "沒有參賽作品", "there are no entries"),
    Text("须至少有一件参赛", "須至少有一件參賽", "there has to be one at least"),
)
TWICE_ON_PANEL = Reason(
    "contest.twice_on_panel",
    Text(
        "{measured}在评委组中重复",
        "{measured}在評委組中重複",
        "{measured} stands twice on the panel",
    ),
    Text("每位评委列一次", "每位評委列一次", "name every judge once"),
)
ONE_PRESIDES = Reason(
    "contest.one_presides",
    Text("评委组长有{measured}位", "評委組長有{measured}位", "judges who preside: {measured}"),
    Text("须恰好一位", "須恰好一位", "just one has to"),
)
JUDGE_COMPETES = Reason(
    "contest.judge_competes",
    Text("{measured}是参赛者", "{measured}是參賽者", "{measured} takes part in the contest"),
    Text("参赛者不得担任评委", "參賽者不得擔任評委", "a contestant may not judge"),
)
ENTRY_UNASSIGNED = Reason(
    "contest.entry_unassigned",
    Text("作品{measured}没有评委", "作品{measured}沒有評委", "entry {measured} has no judges"),
    Text(
        "请为每件作品分派评委，或一件也不分派（由全体评委评分）",
        "請為每件作品分派評委，或一件也不分派（由全體評委評分）",
        "assign judges to every entry, or to none: then the whole panel scores all",
    ),
)
IN_CONFLICT = Reason(
    "contest.judge_in_conflict",
    Text(
        "{measured}须回避作品{entry}（{conflict}）",
        "{measured}須迴避作品{entry}（{conflict}）",
        "{measured} has a conflict with entry {entry} ({conflict})",
    ),
    Text(
        "请换一位评委；可豁免的须先豁免并记录在案",
        "請換一位評委；可豁免的須先豁免並記錄在案",
        "choose another judge, or waive the conflict first, if it may be",
    ),
)
PANELS_APART = Reason(
    "contest.panels_apart",
    Text(
        "评委与作品分成互不相连的{measured}组，成绩无法比较：{which}",
        "評委與作品分成互不相連的{measured}組，成績無法比較：{which}",
        "judges and entries fall into {measured} subsets that cannot be compared: {which}",
    ),
    Text(
        "请让各组有共同的评委，或按组分别评奖",
        "請讓各組有共同的評委，或按組分別評獎",
        "let subsets share judges, or give awards within groups",
    ),
)
HAS_SIGNED = Reason(
    "contest.has_signed",
    Text(
        "{measured}已签评分表，不能退出评委组",
        "{measured}已簽評分表，不能退出評委組",
        "{measured} has signed sheets and cannot leave the panel",
    ),
    Text(
        "请记录回避或缺席，写明作品",
        "請記錄迴避或缺席，寫明作品",
        "record a conflict or an absence, entry by entry",
    ),
)
PANEL_TOO_SMALL = Reason(
    "contest.panel_too_small",
    Text("只有{measured}位评委", "只有{measured}位評委", "there are too few judges: {measured}"),
    Text("至少需要{required}位", "至少需要{required}位", "name {required} at least"),
)
TOO_FEW_JUDGES = Reason(
    "contest.too_few_judges",
    Text(
        "作品{entry}只有{measured}位评委",
        "作品{entry}只有{measured}位評委",
        "entry {entry} has too few judges: {measured}",
    ),
    Text(
        "至少需要{required}位，请增补评委",
        "至少需要{required}位，請增補評委",
        "it needs {required}; appoint more",
    ),
)
UNKNOWN_CONFLICT = Reason(
    "contest.unknown_conflict",
    Text(
        "没有回避类型“{measured}”",
        "沒有迴避類型「{measured}」",
        "there is no conflict '{measured}'",
    ),
    Text("可用：{required}", "可用：{required}", "there are {required}"),
)
NOT_ON_PANEL = Reason(
    "contest.not_on_panel",
    Text("{measured}不在评委组", "{measured}不在評委組", "{measured} is not on the panel"),
    Text("评委：{required}", "評委：{required}", "the judges are {required}"),
)
FOR_ANOTHER = Reason(
    "contest.conflict_of_another",
    Text(
        "您是评委，只能申报本人的回避",
        "您是評委，只能申報本人的迴避",
        "as a judge you may only record conflicts of your own",
    ),
    Text(
        "他人的回避请由德育处或评委组长记录",
        "他人的迴避請由德育處或評委組長記錄",
        "the office or the head judge records those of others",
    ),
)
RECUSED_ALREADY = Reason(
    "contest.recused_already",
    Text(
        "{measured}对该作品的回避已记录",
        "{measured}對該作品的迴避已記錄",
        "that conflict of {measured} is on record already",
    ),
    Text("不必重复申报", "不必重複申報", "there is nothing left to do"),
)
UNKNOWN_ENTRY = Reason(
    "contest.unknown_entry",
    Text(
        "评比中没有作品{measured}",
        "評比中沒有作品{measured}",
        "the contest has no entry {measured}",
    ),
    Text("作品：{required}", "作品：{required}", "its entries are {required}"),
)
SIGNED_ALREADY = Reason(
    "contest.signed_already",
    Text(
        "{measured}已签作品{entry}的评分表",
        "{measured}已簽作品{entry}的評分表",
        "{measured} has signed a sheet for {entry}",
    ),
    Text("先将该表作废", "先將該表作廢", "have that sheet declared void first"),
)
NOT_WAIVABLE = Reason(
    "contest.not_waivable",
    Text("没有可豁免的回避", "沒有可豁免的迴避", "there is no conflict there that may be waived"),
    Text("只有{required}可豁免", "只有{required}可豁免", "only {required} may be"),
)
OWN_CONFLICT = Reason(
    "contest.own_conflict",
    Text("这是您本人的回避", "這是您本人的迴避", "it is your own conflict"),
    Text("请由另一位评委组长豁免", "請由另一位評委組長豁免", "another head judge has to waive it"),
)
NO_SEED = Reason(
    "contest.no_seed",
    Text("没有抽签种子", "沒有抽籤種子", "there is no seed to draw from"),
    Text(
        "请写明事先公布的种子，如日期与开奖号码",
        "請寫明事先公布的種子，如日期與開獎號碼",
        "give one that was made public, such as a date and a lottery number",
    ),
)
SHEETS_MISSING = Reason(
    "contest.sheets_missing",
    Text(
        "还缺{measured}份评分表：{which}",
        "還缺{measured}份評分表：{which}",
        "sheets missing ({measured}): {which}",
    ),
    Text(
        "请评委签名，或记录缺席",
        "請評委簽名，或記錄缺席",
        "have them signed, or record the absence",
    ),
)
NOT_SCORABLE = Reason(
    "contest.not_scorable",
    Text("无法计分：{measured}", "無法計分：{measured}", "it cannot be scored: {measured}"),
    Text("请先改正", "請先改正", "mend that first"),
)
NOT_RECOUNTED = Reason(
    "contest.not_recounted",
    Text(
        "还有{measured}份评分表未由第二人核对无误：{which}",
        "還有{measured}份評分表未由第二人核對無誤：{which}",
        "sheets not yet counted and found right by a second person ({measured}): {which}",
    ),
    Text(
        "请逐份核对；不符的须重新评分改正",
        "請逐份核對；不符的須重新評分改正",
        "have each counted again; reopen scoring to correct what is wrong",
    ),
)
SAME_PERSON = Reason(
    "contest.same_person",
    Text("计分也是您做的", "計分也是您做的", "you made the tally yourself"),
    Text("请由第二人复核", "請由第二人複核", "a second person has to check it"),
)
OPEN_DECISION = Reason(
    "contest.open_decision",
    Text(
        "评委组尚待裁定：{measured}",
        "評委組尚待裁定：{measured}",
        "the jury still has to decide: {measured}",
    ),
    Text("先用 settle_ties 裁定", "先用 settle_ties 裁定", "settle it with `settle_ties`"),
)
NO_DECISION = Reason(
    "contest.no_decision",
    Text("裁定不合：{measured}", "裁定不合：{measured}", "that is no decision: {measured}"),
    Text("须为：{required}", "須為：{required}", "it has to be: {required}"),
)
NOTHING_OPEN = Reason(
    "contest.nothing_open",
    Text("没有待裁定的并列", "沒有待裁定的並列", "no tie waits for the jury"),
    Text("不必裁定", "不必裁定", "there is nothing to settle"),
)
OTHER_NOTICE = Reason(
    "contest.other_notice",
    Text(
        "公示{measured}不合：{why}",
        "公示{measured}不合：{why}",
        "notice {measured} does not fit: {why}",
    ),
    Text(
        "须为本次评比、公示中、天数与名单相符，并列明评委、计分者与参赛者为参与者",
        "須為本次評比、公示中、天數與名單相符，並列明評委、計分者與參賽者為參與者",
        "it has to be about this contest, open, under its policy, with the proposed list, naming "
        "judges, tallier and contestants as involved",
    ),
)
NOTICE_NOT_CLOSED = Reason(
    "contest.notice_not_closed",
    Text("公示现在是“{measured}”", "公示目前是「{measured}」", "the notice is '{measured}'"),
    Text("公示结束后才能颁奖", "公示結束後才能頒獎", "awards are given once it is closed"),
)
NOTICE_DIFFERS = Reason(
    "contest.notice_differs",
    Text("公示名单与拟定结果不同", "公示名單與擬定結果不同", "the notice shows another list"),
    Text("请更正公示并等待期满", "請更正公示並等待期滿", "amend the notice and let it run"),
)
NOT_UPHELD = Reason(
    "contest.no_objection_upheld",
    Text(
        "公示期内没有成立的异议", "公示期內沒有成立的異議", "no objection to the notice was upheld"
    ),
    Text(
        "公示后须有异议成立或公示作废方可重开",
        "公示後須有異議成立或公示作廢方可重開",
        "after the notice it is reopened for an upheld objection, or once the notice is void",
    ),
)
NO_PREFIX = Reason(
    "contest.no_prefix",
    Text("没有证书编号前缀", "沒有證書編號前綴", "the certificate numbers have no prefix"),
    Text("请写明前缀，如 BH-2025-", "請寫明前綴，如 BH-2025-", "give one, such as BH-2025-"),
)
NUMBER_TAKEN = Reason(
    "contest.number_taken",
    Text(
        "证书编号{measured}已用于{other}",
        "證書編號{measured}已用於{other}",
        "certificate number {measured} was given in {other}",
    ),
    Text("请换一个前缀", "請換一個前綴", "choose another prefix"),
)
HAS_AWARDS = Reason(
    "contest.has_awards",
    Text("已拟定{measured}个奖项", "已擬定{measured}個獎項", "awards proposed: {measured}"),
    Text(
        "只有无人获奖时才可在此取消，否则请公示",
        "只有無人獲獎時才可在此取消，否則請公示",
        "it is called off here only when nobody gets an award; else put it up",
    ),
)
AWARDS_DIFFER = Reason(
    "contest.awards_differ",
    Text(
        "奖项已公示，而重算后的名次或奖项不同",
        "獎項已公示，而重算後的名次或獎項不同",
        "the awards are put up, and computed again places or awards would be others",
    ),
    Text(
        "存储的结果继续有效；异议成立后可重新评分",
        "儲存的結果繼續有效；異議成立後可重新評分",
        "what is stored stays in force; after an objection is upheld, scoring can be reopened",
    ),
)

NOT_IN_SCHEME = Reason(
    "contest.not_in_scheme",
    Text(
        "施行中的方案没有评比“{measured}”的规定",
        "施行中的方案沒有評比「{measured}」的規定",
        "the scheme in force sets no terms for a contest '{measured}'",
    ),
    Text(
        "方案中有：{required}；也可用 call 自行给出规定",
        "方案中有：{required}；也可用 call 自行給出規定",
        "it sets {required}; or give the terms yourself with `call`",
    ),
)

NO_PRELIMINARY = Reason(
    "contest.no_preliminary",
    Text("没有初赛{measured}", "沒有初賽{measured}", "there is no preliminary contest {measured}"),
    Text("请核对评比编号", "請核對評比編號", "check the id of the contest"),
)
PRELIMINARY_OPEN = Reason(
    "contest.preliminary_open",
    Text(
        "初赛{measured}现在是“{state}”",
        "初賽{measured}目前是「{state}」",
        "the preliminary contest {measured} is '{state}'",
    ),
    Text("初赛颁奖后方可举行决赛", "初賽頒獎後方可舉行決賽", "give its awards first"),
)
NO_RECEIVER = Reason(
    "contest.no_receiver",
    Text(
        "不能推荐给“{measured}”",
        "不能推薦給「{measured}」",
        "nothing is recommended to '{measured}'",
    ),
    Text("请写明另一单位的代码", "請寫明另一單位的代碼", "give the code of another organization"),
)
NOBODY_RECOMMENDED = Reason(
    "contest.nobody_recommended",
    Text("推荐名单是空的", "推薦名單是空的", "nobody is recommended"),
    Text("请至少推荐一件", "請至少推薦一件", "name at least one entry"),
)
NOT_A_WINNER = Reason(
    "contest.not_a_winner",
    Text("{measured}没有获奖", "{measured}沒有獲獎", "{measured} has no award"),
    Text("获奖作品：{required}", "獲獎作品：{required}", "those with one: {required}"),
)
RECOMMENDED_ALREADY = Reason(
    "contest.recommended_already",
    Text(
        "{measured}已推荐给{to}",
        "{measured}已推薦給{to}",
        "{measured} was recommended to {to} before",
    ),
    Text("把原推荐再发一次即可", "把原推薦再發一次即可", "send that recommendation once more"),
)
TOO_MANY_RECOMMENDED = Reason(
    "contest.too_many_recommended",
    Text("推荐了{measured}件", "推薦了{measured}件", "{measured} would be recommended"),
    Text("至多推荐{required}件", "至多推薦{required}件", "at most {required} can be"),
)
