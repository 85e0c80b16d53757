"""Fields of growth plans, reflections and mentoring pairs."""

from collections.abc import Mapping

from homeroom_core.text import Text

GUIDANCE: Mapping[str, Text] = {
    # Growth plans.
    "advisor": Text("班主任顾问", "班主任顧問", "Advisor"),
    "diagnosis": Text("自我诊断", "自我診斷", "Self-diagnosis"),
    "goal": Text("目标", "目標", "Goal"),
    "goals": Text("目标", "目標", "Goals"),
    "measure": Text("衡量办法", "衡量辦法", "Measure"),
    "dimension": Text("维度", "面向", "Dimension"),
    "versions": Text("历次版本", "歷次版本", "Versions"),
    "inspections": Text("督查", "督導", "Inspections"),
    "progress": Text("进展", "進展", "Progress"),
    # Reflections.
    "readers": Text("可阅读的人", "可閱讀的人", "Readers"),
    "all_staff": Text("全体教职工可读", "全體教職員可讀", "Open to all staff"),
    "studies": Text("自主研修", "自主研修", "Self-study"),
    "last_study": Text("最近研修序号", "最近研修序號", "Last number of a study"),
    "verified": Text("核实学时", "核實學時", "Hours verified"),
    # Mentoring pairs.
    "assistant": Text("班主任助理", "班主任助理", "Assistant"),
    "sign_by": Text("签订期限", "簽訂期限", "Signature due"),
    "active_since": Text("结对起始日期", "結對起始日期", "Active since"),
    "done": Text("已履行", "已履行", "Done"),
    "required": Text("应完成", "應完成", "Required"),
    "duty": Text("职责", "職責", "Duty"),
    "duties": Text("职责", "職責", "Duties"),
    "counts": Text("履行次数", "履行次數", "Counts"),
    "recorded": Text("已计条数", "已計筆數", "Entries counted"),
    "reviews": Text("学期评议", "學期評議", "Term reviews"),
    "ratings": Text("保密评分", "保密評分", "Confidential ratings"),
    "former": Text("历任顾问", "歷任顧問", "Former advisors"),
    "cause": Text("事由", "事由", "Cause"),
    "hand_over": Text("交接说明", "交接說明", "Hand-over"),
    "judgement": Text("鉴定意见", "鑑定意見", "Judgement"),
    "side": Text("责任方", "責任方", "Side"),
    "least": Text("至少次数", "至少次數", "At least"),
    "most": Text("最多个数", "最多個數", "At most"),
    "per": Text("周期", "週期", "Per"),
    "school_years": Text("学年数", "學年數", "School years"),
}
