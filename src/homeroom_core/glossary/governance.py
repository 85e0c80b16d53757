"""Fields of people, schemes, public notices, and messages between organizations."""

from collections.abc import Mapping

from homeroom_core.text import Text

GOVERNANCE: Mapping[str, Text] = {
    # People.
    "staff_no": Text("工号", "教職員編號", "Staff number"),
    "details": Text("基本信息", "基本資料", "Details"),
    "grade": Text("等次", "等第", "Grade"),
    "work_since": Text("参加工作日期", "參加工作日期", "In work since"),
    "joined_on": Text("到校日期", "到校日期", "Joined on"),
    "homeroom_since": Text("初任班主任日期", "初任班主任日期", "Homeroom teacher since"),
    "homeroom_years": Text("班主任年限", "班主任年限", "Years as homeroom teacher"),
    "counted_on": Text("年限计算日期", "年限計算日期", "Years counted on"),
    "latest_class": Text("现任或最近班级", "現任或最近班級", "Latest class"),
    "posts": Text("任职", "任職", "Posts"),
    "recognised_by_peers": Text("同行认可", "同儕認可", "Recognised by peers"),
    "sanctions": Text("处分", "處分", "Sanctions"),
    "lifted_on": Text("解除日期", "解除日期", "Lifted on"),
    # Schemes.
    "contents": Text("内容", "內容", "Contents"),
    "clauses": Text("条文", "條文", "Clauses"),
    "terms": Text("各类条款", "各類條款", "Terms by kind"),
    "sets": Text("所定条款", "所定條款", "Sets"),
    "vote": Text("表决", "表決", "Vote"),
    "voted_on": Text("表决日期", "表決日期", "Voted on"),
    "effective_on": Text("施行日期", "施行日期", "Effective on"),
    "representatives": Text("代表总数", "代表總數", "Representatives"),
    "present": Text("到会人数", "出席人數", "Present"),
    "in_favour": Text("赞成", "贊成", "In favour"),
    "against": Text("反对", "反對", "Against"),
    "abstained": Text("弃权", "棄權", "Abstained"),
    # Public notices.
    "notice": Text("公示", "公示", "Public notice"),
    "lines": Text("名单", "名單", "List"),
    "award": Text("奖项", "獎項", "Award"),
    "involved": Text("应回避的人", "應迴避的人", "Involved"),
    "objections": Text("异议", "異議", "Objections"),
    "upheld": Text("异议成立", "異議成立", "Upheld"),
    # Messages between organizations, and what is recommended by them.
    "message": Text("推荐函", "推薦函", "Message"),
    "sender": Text("推荐单位", "推薦單位", "Sender"),
    "sender_entry": Text("原参评作品", "原參評作品", "Entry at the sender's"),
    "to": Text("送往单位", "送往單位", "To"),
    "seq": Text("日志序号", "日誌序號", "Entry of the journal"),
}
