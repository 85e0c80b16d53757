"""工作研究室: why a step of a studio is refused, in words."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

INCOMPLETE = Reason(
    "studio.incomplete",
    Text("缺少：{measured}", "缺少：{measured}", "missing: {measured}"),
    Text("请补全", "請補全", "complete it"),
)
NO_HONOUR = Reason(
    "studio.no_honour",
    Text(
        "主持人的荣誉称号是{measured}",
        "主持人的榮譽稱號是{measured}",
        "the leader holds a title of the level '{measured}'",
    ),
    Text("须为：{required}", "須為：{required}", "it has to be one of: {required}"),
)
LEADS_ALREADY = Reason(
    "studio.leads_already",
    Text("已主持{measured}", "已主持{measured}", "they lead {measured} already"),
    Text("一人同时只主持一个研究室", "一人同時只主持一個研究室", "one leads one studio at a time"),
)
NOT_IN_POST = Reason(
    "studio.not_in_post",
    Text("不在岗：{measured}", "不在職：{measured}", "not in post: {measured}"),
    Text("请选在岗的教师", "請選在職的教師", "choose people who are in post"),
)
SIZE = Reason(
    "studio.size",
    Text("成员{measured}人", "成員{measured}人", "it has {measured} members"),
    Text("应为{required}人", "應為{required}人", "it may have {required}, the leader aside"),
)
TOO_RURAL_FEW = Reason(
    "studio.rural_share",
    Text(
        "乡村成员{measured}人",
        "鄉村成員{measured}人",
        "{measured} of the members are from rural schools",
    ),
    Text("至少{required}人", "至少{required}人", "at least {required} have to be"),
)
TOO_MANY_LEARNERS = Reason(
    "studio.too_many_learners",
    Text("已有学员{measured}人", "已有學員{measured}人", "there are {measured} learners already"),
    Text("至多{required}人", "至多{required}人", "at most {required}"),
)
IN_ALREADY = Reason(
    "studio.in_already",
    Text("{measured}已在研究室", "{measured}已在研究室", "{measured} is in the studio already"),
    Text("不必重复加入", "不必重複加入", "once is enough"),
)
NOT_IN = Reason(
    "studio.not_in",
    Text("{measured}不在研究室", "{measured}不在研究室", "{measured} is not in the studio"),
    Text("现有：{required}", "現有：{required}", "those who are: {required}"),
)
LEADER_STAYS = Reason(
    "studio.leader_stays",
    Text("{measured}是主持人", "{measured}是主持人", "{measured} leads the studio"),
    Text("先用 change_leader 更换主持人", "先用 change_leader 更換主持人", "`change_leader` first"),
)
UNKNOWN_PART = Reason(
    "studio.unknown_part",
    Text("不能以“{measured}”加入", "不能以「{measured}」加入", "nobody joins as '{measured}'"),
    Text("请从{required}中选", "請從{required}中選", "choose one of {required}"),
)
NOT_RENEWED = Reason(
    "studio.not_renewed",
    Text(
        "{measured}没有获准进入下一周期",
        "{measured}沒有獲准進入下一週期",
        "{measured} was not renewed",
    ),
    Text("请写获准续期的研究室", "請寫獲准續期的研究室", "name a studio that was renewed"),
)
SAME_MILESTONE = Reason(
    "studio.same_milestone",
    Text("节点编号重复：{measured}", "節點編號重複：{measured}", "milestone ids twice: {measured}"),
    Text("每个节点用不同的编号", "每個節點用不同的編號", "give every milestone an id of its own"),
)
YEAR_WITHOUT = Reason(
    "studio.year_without_milestone",
    Text(
        "没有节点的年度：{measured}", "沒有節點的年度：{measured}", "years without one: {measured}"
    ),
    Text("每年至少一个节点", "每年至少一個節點", "give every year a milestone"),
)
OUTSIDE_YEAR = Reason(
    "studio.outside_year",
    Text(
        "节点{milestone}的期限{measured}不在其年度内",
        "節點{milestone}的期限{measured}不在其年度內",
        "milestone {milestone} is due on {measured}, outside of its year",
    ),
    Text("应在{required}之间", "應在{required}之間", "it has to be within {required}"),
)
NO_MILESTONE = Reason(
    "studio.no_such_milestone",
    Text(
        "没有待完成的节点{measured}", "沒有待完成的節點{measured}", "no open milestone {measured}"
    ),
    Text("待完成：{required}", "待完成：{required}", "open ones: {required}"),
)
NOT_ITS_WORK = Reason(
    "studio.not_its_work",
    Text("{measured}不能关联", "{measured}不能關聯", "{measured} cannot be linked"),
    Text("可关联：{required}", "可關聯：{required}", "these can: {required}"),
)
TOO_EARLY = Reason(
    "studio.too_early",
    Text(
        "今天是{measured}，还不能考核",
        "今天是{measured}，還不能考核",
        "today is {measured}: too early for this assessment",
    ),
    Text("{when}起可以", "{when}起可以", "it can be opened from {when}"),
)
TEAM_TOO_SMALL = Reason(
    "studio.team_too_small",
    Text("考核组只有{measured}人", "考核組只有{measured}人", "the team has {measured} people"),
    Text(
        "至少{required}人，且不重复", "至少{required}人，且不重複", "at least {required}, each once"
    ),
)
INSIDER = Reason(
    "studio.insider",
    Text("研究室的人：{measured}", "研究室的人：{measured}", "people of the studio: {measured}"),
    Text("考核组不含研究室的人", "考核組不含研究室的人", "nobody assesses their own studio"),
)
NO_SHEET = Reason(
    "studio.no_sheet",
    Text("没有考核表“{measured}”", "沒有考核表「{measured}」", "there is no sheet '{measured}'"),
    Text(
        "方案未定考核表时，请写已有的评分细则，如 studio_assessment_studio",
        "方案未定考核表時，請寫已有的評分細則，如 studio_assessment_studio",
        "where the scheme sets none, name a rubric such as studio_assessment_studio",
    ),
)
NOT_SCORED = Reason(
    "studio.not_scored",
    Text("尚未评分：{measured}", "尚未評分：{measured}", "not scored yet by: {measured}"),
    Text(
        "请其评分，或用 excuse 免除", "請其評分，或用 excuse 免除", "they `score`, or `excuse` them"
    ),
)
NOT_LOOKED_AT = Reason(
    "studio.not_looked_at",
    Text("尚未记录：{measured}", "尚未記錄：{measured}", "not noted yet: {measured}"),
    Text(
        "查阅材料、实地查看、访谈都做过再评定",
        "查閱材料、實地查看、訪談都做過再評定",
        "look at the files, visit the site and hold talks first; `note` them",
    ),
)
NOT_ON_TEAM = Reason(
    "studio.not_on_team",
    Text("{measured}不在考核组", "{measured}不在考核組", "{measured} is not on the team"),
    Text("考核组：{required}", "考核組：{required}", "the team: {required}"),
)
FAILED = Reason(
    "studio.failed",
    Text("考核等第为{measured}", "考核等第為{measured}", "the grade is {measured}"),
    Text("须整改或撤销", "須整改或撤銷", "it has to rectify, or lose the name"),
)
NOTHING_TO_RECTIFY = Reason(
    "studio.nothing_to_rectify",
    Text("考核等第为{measured}", "考核等第為{measured}", "the grade is {measured}"),
    Text("无需整改", "無需整改", "there is nothing to rectify"),
)
REPAIR_DATE = Reason(
    "studio.repair_date",
    Text("整改期限为{measured}", "整改期限為{measured}", "it would have until {measured}"),
    Text("应在{required}之间", "應在{required}之間", "choose a day within {required}"),
)
STILL_TIME = Reason(
    "studio.still_time",
    Text("整改期限到{measured}", "整改期限到{measured}", "it has until {measured} to rectify"),
    Text("{when}起可撤销", "{when}起可撤銷", "it can lose the name from {when}"),
)
