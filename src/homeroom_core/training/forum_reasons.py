"""Why a step of a forum is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "forum.no_title",
    Text("没有写明主题", "沒有寫明主題", "it has no topic"),
    Text("请写明主题", "請寫明主題", "give it one"),
)
UNKNOWN_FORM = Reason(
    "forum.unknown_form",
    Text("没有“{measured}”这种形式", "沒有「{measured}」這種形式", "there is no form '{measured}'"),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
DAY_PAST = Reason(
    "forum.day_is_past",
    Text("{measured}已经过去", "{measured}已經過去", "{measured} is past"),
    Text("请选{required}或以后", "請選{required}或以後", "choose {required} or later"),
)
NOT_PUT_OFF = Reason(
    "forum.not_put_off",
    Text(
        "{measured}不晚于原定的{required}",
        "{measured}不晚於原定的{required}",
        "{measured} is not later than {required}, the day there is",
    ),
    Text("改期只能推后", "改期只能延後", "a forum is only ever put off: choose a later day"),
)
CALLED_LATE = Reason(
    "forum.called_late",
    Text(
        "离举办日{measured}已不足{days}个工作日",
        "離舉辦日{measured}已不足{days}個工作日",
        "{measured} is less than {days} working days ahead",
    ),
    Text(
        "可用 postpone 改到{required}或以后",
        "可用 postpone 改到{required}或以後",
        "`postpone` it to {required} or later",
    ),
)
CLOSES_OUTSIDE = Reason(
    "forum.closes_outside",
    Text(
        "截止日期{measured}不在今天与举办日之间",
        "截止日期{measured}不在今天與舉辦日之間",
        "the deadline {measured} is not between today and the day of the forum",
    ),
    Text("请选{first}至{last}", "請選{first}至{last}", "choose one from {first} to {last}"),
)
NOT_LATER = Reason(
    "forum.deadline_not_later",
    Text(
        "{measured}不晚于现有截止日期",
        "{measured}不晚於現有截止日期",
        "{measured} is not later than the deadline there is",
    ),
    Text("延期须晚于{required}", "延期須晚於{required}", "choose a day after {required}"),
)
CLOSED = Reason(
    "forum.contributions_closed",
    Text(
        "征稿已于{measured}截止",
        "徵稿已於{measured}截止",
        "contributions were taken until {measured}",
    ),
    Text(
        "可请主持人用 extend 对所有人延期",
        "可請主持人用 extend 對所有人延期",
        "the host may `extend` the deadline, for all",
    ),
)
UNKNOWN_KIND = Reason(
    "forum.unknown_kind",
    Text("没有“{measured}”这类稿件", "沒有「{measured}」這類稿件", "there is no kind '{measured}'"),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
EMPTY_CONTRIBUTION = Reason(
    "forum.empty_contribution",
    Text("缺题目或正文", "缺題目或正文", "it has no title or no text"),
    Text("题目和正文都要写", "題目和正文都要寫", "give both"),
)
NO_CLASS_LIST = Reason(
    "forum.no_class_list",
    Text(
        "写到学生而没有交班级名单核对",
        "寫到學生而沒有交班級名單核對",
        "it is about pupils, and there is no class list to hold it against",
    ),
    Text(
        "请随文交上名单（只用于核对，不保存），或注明没有写到学生",
        "請隨文交上名單（只用於核對，不儲存），或註明沒有寫到學生",
        "hand in the list (it is compared and not kept), or say that no pupils are in it",
    ),
)
NO_SUCH_CONTRIBUTION = Reason(
    "forum.no_such_contribution",
    Text(
        "您没有第{measured}号稿件",
        "您沒有第{measured}號稿件",
        "you have no contribution number {measured}",
    ),
    Text("您的稿件：{required}", "您的稿件：{required}", "yours are {required}"),
)
NO_SPEECH = Reason(
    "forum.no_speech_text",
    Text(
        "{measured}没有交发言稿",
        "{measured}沒有交發言稿",
        "there is no text of what {measured} said",
    ),
    Text(
        "先请本人用 contribute 交稿；没有发言的签为参加",
        "先請本人用 contribute 交稿；沒有發言的簽為參加",
        "they have to `contribute` it first; who did not speak signs in as attended",
    ),
)
NO_MINUTES = Reason(
    "forum.no_minutes",
    Text("没有会议记录", "沒有會議記錄", "there are no minutes"),
    Text("请写会议记录", "請寫會議記錄", "write them"),
)
NO_BALLOT = Reason(
    "forum.no_ballot",
    Text("方案没有设投票奖项", "方案沒有設投票獎項", "the terms set no prizes by ballot"),
    Text("无需计票", "無需計票", "there is nothing to count"),
)
NO_CANDIDATES = Reason(
    "forum.no_candidates",
    Text("没有可投票的发言", "沒有可投票的發言", "nobody spoke whom a ballot could name"),
    Text("无需计票", "無需計票", "there is nothing to count"),
)
FEW_VOTERS = Reason(
    "forum.too_few_voters",
    Text("只有{measured}人投票", "只有{measured}人投票", "only {measured} voted"),
    Text(
        "不足{required}人不能保密",
        "不足{required}人不能保密",
        "below {required} a ballot is not secret",
    ),
)
VOTER_ABSENT = Reason(
    "forum.voter_not_there",
    Text(
        "{measured}没有签到，或写了两次",
        "{measured}沒有簽到，或寫了兩次",
        "{measured}: did not sign in, or named twice",
    ),
    Text("只有到场的人各投一票", "只有到場的人各投一票", "who signed in has one ballot each"),
)
MORE_BALLOTS = Reason(
    "forum.more_ballots_than_voters",
    Text(
        "票数{measured}多于投票人数", "票數{measured}多於投票人數", "there are {measured} ballots"
    ),
    Text("至多{required}张", "至多{required}張", "there may be {required}, one a voter"),
)
BAD_BALLOT = Reason(
    "forum.ballot_invalid",
    Text(
        "第{measured}张票无效",
        "第{measured}張票無效",
        "the ballots number {measured} are not valid",
    ),
    Text(
        "每张票写不同的稿件号，至多{most}个，只能是：{required}；无效票按空白票计",
        "每張票寫不同的稿件號，至多{most}個，只能是：{required}；無效票按空白票計",
        "each names at most {most} different ones of {required}; count an invalid one as blank",
    ),
)
OWN_VOTES = Reason(
    "forum.own_votes",
    Text(
        "这些票中必有人投了自己",
        "這些票中必有人投了自己",
        "with these ballots, somebody has voted for themselves",
    ),
    Text(
        "任何人不得投自己；请重新投票",
        "任何人不得投自己；請重新投票",
        "nobody votes for themselves: vote again",
    ),
)
COUNTED = Reason(
    "forum.counted_already",
    Text("已于{measured}计过票", "已於{measured}計過票", "the ballots were counted on {measured}"),
    Text("重新计票须写明理由", "重新計票須寫明理由", "give a reason for counting again"),
)
NO_COLLECTION = Reason(
    "forum.no_collection",
    Text("没有写明归入哪一卷", "沒有寫明歸入哪一卷", "no collection is named"),
    Text("请写明案卷编号", "請寫明案卷編號", "give its number"),
)
