"""Fields of appraisals and their rounds."""

from collections.abc import Mapping

from homeroom_core.text import Text

APPRAISING: Mapping[str, Text] = {
    "self_review": Text("自评", "自評", "Self-review"),
    "ledgers": Text("扣分台账", "扣分紀錄表", "Deduction ledgers"),
    "surveys": Text("匿名测评", "匿名評量", "Anonymous surveys"),
    "merits": Text("加分申报", "加分申報", "Merit claims"),
    "facts": Text("记录所示事实", "記錄所示事實", "Facts from records"),
    "fact_sources": Text("事实来源记录", "事實來源記錄", "Records of the facts"),
    "gaps": Text("缺失登记", "缺漏登記", "What is missing"),
    "score": Text("考核得分", "考核得分", "Score"),
    "checks": Text("师德与否决核查", "師德與否決核查", "Checks for vetoes"),
    "grades": Text("等次", "等第", "Grades"),
    "archives": Text("归档材料", "歸檔資料", "Archives"),
    "off": Text("已停用的项目", "已停用的項目", "Switched off"),
    "written": Text("登记分值", "登記分值", "Points written"),
    "answers": Text("答卷数", "答卷數", "Answers"),
    "claims": Text("申报项", "申報項", "Claims"),
    "counted_to": Text("计算至", "計算至", "Counted to"),
    "stints": Text("任职时段", "任職時段", "Stints"),
    "days": Text("任职天数", "任職天數", "Days served"),
    "of_days": Text("总天数", "總天數", "Days of the period"),
    "counts_as_year": Text("计为一年", "計為一年", "Counts as a year"),
    "dimensions": Text("各维度", "各面向", "Dimensions"),
    "left_out": Text("未计入部分", "未計入部分", "Left out"),
    "sheet_digest": Text("评分表校验值", "評分表校驗值", "Digest of the sheet"),
    "vetoes": Text("一票否决", "一票否決", "Vetoes"),
    "reached": Text("得分对应等次", "得分對應等第", "Reached by points"),
    "excellent": Text("在优秀名额内", "在優秀名額內", "Within the quota"),
    "caps": Text("限制", "限制", "Caps"),
    "regrade": Text("重新定等", "重新定等", "Regrade"),
    "index": Text("目录", "目錄", "Index"),
    "case": Text("考核个案", "考核個案", "Case"),
    "case_digest": Text("个案校验值", "個案校驗值", "Digest of the case"),
    "checksum": Text("总校验值", "總校驗值", "Checksum"),
    "rulings": Text("定等明细", "定等明細", "Rulings"),
    "quotas": Text("各组名额", "各組名額", "Quotas"),
    "best": Text("最高可评等次", "最高可評等第", "Best allowed"),
    "causes": Text("限制原因", "限制原因", "Causes"),
}
