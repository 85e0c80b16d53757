"""Codes of a closed vocabulary: what a `Literal` or an enumeration may hold, and other fixed words.

A code that stands for a thing of its own (a role, a form of a forum) is a `Term` and knows its
label itself; here are those that are plain text.
"""

from collections.abc import Mapping

from homeroom_core.text import Text

YES = Text("是", "是", "yes")
NO = Text("否", "否", "no")

CODES: Mapping[str, Text] = {
    # Levels of organizations and events.
    "school": Text("校级", "校級", "School"),
    "district": Text("区县级", "區縣級", "District"),
    "city": Text("市级", "市級", "City"),
    "province": Text("省级", "省級", "Province"),
    "national": Text("国家级", "國家級", "National"),
    # What a case rests on.
    "pinned": Text("已施行的方案", "已施行的方案", "A scheme in force"),
    "provisional": Text("尚无方案，暂行", "尚無方案，暫行", "Provisional, no scheme in force"),
    # Facts and rules.
    "number": Text("数", "數", "Number"),
    "word": Text("文字", "文字", "Word"),
    "yes_no": Text("是或否", "是或否", "Yes or no"),
    "date": Text("日期", "日期", "Date"),
    "<": Text("小于", "小於", "Less than"),
    "<=": Text("不超过", "不超過", "At most"),
    ">": Text("大于", "大於", "More than"),
    ">=": Text("不少于", "不少於", "At least"),
    "==": Text("等于", "等於", "Equal to"),
    "!=": Text("不等于", "不等於", "Not equal to"),
    "in": Text("属于", "屬於", "One of"),
    "not in": Text("不属于", "不屬於", "None of"),
    "within": Text("在两者之间（含两端）", "在兩者之間（含兩端）", "Between, both included"),
    "rule": Text("单项规则", "單項規則", "Single rule"),
    "any_of": Text("满足任一", "滿足任一", "Any of them"),
    "all_of": Text("全部满足", "全部滿足", "All of them"),
    # Scales, rounding, ranks.
    "free": Text("自由打分", "自由評分", "Free"),
    "stepped": Text("固定分值", "固定分值", "Stepped"),
    "banded": Text("按档次", "按檔次", "Banded"),
    "half_up": Text("四舍五入", "四捨五入", "half up"),
    "half_even": Text("四舍六入五成双", "四捨六入五成雙", "half to even"),
    "floor": Text("舍去尾数", "捨去尾數", "cut off"),
    "ceil": Text("进位取整", "進位取整", "rounded up"),
    "rounded": Text("取整后的分数", "取整後的分數", "The rounded total"),
    "exact": Text("未取整的分数", "未取整的分數", "The exact total"),
    "standard": Text("并列占位（1、2、2、4）", "並列占位（1、2、2、4）", "Standard (1, 2, 2, 4)"),
    "modified": Text("并列取后（1、3、3、4）", "並列取後（1、3、3、4）", "Modified (1, 3, 3, 4)"),
    "dense": Text("并列不占位（1、2、2、3）", "並列不占位（1、2、2、3）", "Dense (1, 2, 2, 3)"),
    # Ties, vacancies, what is missing.
    "include_all": Text("全部授予", "全部授予", "Give it to all of them"),
    "exclude_all": Text("全部不授", "全部不授", "Give it to none of them"),
    "break": Text("按并列处理办法分先后", "按並列處理辦法分先後", "Part them by the tie-break"),
    "jury": Text("由评审裁定", "由評審裁定", "Left to the jury"),
    "lapse": Text("空缺不补", "空缺不補", "Lapse"),
    "pass_down": Text("转入下一等级", "轉入下一等級", "Pass down"),
    "refuse": Text("不予计分", "不予計分", "Refuse"),
    "leave_out": Text("不计入", "不計入", "Leave out"),
    "wait": Text("等待补齐", "等待補齊", "Wait"),
    # Ledgers and merit points.
    "month": Text("每月", "每月", "A month"),
    "term": Text("每学期", "每學期", "A term"),
    "cumulative": Text("累计", "累計", "all years"),
    "longest_run": Text("最长连续", "最長連續", "longest run"),
    "consecutive": Text("连续至今", "連續至今", "without a gap up to now"),
    "all": Text("累计到满", "累計至滿", "Added up until full"),
    "highest": Text("只计最高", "僅計最高", "Only the highest"),
    # Periods and times.
    "year": Text("每学年", "每學年", "A school year"),
    "cycle": Text("每周期", "每週期", "A cycle"),
    "when_imposed": Text("作出处分的期间", "作出處分的期間", "The period it was imposed in"),
    "while_running": Text("处分期内各期间", "處分期內各期間", "Every period it runs in"),
    "from_day": Text("从规定日起", "自規定日起", "From a day on"),
    "spare_seats": Text("有余席即可", "有餘席即可", "As soon as seats are spare"),
}
