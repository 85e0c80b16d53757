"""Fields of papers, projects, their calls, and the sheets of their reviewers."""

from collections.abc import Mapping

from homeroom_core.text import Text

RESEARCH: Mapping[str, Text] = {
    "call": Text("征集通知", "徵集通知", "Call"),
    "reviewer": Text("评审人", "評審人", "Reviewer"),
    "reviewers": Text("评审人", "評審人", "Reviewers"),
    "code": Text("匿名编码", "匿名編碼", "Code"),
    "stage": Text("评审阶段", "評審階段", "Stage"),
    "barred": Text("限制申报", "限制申報", "Barred"),
    "barred_until": Text("限制申报至", "限制申報至", "Barred until"),
    # Papers.
    "faults": Text("需补正之处", "需補正之處", "Faults to mend"),
    "remarks": Text("修改意见", "修改意見", "Remarks"),
    "manuscript": Text("稿件", "稿件", "Manuscript"),
    "characters": Text("字数", "字數", "Characters"),
    "similarity_percent": Text("重复率（%）", "相似度（%）", "Similarity (%)"),
    "anonymous": Text("已匿名", "已匿名", "Anonymous"),
    "original": Text("原创承诺", "原創承諾", "Original"),
    "plagiarism": Text("抄袭", "抄襲", "Plagiarism"),
    "first_prizes": Text("上次一等奖数", "上次一等獎數", "First prizes of the last call"),
    # Projects.
    "method": Text("研究方法", "研究方法", "Method"),
    "major": Text("重点课题", "重點課題", "Major project"),
    "open_by": Text("开题期限", "開題期限", "Opening due"),
    "opening": Text("开题", "開題", "Opening"),
    "midterm": Text("中期报告编号", "中期報告編號", "Midterm report"),
    "requests": Text("变更申请", "變更申請", "Requests"),
    "before": Text("变更前", "變更前", "Before"),
    "after": Text("变更后", "變更後", "After"),
    "closing": Text("结题评审", "結題評審", "Closing"),
    "closing_rubric": Text("结题评分细则", "結題評分細則", "Closing rubric"),
    "number_prefix": Text("编号前缀", "編號前綴", "Prefix of the numbers"),
}
