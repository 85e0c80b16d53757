"""Why a step of a scheme is refused."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "scheme.no_title",
    Text("方案没有标题", "方案沒有標題", "the scheme has no title"),
    Text("请写明标题", "請寫明標題", "give it one"),
)
SAYS_NOTHING = Reason(
    "scheme.says_nothing",
    Text(
        "方案没有条文，也没有设定任何内容",
        "方案沒有條文，也沒有設定任何內容",
        "it has no clause and no terms",
    ),
    Text("请写入条文", "請寫入條文", "write at least one clause"),
)
SAME_NUMBER = Reason(
    "scheme.same_clause_number",
    Text("条文编号{measured}重复", "條文編號{measured}重複", "clause {measured} stands twice"),
    Text("每条用不同的编号", "每條用不同的編號", "give every clause a number of its own"),
)
UNKNOWN_KIND = Reason(
    "scheme.unknown_kind",
    Text(
        "方案不能为“{measured}”设定内容",
        "方案不能為「{measured}」設定內容",
        "a scheme sets nothing for '{measured}'",
    ),
    Text("可设定：{required}", "可設定：{required}", "it may set terms for {required}"),
)
TERMS_UNFIT = Reason(
    "scheme.terms_unfit",
    Text("{where}：“{measured}”不可用", "{where}：「{measured}」不可用", "{where}: '{measured}'"),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
NO_COMMENT = Reason(
    "scheme.no_comment",
    Text("没有写意见", "沒有寫意見", "the comment says nothing"),
    Text("请写明意见", "請寫明意見", "say what should be changed, and why"),
)
CONSULTATION_OVER = Reason(
    "scheme.consultation_over",
    Text(
        "征求意见已于{measured}结束",
        "徵求意見已於{measured}結束",
        "comments were taken until {measured}",
    ),
    Text(
        "可请教代会代表转达",
        "可請教代會代表轉達",
        "tell a representative of the congress instead",
    ),
)
CONSULTATION_OPEN = Reason(
    "scheme.consultation_open",
    Text(
        "征求意见到{measured}才结束",
        "徵求意見到{measured}才結束",
        "comments are taken until {measured}",
    ),
    Text("{when}起可提请审议", "{when}起可提請審議", "it can be tabled from {when}"),
)
NOT_ANSWERED = Reason(
    "scheme.comments_unanswered",
    Text(
        "还有{measured}条意见未答复：{which}",
        "還有{measured}條意見未答覆：{which}",
        "{measured} comments are not answered: {which}",
    ),
    Text("请先逐条答复", "請先逐條答覆", "answer each of them first"),
)
NO_SUCH_COMMENT = Reason(
    "scheme.no_such_comment",
    Text(
        "没有待答复的第{measured}条意见",
        "沒有待答覆的第{measured}條意見",
        "there is no open comment {measured}",
    ),
    Text("待答复：{required}", "待答覆：{required}", "open ones: {required}"),
)
NO_ANSWER = Reason(
    "scheme.no_answer",
    Text("没有写答复", "沒有寫答覆", "the answer says nothing"),
    Text("请写明采纳与否及理由", "請寫明採納與否及理由", "say whether it is taken up, and why"),
)
NO_QUORUM = Reason(
    "scheme.no_quorum",
    Text(
        "到会代表只有{measured}人",
        "出席代表只有{measured}人",
        "only {measured} representatives were present",
    ),
    Text(
        "至少{required}人到会方可表决，请另行开会",
        "至少{required}人出席方可表決，請另行開會",
        "{required} have to be; call another session",
    ),
)
TOO_FEW_TEACHERS = Reason(
    "scheme.too_few_teachers",
    Text(
        "代表中教师只有{measured}人",
        "代表中教師只有{measured}人",
        "only {measured} of the representatives are teachers",
    ),
    Text("至少应有{required}人", "至少應有{required}人", "at least {required} have to be"),
)
VOTES_UNFIT = Reason(
    "scheme.votes_do_not_add_up",
    Text(
        "{what}为{measured}",
        "{what}為{measured}",
        "{what}: {measured}",
    ),
    Text("应为{required}", "應為{required}", "it has to be {required}"),
)
NO_DOCUMENT = Reason(
    "scheme.no_document",
    Text("没有文件编号", "沒有文件編號", "no document number is given"),
    Text(
        "请写明文件编号，如 校发〔2025〕12号",
        "請寫明文件編號，如 校發〔2025〕12號",
        "give the number of the document that puts it into force",
    ),
)
BEFORE_VOTE = Reason(
    "scheme.effective_before_vote",
    Text(
        "施行日期{measured}早于表决日期",
        "施行日期{measured}早於表決日期",
        "it would take effect on {measured}, before the vote",
    ),
    Text("应不早于{required}", "應不早於{required}", "choose {required} or later"),
)
NOT_LATER = Reason(
    "scheme.not_later_than_other",
    Text(
        "施行日期{measured}不晚于已施行的{other}",
        "施行日期{measured}不晚於已施行的{other}",
        "it would take effect on {measured}, not later than {other}",
    ),
    Text("应晚于{required}", "應晚於{required}", "choose a day after {required}"),
)
NOTHING_LATER = Reason(
    "scheme.nothing_supersedes_it",
    Text(
        "没有更新的方案在施行",
        "沒有更新的方案在施行",
        "no later scheme has taken effect",
    ),
    Text(
        "须由教代会通过新方案并施行",
        "須由教代會通過新方案並施行",
        "the congress has to adopt a new one, and it has to take effect",
    ),
)
