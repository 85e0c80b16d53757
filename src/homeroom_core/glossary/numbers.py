"""Fields of the terms a scheme sets: the numbers and choices of each kind of case."""

from collections.abc import Mapping

from homeroom_core.text import Text

NUMBERS: Mapping[str, Text] = {
    # People.
    "warning_months": Text("警告期（月）", "警告期（月）", "Months of a warning"),
    "demerit_months": Text("记过期（月）", "記過期（月）", "Months of a demerit"),
    "demotion_months": Text("降低岗位等级期（月）", "降低職務等級期（月）", "Months of a demotion"),
    # Schemes and public notices.
    "consult_working_days": Text(
        "征求意见工作日数", "徵求意見工作日數", "Working days of consultation"
    ),
    "quorum": Text("到会比例下限", "出席比例下限", "Quorum"),
    "majority": Text("赞成须超过", "贊成須超過", "Majority to exceed"),
    "working_days": Text("公示工作日数", "公示工作日數", "Working days put up"),
    "answer_within_working_days": Text(
        "答复异议工作日数", "答覆異議工作日數", "Working days to answer"
    ),
    "review_within_working_days": Text(
        "申请复核工作日数", "申請複核工作日數", "Working days to ask for a review"
    ),
    "spoken_objections": Text("接受口头异议", "接受口頭異議", "Spoken objections"),
    # Growth plans and reflections.
    "least_goals": Text("至少目标数", "至少目標數", "Fewest goals"),
    "revise_within_working_days": Text(
        "修订工作日数", "修訂工作日數", "Working days to revise after an inspection"
    ),
    "days_between_versions": Text(
        "两次修订至少间隔天数", "兩次修訂至少間隔天數", "Days between versions"
    ),
    "most_hours": Text("至多学时", "至多學時", "Most hours"),
    "most_digits": Text("连续数字至多位数", "連續數字至多位數", "Most digits in a row"),
    # Experts.
    "least_months": Text("最短月数", "最短月數", "Fewest months"),
    "most_months": Text("最长月数", "最長月數", "Most months"),
    "report_working_days": Text("报告工作日数", "報告工作日數", "Working days to report"),
    "improve_working_days": Text(
        "制定整改工作日数", "訂定整改工作日數", "Working days to settle measures"
    ),
    "least_findings": Text("至少发现数", "至少發現數", "Fewest findings"),
    "credited_forms": Text("计学时的形式", "計學時的形式", "Forms that credit hours"),
    # Mentoring pairs.
    "needs_advisor": Text("须配顾问的条件", "須配顧問的條件", "Who needs an advisor"),
    "bound_roles": Text("适用角色", "適用角色", "Roles bound"),
    "advisor_rules": Text("顾问条件", "顧問條件", "What an advisor has to be"),
    "pair_rules": Text("结对条件", "結對條件", "What a pair has to be"),
    "sign_within_working_days": Text("签字工作日数", "簽名工作日數", "Working days to sign"),
    "least_school_years": Text("至少学年数", "至少學年數", "Fewest school years"),
    "most_school_years": Text("至多学年数", "至多學年數", "Most school years"),
    "rating_maximum": Text("评分满分", "評分滿分", "Most points of a rating"),
    "advisor_hours_per_term": Text("顾问每学期学时", "顧問每學期學時", "Advisor's hours a term"),
    "assistant_hours_per_term": Text(
        "助理每学期学时", "助理每學期學時", "Assistant's hours a term"
    ),
    # Forums, demonstration lessons, seminars, visits.
    "call_working_days_before": Text(
        "提前征稿工作日数", "提前徵稿工作日數", "Working days to call ahead"
    ),
    "credit_within_working_days": Text(
        "认定学时工作日数", "認定學時工作日數", "Working days to credit the hours"
    ),
    "class_list_needed": Text("须比对班级名单", "須比對班級名單", "Class list needed"),
    "best_places": Text("最佳名额", "最佳名額", "Places for the best"),
    "excellent_places": Text("优秀名额", "優秀名額", "Places for excellent"),
    "prize_ties": Text("末位同票", "末位同票", "Ties for a prize"),
    "least_voters": Text("至少投票人数", "至少投票人數", "Fewest voters"),
    "host_rules": Text("主讲人条件", "主講人條件", "What a host has to be"),
    "young_rules": Text("青年教师条件", "青年教師條件", "Who is young"),
    "others": Text("其他教师报名", "其他教師報名", "When others may register"),
    "others_working_days_before": Text(
        "其他教师提前报名工作日数", "其他教師提前報名工作日數", "Working days ahead for others"
    ),
    "note_owed": Text("须交观摩笔记", "須交觀摩筆記", "Note owed"),
    "note_within_working_days": Text(
        "交笔记工作日数", "交筆記工作日數", "Working days for the note"
    ),
    "ready_working_days_before": Text(
        "提前就绪工作日数", "提前就緒工作日數", "Working days to be ready ahead"
    ),
    "summary_within_working_days": Text(
        "总结工作日数", "總結工作日數", "Working days for the summary"
    ),
    "city_hours": Text("市级每日学时", "市級每日學時", "Hours a day, city"),
    "province_hours": Text("省级每日学时", "省級每日學時", "Hours a day, province"),
    "national_hours": Text("国家级每日学时", "國家級每日學時", "Hours a day, national"),
    "over_budget_share": Text("可超预算比例", "可超預算比例", "Share over budget"),
    "least_feedback": Text("至少反馈份数", "至少回饋份數", "Fewest answers"),
    "approve_working_days_before": Text(
        "提前批准工作日数", "提前核准工作日數", "Working days to approve ahead"
    ),
    "report_within_working_days": Text(
        "交报告工作日数", "交報告工作日數", "Working days to hand in the report"
    ),
    "share_within_working_days": Text("分享工作日数", "分享工作日數", "Working days to share it"),
    "overdue_bars": Text("逾期者不得再次外出", "逾期者不得再次外出", "Overdue bars going again"),
    # Studios.
    "cycle_years": Text("周期年数", "週期年數", "Years of a cycle"),
    "least_members": Text("至少成员数", "至少成員數", "Fewest members"),
    "most_members": Text("至多成员数", "至多成員數", "Most members"),
    "least_rural_share": Text(
        "乡村成员比例下限", "偏鄉成員比例下限", "Least share of rural members"
    ),
    "least_learners": Text("至少学员数", "至少學員數", "Fewest learners"),
    "most_learners": Text("至多学员数", "至多學員數", "Most learners"),
    "learner_months": Text("学员期（月）", "學員期（月）", "Months of a learner"),
    "leader_honours": Text("主持人称号级别", "主持人稱號級別", "Levels of the leader's title"),
    "least_assessors": Text("至少考核人数", "至少考核人數", "Fewest assessors"),
    "excellent_from": Text("优秀起点比例", "優秀起點比例", "Share for excellent"),
    "pass_from": Text("合格起点比例", "合格起點比例", "Share to pass"),
    "most_repair_months": Text("整改至多月数", "整改至多月數", "Most months to rectify"),
    "final_within_days": Text(
        "期满前多少天可终期考核", "期滿前多少天可終期考核", "Days before the end for the final"
    ),
    # Training hours.
    "yearly_hours": Text("每学年学时", "每學年學時", "Hours a school year"),
    "cycle_hours": Text("每周期学时", "每週期學時", "Hours a cycle"),
    "cycle_from": Text("周期起算年份", "週期起算年份", "A year in which a cycle begins"),
    "block_hours": Text("集中培训学时", "集中培訓學時", "Hours of one single training"),
    "hours_per_credit": Text("每学分学时数", "每學分學時數", "Hours for a credit"),
    "pre_service_hours": Text("岗前培训学时", "職前培訓學時", "Pre-service hours"),
    "pre_service_months": Text(
        "岗前培训期限（月）", "職前培訓期限（月）", "Months for pre-service training"
    ),
    "required_roles": Text("须达标的角色", "須達標的角色", "Roles required to"),
    "year_starts_month": Text("学年起始月", "學年起始月", "Month a school year begins"),
    "year_starts_day": Text("学年起始日", "學年起始日", "Day a school year begins"),
    # Contests, papers and projects.
    "minimum_judges": Text("至少评委数", "至少評委數", "Fewest judges"),
    "recheck_top": Text("必复核的前几名", "必複核的前幾名", "Best places counted again"),
    "recheck_rest_share": Text("其余复核比例", "其餘複核比例", "Share of the rest counted again"),
    "recheck_all_above": Text(
        "错误率超过即全部复核", "錯誤率超過即全部複核", "Share of errors above which all are"
    ),
    "blind_entries": Text("匿名评分", "匿名評分", "Blind entries"),
    "recommend_at_most": Text("至多推荐数", "至多推薦數", "Most recommended"),
    "gate": Text("受理条件", "受理條件", "Gate"),
    "authors_at_most": Text("每篇至多作者数", "每篇至多作者數", "Most authors"),
    "papers_per_author": Text("每人至多篇数", "每人至多篇數", "Papers an author"),
    "entry_share": Text("投稿比例上限", "投稿比例上限", "Share that may hand in"),
    "places_per_first_prize": Text(
        "每个一等奖追加名额", "每個一等獎追加名額", "Further places a first prize"
    ),
    "returns": Text("至多退回次数", "至多退回次數", "Most returns"),
    "repair_working_days": Text("补正工作日数", "補正工作日數", "Working days to mend"),
    "review_working_days": Text("评审工作日数", "評審工作日數", "Working days to review"),
    "gap_points": Text("两评分差", "兩評分差", "Gap between reviewers"),
    "gap_comparator": Text("分差的比较", "分差的比較", "How the gap is compared"),
    "further_reviews": Text("加评次数", "加評次數", "Further reviews"),
    "revisions": Text("至多修改次数", "至多修改次數", "Most revisions"),
    "revise_working_days": Text("修改工作日数", "修改工作日數", "Working days for a revision"),
    "bar_years": Text("限制申报年数", "限制申報年數", "Years barred"),
    "leads_at_most": Text("至多同时主持数", "至多同時主持數", "Most led at a time"),
    "takes_part_at_most": Text("至多同时参与数", "至多同時參與數", "Most taken part in"),
    "people_at_most": Text("至多人数", "至多人數", "Most people"),
    "open_within_working_days": Text("开题工作日数", "開題工作日數", "Working days to the opening"),
    "request_days_ahead": Text("变更须提前天数", "變更須提前天數", "Days a request is ahead"),
    "extensions": Text("至多延期次数", "至多延期次數", "Most extensions"),
    "extension_months": Text("每次延期月数", "每次延期月數", "Months of an extension"),
    "panel_sizes": Text("结题评审组人数", "結題評審組人數", "Sizes of a panel"),
    "insiders_at_most": Text("本校评委至多人数", "本校評委至多人數", "Most insiders"),
    "closing_scoring": Text("结题计分办法", "結題計分辦法", "Scoring of the closing"),
    "excellent_at": Text("优秀分数线", "優秀分數線", "Least total for excellent"),
    "pass_at": Text("合格分数线", "合格分數線", "Least total to pass"),
    "revise_at": Text("可修改分数线", "可修改分數線", "Least total to be revised"),
    "closing_revisions": Text("结题至多修改次数", "結題至多修改次數", "Revisions of a closing"),
    "outsiders_for_major": Text(
        "重点课题校外评审人数", "重點課題校外評審人數", "Outsiders for a major project"
    ),
    # Appraisals.
    "committee_source": Text("考核小组来源", "考核小組來源", "Source of the committee"),
    "self_source": Text("自评来源", "自評來源", "Source of the self-review"),
    "least_committee": Text("考核小组至少人数", "考核小組至少人數", "Fewest of the committee"),
    "least_survey_answers": Text("测评至少答卷数", "評量至少答卷數", "Fewest survey answers"),
    "switched_off": Text("停用的项目", "停用的項目", "Switched off"),
    "compared": Text("比较用分", "比較用分", "Total compared"),
    "excellent_share": Text("优秀比例", "優秀比例", "Share of excellent"),
    "most_excellent_share": Text("优秀比例上限", "優秀比例上限", "Most share of excellent"),
    "next_moves_up": Text("空出名额递补", "空出名額遞補", "Next moves up"),
    "ungraded_below": Text("不定等的任职比例", "不定等的任職比例", "Share below which ungraded"),
    "year_counts_from": Text("计为一年的任职比例", "計為一年的任職比例", "Share to count a year"),
    "month_counts_from": Text("计为一月的任职比例", "計為一月的任職比例", "Share to count a month"),
    "strength_from": Text("强项起点比例", "強項起點比例", "Share for a strength"),
    "gap_below": Text("短板以下比例", "短板以下比例", "Share below which a gap"),
    "evidence_once": Text("一事只计一次", "一事僅計一次", "A record counts once"),
    "evidence_again": Text("可跨年度再计", "可跨年度再計", "May count again in another round"),
    "self_review_within_working_days": Text(
        "自评工作日数", "自評工作日數", "Working days for the self-review"
    ),
    "archive_within_working_days": Text("归档工作日数", "歸檔工作日數", "Working days to archive"),
    "reaches": Text("达到界限", "達到界限", "Reaches"),
    "within_quota": Text("受名额限制", "受名額限制", "Within a quota"),
    "scope": Text("适用期间", "適用期間", "Scope"),
}
