"""Why an entry, a claim or an answer on a sheet cannot be taken: the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

TWICE = Reason(
    "sheet.twice",
    Text("“{measured}”出现了不止一次", "「{measured}」出現不只一次", "'{measured}' stands twice"),
    Text("每项只登记一次", "每項只登記一次", "record each once"),
)
UNKNOWN_ITEM = Reason(
    "sheet.unknown_item",
    Text(
        "{entry}：表中没有“{measured}”这一项",
        "{entry}：表中沒有「{measured}」這一項",
        "{entry}: the sheet has no item '{measured}'",
    ),
    Text("请从中选一：{accepted}", "請擇一：{accepted}", "choose one of: {accepted}"),
)
UNKNOWN_KIND = Reason(
    "sheet.unknown_kind",
    Text(
        "{entry}：“{item}”没有“{measured}”这一种情形",
        "{entry}：「{item}」沒有「{measured}」這一種情形",
        "{entry}: {item} knows no kind '{measured}'",
    ),
    Text("请从中选一：{accepted}", "請擇一：{accepted}", "choose one of: {accepted}"),
)
FIXED = Reason(
    "sheet.fixed_points",
    Text(
        "{kind}的分值固定，不能另写“{measured}”",
        "{kind}的分值固定，不能另寫「{measured}」",
        "{kind} has fixed points, '{measured}' cannot be written",
    ),
    Text("请留空（按 {required} 分计）", "請留空（以 {required} 分計）", "leave it out; it is worth {required}"),
)  # fmt: skip
NO_POINTS = Reason(
    "sheet.no_points",
    Text("{kind}：没有写分值", "{kind}：沒有寫分值", "{kind}: no points are written"),
    Text("请填写：{accepted}", "請填寫：{accepted}", "accepted: {accepted}"),
)
SWITCHED_OFF = Reason(
    "sheet.switched_off",
    Text(
        "{entry}：“{item}”已停用，不得据此计分",
        "{entry}：「{item}」已停用，不得據此計分",
        "{entry}: {item} is switched off, nothing may be counted for it",
    ),
    Text("请删去该记录", "請刪去該記錄", "leave the entry out"),
)
NOT_OPTIONAL = Reason(
    "sheet.not_optional",
    Text("“{measured}”不能停用", "「{measured}」不能停用", "'{measured}' cannot be switched off"),
    Text("可停用的有：{accepted}", "可停用的有：{accepted}", "these can be: {accepted}"),
)
ALL_OFF = Reason(
    "sheet.all_off",
    Text("所有项目都已停用", "所有項目皆已停用", "every item is switched off"),
    Text("至少保留一项", "至少保留一項", "keep at least one"),
)
OUTSIDE_MONTHS = Reason(
    "ledger.outside_months",
    Text(
        "{entry}：{measured} 不在本期内",
        "{entry}：{measured} 不在本期內",
        "{entry}: {measured} is in none of the months",
    ),
    Text("本期为：{accepted}", "本期為：{accepted}", "the months are: {accepted}"),
)
BAD_MONTH = Reason(
    "ledger.bad_month",
    Text("“{measured}”不是月份", "「{measured}」不是月份", "'{measured}' is no month"),
    Text("请写作 2025-09", "請寫作 2025-09", "write it as 2025-09"),
)
NO_MONTHS = Reason(
    "ledger.no_months",
    Text("没有写明有哪些月份", "沒有寫明有哪些月份", "no month is named"),
    Text("至少写一个月份", "至少寫一個月份", "name at least one"),
)
NOT_MONTHLY = Reason(
    "ledger.not_monthly",
    Text(
        "该表整期只计一次，不分月份（{measured}）",
        "該表整期僅計一次，不分月份（{measured}）",
        "it is kept once a term, not by months ({measured})",
    ),
    Text("请去掉月份", "請去掉月份", "name no months"),
)
NO_YEARS = Reason(
    "merit.no_years",
    Text(
        "{entry}：“{item}”要写明学年",
        "{entry}：「{item}」須寫明學年",
        "{entry}: {item} needs the school years",
    ),
    Text("写出各学年的起始年份", "寫出各學年的起始年份", "give the year in which each begins"),
)
YEAR_AHEAD = Reason(
    "merit.year_ahead",
    Text(
        "{entry}：{measured} 学年晚于申报学年",
        "{entry}：{measured} 學年晚於申報學年",
        "{entry}: the school year {measured} is later than that of the application",
    ),
    Text("不得晚于 {required}", "不得晚於 {required}", "{required} at the latest"),
)
TOO_OLD = Reason(
    "merit.too_old",
    Text(
        "{entry}：{measured} 学年已超出计分年限",
        "{entry}：{measured} 學年已超出計分年限",
        "{entry}: the school year {measured} is too long ago to count",
    ),
    Text("不得早于 {required}", "不得早於 {required}", "{required} at the earliest"),
)
MIXED_LEVELS = Reason(
    "merit.mixed_levels",
    Text(
        "“{item}”只能按一个层级申报，现有：{measured}",
        "「{item}」只能以一個層級申報，現有：{measured}",
        "{item} is applied for at one level, these are named: {measured}",
    ),
    Text("请只留一个层级", "請只留一個層級", "name one level in all its claims"),
)
TOO_MANY_CHOICES = Reason(
    "merit.too_many_choices",
    Text(
        "可一事多报的组合过多，无法逐一比较",
        "可一事多報的組合過多，無法逐一比較",
        "there are too many ways to place the facts that are claimed in several items",
    ),
    Text(
        "请为这些事项各指定一处",
        "請為這些事項各指定一處",
        "claim each of these facts in one item only",
    ),
)
UNKNOWN_PART = Reason(
    "answer.unknown_part",
    Text(
        "没有可打分的部分“{measured}”",
        "沒有可評分的部分「{measured}」",
        "there is no part '{measured}' that takes points",
    ),
    Text("可打分的有：{accepted}", "可評分的有：{accepted}", "these take points: {accepted}"),
)
UNKNOWN_SOURCE = Reason(
    "answer.unknown_source",
    Text(
        "{part}：不由“{measured}”评价",
        "{part}：不由「{measured}」評價",
        "{part}: '{measured}' is no source of it",
    ),
    Text("其评价主体为：{accepted}", "其評價主體為：{accepted}", "its sources are: {accepted}"),
)
OUT_OF_POINTS = Reason(
    "answer.out_of_range",
    Text(
        "{part}：{measured} 分超出范围",
        "{part}：{measured} 分超出範圍",
        "{part}: {measured} points are out of range",
    ),
    Text("0 至 {required} 分", "0 至 {required} 分", "0 to {required} are accepted"),
)
OTHER_SHEET = Reason(
    "answer.other_sheet",
    Text(
        "{part}：用的是评分表“{measured}”",
        "{part}：用的是評分表「{measured}」",
        "{part}: the sheet '{measured}' was filled in",
    ),
    Text("应使用“{required}”", "應使用「{required}」", "it takes '{required}'"),
)
SEVERAL = Reason(
    "answer.several",
    Text(
        "{part}：只应有一个得分，现有 {measured} 个",
        "{part}：只應有一個得分，現有 {measured} 個",
        "{part}: takes one number, there are {measured}",
    ),
    Text("请只留一个", "請只留一個", "hand in one only"),
)
MISSING_SOURCE = Reason(
    "source.missing",
    Text(
        "{part}：{source}只有 {measured} 份评价",
        "{part}：{source}只有 {measured} 份評價",
        "{part}: {source}: only {measured} answer(s)",
    ),
    Text(
        "至少需要 {required} 份；不足不会按 0 分计",
        "至少需要 {required} 份；不足不會以 0 分計",
        "at least {required} are needed; what is missing never counts as zero",
    ),
)
WAITING_SOURCE = Reason(
    "source.waiting",
    Text(
        "{part}：{source}已有 {measured} 份评价，尚未收齐",
        "{part}：{source}已有 {measured} 份評價，尚未收齊",
        "{part}: {source}: {measured} answer(s) so far",
    ),
    Text(
        "收到 {required} 份后再计分",
        "收到 {required} 份後再計分",
        "score it again once there are {required}",
    ),
)
MISSING_PART = Reason(
    "part.missing",
    Text("{part}：没有得分", "{part}：沒有得分", "{part}: there are no points for it"),
    Text(
        "请补上；缺项不会按 0 分计",
        "請補上；缺項不會以 0 分計",
        "hand them in; what is missing never counts as zero",
    ),
)
WAITING_PART = Reason(
    "part.waiting",
    Text("{part}：得分尚未报来", "{part}：得分尚未送達", "{part}: its points are still to come"),
    Text("收到后再计分", "收到後再計分", "score it again once they are there"),
)
NONE_LEFT = Reason(
    "composite.none_left",
    Text("没有一项可计分", "沒有一項可計分", "nothing is left that counts"),
    Text("至少要有一项有得分", "至少要有一項有得分", "at least one part needs points"),
)
MISSING_FACTS = Reason(
    "computed.missing_facts",
    Text(
        "{criterion}：缺少 {measured}",
        "{criterion}：缺少 {measured}",
        "{criterion}: {measured} not known",
    ),
    Text("请先补全这些记录", "請先補齊這些記錄", "complete these records first"),
)
UNKNOWN_CRITERION = Reason(
    "computed.unknown_criterion",
    Text(
        "{part}：没有计算指标“{measured}”",
        "{part}：沒有計算指標「{measured}」",
        "{part}: there is no computed criterion '{measured}'",
    ),
    Text(
        "已有：{accepted}；请安装提供它的插件",
        "已有：{accepted}；請安裝提供它的外掛",
        "there is: {accepted}; install the plugin that provides it",
    ),
)
WRONG_SHEET = Reason(
    "part.wrong_sheet",
    Text(
        "{part}：交来的表不对（{measured}）",
        "{part}：送來的表不對（{measured}）",
        "{part}: this is handed in on another sheet ({measured})",
    ),
    Text("请改交：{required}", "請改送：{required}", "accepted here: {required}"),
)
COMPUTED_PART = Reason(
    "part.computed",
    Text(
        "{part}：由 {required} 计算，不能另填得分",
        "{part}：由 {required} 計算，不能另填得分",
        "{part}: {required} computes it, no points can be handed in",
    ),
    Text("请只提供有关记录", "請僅提供相關紀錄", "give the facts only"),
)
FACT_USED_TWICE = Reason(
    "merit.fact_used_twice",
    Text(
        "“{measured}”在{parts}中都申报了，只能计一次",
        "「{measured}」在{parts}中皆已申報，僅能計一次",
        "'{measured}' is claimed in {parts}, and counts once only",
    ),
    Text("请只在一处申报", "請僅在一處申報", "claim it in one of them"),
)
