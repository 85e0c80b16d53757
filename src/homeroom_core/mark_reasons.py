"""Why a mark or a card cannot be taken: the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NOT_A_DECIMAL = Reason(
    "mark.not_a_decimal",
    Text(
        "{criterion}：“{measured}”不是小数",
        "{criterion}：「{measured}」不是小數",
        "{criterion}: '{measured}' is not a decimal",
    ),
    Text(
        "请用半角数字填写，如 8.5（{accepted}）",
        "請用半形數字填寫，如 8.5（{accepted}）",
        "write plain digits such as 8.5 ({accepted})",
    ),
)
TOO_MANY_PLACES = Reason(
    "mark.too_many_places",
    Text(
        "{criterion}：“{measured}”的小数位过多",
        "{criterion}：「{measured}」的小數位數過多",
        "{criterion}: '{measured}' has too many decimal places",
    ),
    Text(
        "最多{required}位小数", "最多{required}位小數", "write at most {required} decimal place(s)"
    ),
)
OUT_OF_RANGE = Reason(
    "mark.out_of_range",
    Text(
        "{criterion}：{measured} 超出范围",
        "{criterion}：{measured} 超出範圍",
        "{criterion}: {measured} is out of range",
    ),
    Text("请填写：{accepted}", "請填寫：{accepted}", "accepted: {accepted}"),
)
OFF_STEP = Reason(
    "mark.off_step",
    Text(
        "{criterion}：{measured} 不在评分档上",
        "{criterion}：{measured} 不在評分級距上",
        "{criterion}: {measured} is not on the scale's steps",
    ),
    Text("请填写：{accepted}", "請填寫：{accepted}", "accepted: {accepted}"),
)
UNKNOWN_BAND = Reason(
    "mark.unknown_band",
    Text(
        "{criterion}：没有“{measured}”这一等次",
        "{criterion}：沒有「{measured}」這一等第",
        "{criterion}: there is no band '{measured}'",
    ),
    Text("请从中选一：{accepted}", "請擇一：{accepted}", "choose one of: {accepted}"),
)
UNKNOWN_CRITERION = Reason(
    "mark.unknown_criterion",
    Text(
        "评分细则中没有可打分的“{measured}”",
        "評分細則中沒有可評分的「{measured}」",
        "the rubric has no criterion '{measured}' that takes a mark",
    ),
    Text("可打分的有：{accepted}", "可評分的有：{accepted}", "these take marks: {accepted}"),
)
MISSING = Reason(
    "mark.missing",
    Text("{criterion}：没有打分", "{criterion}：沒有評分", "{criterion}: not marked"),
    Text(
        "请补打（{accepted}）；缺分不会按 0 分计",
        "請補評（{accepted}）；缺分不會以 0 分計",
        "mark it ({accepted}); a missing mark never counts as zero",
    ),
)
NOT_APPLICABLE = Reason(
    "mark.not_applicable",
    Text(
        "{criterion}：对该作品不适用，却打了“{measured}”",
        "{criterion}：不適用於該作品，卻評了「{measured}」",
        "{criterion}: does not apply to this entry, but is marked '{measured}'",
    ),
    Text(
        "请删去该分，或取消该作品的“不适用”",
        "請刪去該分，或取消該作品的「不適用」",
        "remove the mark, or apply the criterion to the entry again",
    ),
)
TOO_LITTLE_MARKED = Reason(
    "card.too_little_marked",
    Text(
        "所打项目只占适用满分的 {measured}",
        "所評項目只占適用滿分的 {measured}",
        "the marks cover only {measured} of the points that apply",
    ),
    Text("至少要占 {required}", "至少要占 {required}", "mark at least {required} of them"),
)
NOTHING_APPLIES = Reason(
    "card.nothing_applies",
    Text("没有一项适用于该作品", "沒有一項適用於該作品", "no criterion applies to this entry"),
    Text("至少保留一项", "至少保留一項", "let at least one criterion apply"),
)
