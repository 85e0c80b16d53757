"""反思: why a step of a reflection is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "reflection.no_title",
    Text("没有标题", "沒有標題", "there is no title"),
    Text("请写一个标题", "請寫一個標題", "give it a title"),
)
NOTHING_TO_SHARE = Reason(
    "reflection.nothing_to_share",
    Text(
        "还没有正文，也没有研修记录",
        "還沒有正文，也沒有研修記錄",
        "there is neither a text nor a study in it yet",
    ),
    Text(
        "先用 write 写正文，或用 log_study 记研修",
        "先用 write 寫正文，或用 log_study 記研修",
        "`write` something or `log_study` first",
    ),
)
NO_READERS = Reason(
    "reflection.no_readers",
    Text("没有写明与谁分享", "沒有寫明與誰分享", "it does not say with whom to share"),
    Text(
        "请列出本人以外的读者，或选择全体教职工",
        "請列出本人以外的讀者，或選擇全體教職員",
        "name readers other than yourself, or share with all staff",
    ),
)
CANNOT_UNSHARE = Reason(
    "reflection.cannot_unshare",
    Text(
        "已与{measured}分享，分享不能收回",
        "已與{measured}分享，分享不能收回",
        "it is shared with {measured} already, and sharing is not taken back",
    ),
    Text(
        "请保留原有读者；可以增加读者",
        "請保留原有讀者；可以增加讀者",
        "keep those readers; you may add others",
    ),
)
SHARED_ALREADY = Reason(
    "reflection.shared_already",
    Text(
        "这些读者都已能看到",
        "這些讀者都已能看到",
        "all of these can read it already",
    ),
    Text("请增加读者，否则不必操作", "請增加讀者，否則不必操作", "add a reader, or leave it"),
)
NO_COMMENT = Reason(
    "reflection.no_comment",
    Text("没有写内容", "沒有寫內容", "it says nothing"),
    Text("请写下您的话", "請寫下您的話", "write what you want to say"),
)
UNKNOWN_FORM = Reason(
    "reflection.unknown_form",
    Text(
        "“{measured}”不是研修形式", "「{measured}」不是研修形式", "'{measured}' is no form of study"
    ),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
NO_STUDY_TITLE = Reason(
    "reflection.no_study_title",
    Text("没有写研修的是什么", "沒有寫研修的是什麼", "it does not say what was studied"),
    Text("请写书名或课程名", "請寫書名或課程名", "give the title of the book or course"),
)
STUDIED_LATER = Reason(
    "reflection.studied_later",
    Text("研修日期{measured}还没有到", "研修日期{measured}還沒有到", "{measured} is still to come"),
    Text(
        "应不晚于{required}",
        "應不晚於{required}",
        "choose {required} or earlier, when it was done",
    ),
)
NO_SUCH_STUDY = Reason(
    "reflection.no_such_study",
    Text("没有研修记录{measured}", "沒有研修記錄{measured}", "there is no study {measured}"),
    Text("可选：{required}", "可選：{required}", "there are {required}"),
)
STUDY_VERIFIED = Reason(
    "reflection.study_verified",
    Text(
        "研修记录{measured}已由德育处核实",
        "研修記錄{measured}已由德育處核實",
        "the office has verified study {measured} already",
    ),
    Text("核实后不再改动", "核實後不再更動", "it stays as it is"),
)
MORE_THAN_LOGGED = Reason(
    "reflection.more_than_logged",
    Text("核实{measured}学时", "核實{measured}學時", "{measured} hours are more than were logged"),
    Text("应为0至{required}", "應為0至{required}", "verify from 0 to {required}"),
)
NO_EVIDENCE = Reason(
    "reflection.no_evidence",
    Text("没有写核实的依据", "沒有寫核實的依據", "it does not say what the hours rest on"),
    Text(
        "请写证书编号、平台记录或笔记",
        "請寫證書編號、平臺記錄或筆記",
        "name the certificate, the platform record or the notes",
    ),
)
NOT_VERIFIED = Reason(
    "reflection.not_verified",
    Text(
        "尚未核实的研修记录：{measured}",
        "尚未核實的研修記錄：{measured}",
        "studies not verified yet: {measured}",
    ),
    Text(
        "由德育处用 verify_study 核实，或由本人用 drop_study 撤去",
        "由德育處用 verify_study 核實，或由本人用 drop_study 撤去",
        "the office has to `verify_study`, or the author to `drop_study`",
    ),
)
NO_HOURS = Reason(
    "reflection.no_hours",
    Text("没有可计的学时", "沒有可計的學時", "there are no hours to credit"),
    Text(
        "先有核实的研修学时",
        "先有核實的研修學時",
        "hours of study have to be logged and verified first",
    ),
)
CREDITED_ALREADY = Reason(
    "reflection.credited_already",
    Text("学时已计入{measured}", "學時已計入{measured}", "{measured} hours are credited already"),
    Text("每篇只计一次", "每篇只計一次", "a reflection credits once"),
)
NOT_CREDITED = Reason(
    "reflection.not_credited",
    Text(
        "核实的{measured}学时尚未计入",
        "核實的{measured}學時尚未計入",
        "{measured} verified hours are not credited yet",
    ),
    Text(
        "请德育处先用 credit 计入", "請德育處先用 credit 計入", "the office has to `credit` first"
    ),
)
NO_SUCH_GOAL = Reason(
    "reflection.no_such_goal",
    Text(
        "{measured}不是您的成长规划中的目标",
        "{measured}不是您的成長規劃中的目標",
        "{measured} is no goal of a growth plan of yours",
    ),
    Text("您的目标：{required}", "您的目標：{required}", "yours in that plan: {required}"),
)
NOT_LINKED = Reason(
    "reflection.not_linked",
    Text("没有关联{measured}", "沒有關聯{measured}", "it is not linked to {measured}"),
    Text("已关联：{required}", "已關聯：{required}", "it is linked to {required}"),
)
