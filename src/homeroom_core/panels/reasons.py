"""Why judges cannot be assigned: every refusal of a panel request."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

TOO_FEW_JUDGES = Reason(
    "panel.too_few_judges",
    Text(
        "每件作品需要 {required} 位评委，名单上只有 {measured} 位",
        "每件作品需要 {required} 位評委，名單上只有 {measured} 位",
        "each entry needs {required} judges, the list has only {measured}",
    ),
    Text(
        "请增聘 {lacking} 位评委，或减少每件作品的评委人数",
        "請增聘 {lacking} 位評委，或減少每件作品的評審人數",
        "find {lacking} more, or give each entry fewer judges",
    ),
)
ENTRY_LACKS_JUDGES = Reason(
    "panel.entry_lacks_judges",
    Text(
        "作品 {entry} 需要 {required} 位评委，无须回避且有余力的只有 {measured} 位（缺 {lacking} 位）；"
        "须回避：{excluded}",
        "作品 {entry} 需要 {required} 位評委，無須迴避且有餘力的只有 {measured} 位（缺 {lacking} 位）；"
        "須迴避：{excluded}",
        "entry {entry} needs {required} judges, only {measured} may and can score it "
        "({lacking} lacking); ruled out: {excluded}",
    ),
    Text(
        "请增聘与该作品无关的评委",
        "請增聘與該作品無關的評委",
        "add judges who have no conflict with it",
    ),
)
ENTRIES_LACK_CAPACITY = Reason(
    "panel.entries_lack_capacity",
    Text(
        "作品 {entries} 只能由评委 {judges} 补足，还需 {required} 个评审名额，只剩 {measured} 个"
        "（缺 {lacking} 个）",
        "作品 {entries} 只能由評委 {judges} 補足，還需 {required} 個評審名額，只剩 {measured} 個"
        "（缺 {lacking} 個）",
        "entries {entries} depend on judges {judges} for {required} seats, these have room for "
        "{measured} ({lacking} lacking)",
    ),
    Text(
        "请提高这些评委的件数上限，或增聘评委",
        "請提高這些評委的件數上限，或增聘評委",
        "let these judges score more entries, or add judges",
    ),
)
WAIVERS_NEEDED = Reason(
    "panel.waivers_needed",
    Text(
        "不豁免任何回避，无法为每件作品安排足够评委；至少须豁免 {measured} 项",
        "不豁免任何迴避，無法為每件作品安排足夠評委；至少須豁免 {measured} 項",
        "without waiving conflicts not every entry gets its judges; at least {measured} are needed",
    ),
    Text(
        "可豁免并记录在案：{waivers}",
        "可豁免並記錄在案：{waivers}",
        "these may be waived, on record: {waivers}",
    ),
)
CANNOT_CONNECT = Reason(
    "panel.cannot_connect",
    Text(
        "评委与作品分成互不相连的 {measured} 组，调换评委也无法连通：{subsets}",
        "評委與作品分成互不相連的 {measured} 組，調換評委也無法連通：{subsets}",
        "the panels fall into {measured} subsets that no exchange of judges connects: {subsets}",
    ),
    Text(
        "请增加每件作品的评委人数或减少回避，或允许不连通并按组分别排名",
        "請增加每件作品的評審人數或減少迴避，或允許不連通並按組分別排名",
        "give each entry more judges or relieve conflicts, or allow subsets and rank each by itself",
    ),
)
