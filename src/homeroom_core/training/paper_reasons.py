"""Why a step of a paper or of a call for papers is refused: the wording of each reason."""

from homeroom_core.errors import Reason
from homeroom_core.text import Text

NO_TITLE = Reason(
    "paper.no_title",
    Text("论文没有题目", "論文沒有題目", "the paper has no title"),
    Text("请写明题目", "請寫明題目", "give it one"),
)
UNKNOWN_CALL = Reason(
    "paper.unknown_call",
    Text("没有论文征集{measured}", "沒有論文徵集{measured}", "there is no call {measured}"),
    Text("请核对编号", "請核對編號", "check its id"),
)
CALL_CLOSED = Reason(
    "paper.call_closed",
    Text(
        "该征集现在是“{measured}”，截止日期{deadline}",
        "該徵集目前是「{measured}」，截止日期{deadline}",
        "the call is '{measured}', its deadline {deadline}",
    ),
    Text(
        "须在截止前提交；可请教科室为全体延期",
        "須在截止前提交；可請教科室為全體延期",
        "hand in by the deadline; before the call is closed it can be extended for all",
    ),
)
TOO_MANY_AUTHORS = Reason(
    "paper.too_many_authors",
    Text("有{measured}位作者", "有{measured}位作者", "it has {measured} authors"),
    Text("至少1位，至多{required}位", "至少1位，至多{required}位", "from 1 to {required}"),
)
AUTHOR_TWICE = Reason(
    "paper.author_twice",
    Text("作者{measured}重复", "作者{measured}重複", "{measured} stands there twice"),
    Text("每位作者列一次", "每位作者列一次", "name every author once"),
)
UNKNOWN_AUTHOR = Reason(
    "paper.unknown_author",
    Text(
        "花名册中没有在岗的{measured}",
        "名冊中沒有在職的{measured}",
        "the roster has no {measured} in post",
    ),
    Text("作者须为在岗教职工", "作者須為在職教職員", "authors are staff in post"),
)
ONE_EACH = Reason(
    "paper.one_each",
    Text(
        "{measured}已提交论文{other}",
        "{measured}已提交論文{other}",
        "{measured} has handed in {other}",
    ),
    Text(
        "每人至多{required}篇；可先撤回",
        "每人至多{required}篇；可先撤回",
        "{required} each at most: withdraw that one first",
    ),
)
NO_PLACE_LEFT = Reason(
    "paper.no_place_left",
    Text(
        "已提交{measured}篇，名额已满",
        "已提交{measured}篇，名額已滿",
        "{measured} papers are in, and all places are taken",
    ),
    Text(
        "名额{required}篇（教职工人数的比例，另加上届一等奖名额）",
        "名額{required}篇（教職員人數的比例，另加上屆一等獎名額）",
        "there are {required}: a share of the staff, and more for last year's first prizes",
    ),
)
BARRED = Reason(
    "paper.author_barred",
    Text(
        "{measured}因抄袭在禁止申报期内（{other}）",
        "{measured}因抄襲在禁止申報期內（{other}）",
        "{measured} is barred for plagiarism in {other}",
    ),
    Text(
        "禁止至{required}；{when}起可申报",
        "禁止至{required}；{when}起可申報",
        "until {required}; from {when} they may hand in again",
    ),
)
USED_BEFORE = Reason(
    "paper.used_before",
    Text(
        "同一文件已用于{measured}",
        "同一檔案已用於{measured}",
        "the same file was handed in as {measured}",
    ),
    Text(
        "须未获奖、未发表；请提交新的论文",
        "須未獲獎、未發表；請提交新的論文",
        "a paper is new, not awarded or published before: hand in another",
    ),
)
NOT_DECLARED = Reason(
    "paper.not_declared_original",
    Text("没有原创声明", "沒有原創聲明", "it is not declared to be original"),
    Text(
        "作者须声明原创、未获奖、未发表",
        "作者須聲明原創、未獲獎、未發表",
        "the authors declare it their own, not awarded or published before",
    ),
)
NOTHING_IN = Reason(
    "paper.nothing_handed_in",
    Text("没有提交过文件", "沒有提交過檔案", "no file was handed in"),
    Text("请作者先提交", "請作者先提交", "the authors have to hand one in"),
)
NO_FAULTS = Reason(
    "paper.no_faults_named",
    Text("没有写明要补正的问题", "沒有寫明要補正的問題", "no fault to mend is named"),
    Text("请一次列全", "請一次列全", "list all of them at once"),
)
RETURNED_ALREADY = Reason(
    "paper.returned_already",
    Text("已退回{measured}次", "已退回{measured}次", "it was sent back {measured} time(s)"),
    Text(
        "至多退回{required}次；请受理或不通过",
        "至多退回{required}次；請受理或不通過",
        "at most {required}: accept or reject it",
    ),
)
REPAIR_LATE = Reason(
    "paper.repair_late",
    Text("补正期限为{measured}", "補正期限為{measured}", "it could be mended until {measured}"),
    Text("请教科室决定", "請教科室決定", "the research office decides what becomes of it"),
)
CALL_NOT_REVIEWING = Reason(
    "paper.call_not_reviewing",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text("须处于“{required}”", "須處於「{required}」", "it has to be '{required}'"),
)
REVIEWER_COMPETES = Reason(
    "paper.reviewer_competes",
    Text(
        "{measured}本人有论文参评", "{measured}本人有論文參評", "{measured} has a paper in the call"
    ),
    Text("参评者不得担任评审人", "參評者不得擔任評審人", "whoever has one does not review"),
)
NO_REMARKS = Reason(
    "paper.no_remarks",
    Text("没有写修改意见", "沒有寫修改意見", "no remark is given"),
    Text("请写明要修改什么", "請寫明要修改什麼", "say what has to be changed"),
)
REVISED_ENOUGH = Reason(
    "paper.revised_enough",
    Text("已修改{measured}轮", "已修改{measured}輪", "it was revised {measured} time(s)"),
    Text("至多{required}轮", "至多{required}輪", "at most {required}"),
)
REVISION_LATE = Reason(
    "paper.revision_late",
    Text("修改期限为{measured}", "修改期限為{measured}", "it could be revised until {measured}"),
    Text(
        "由教科室以原稿继续评审",
        "由教科室以原稿繼續評審",
        "the research office goes on with the version there is",
    ),
)
REVISION_OPEN = Reason(
    "paper.revision_open",
    Text("修改期限{measured}未到", "修改期限{measured}未到", "it can be revised until {measured}"),
    Text("{when}起可继续", "{when}起可繼續", "go on from {when}"),
)
REVIEWS_SHORT = Reason(
    "paper.reviews_short",
    Text(
        "有{measured}份评审，评审人之间相差{spread}分",
        "有{measured}份評審，評審人之間相差{spread}分",
        "it has {measured} reviews, and two of them are {spread} points apart",
    ),
    Text(
        "需要{required}份，请增派评审人",
        "需要{required}份，請增派評審人",
        "it needs {required}: assign one more reviewer",
    ),
)
HAS_RESULT = Reason(
    "paper.call_has_result",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text(
        "排名后须先重新评审，名次才能随之更正",
        "排名後須先重新評審，名次才能隨之更正",
        "once there are places the call has to be reopened first, so that they follow",
    ),
)
NOT_DECIDED = Reason(
    "paper.call_not_decided",
    Text("该征集现在是“{measured}”", "該徵集目前是「{measured}」", "the call is '{measured}'"),
    Text("表彰后才能记录结果", "表彰後才能記錄結果", "the result is noted once awards are given"),
)
NO_STAFF = Reason(
    "paper_call.no_staff",
    Text("没有写明教职工人数", "沒有寫明教職員人數", "the number of staff is not given"),
    Text(
        "名额为教职工人数的{required}，请写明 staff",
        "名額為教職員人數的{required}，請寫明 staff",
        "places are {required} of the staff: give `staff`",
    ),
)
NEGATIVE = Reason(
    "paper_call.negative_number",
    Text("人数或奖项数为{measured}", "人數或獎項數為{measured}", "a number given is {measured}"),
    Text("不能为负数", "不能為負數", "give 0 or more"),
)
GATE_UNFIT = Reason(
    "paper_call.gate_unfit",
    Text(
        "受理条件不可用：{measured}",
        "受理條件不可用：{measured}",
        "the rules of the gate cannot be used: {measured}",
    ),
    Text("请改正规则", "請改正規則", "mend the rules"),
)
UNDECIDED = Reason(
    "paper_call.papers_undecided",
    Text(
        "以下论文尚未审核：{measured}",
        "以下論文尚未審核：{measured}",
        "not yet accepted or rejected: {measured}",
    ),
    Text("请先受理或不通过", "請先受理或不通過", "accept or reject them first"),
)
NONE_ACCEPTED = Reason(
    "paper_call.none_accepted",
    Text("没有受理的论文", "沒有受理的論文", "no paper was accepted"),
    Text("须至少有一篇", "須至少有一篇", "there has to be one at least"),
)
NO_SEED = Reason(
    "paper_call.no_seed",
    Text("没有编码种子", "沒有編碼種子", "there is no seed to draw codes from"),
    Text(
        "请写明种子，并在结果公布前保密",
        "請寫明種子，並在結果公布前保密",
        "give one, and keep it to yourself until there is a result",
    ),
)
NOT_NOTED = Reason(
    "paper_call.results_not_noted",
    Text(
        "以下论文尚未记录结果：{measured}",
        "以下論文尚未記錄結果：{measured}",
        "the result is not yet noted with {measured}",
    ),
    Text("请逐篇用 conclude 记录", "請逐篇用 conclude 記錄", "note it with `conclude` first"),
)
NO_DOCUMENTS = Reason(
    "paper_call.no_documents",
    Text("没有写明归档材料", "沒有寫明歸檔材料", "nothing is named that goes into the archive"),
    Text(
        "请写明通知、论文、评审表、结果、照片等的编号",
        "請寫明通知、論文、評審表、結果、照片等的編號",
        "give the numbers of the call, papers, sheets, results, photos",
    ),
)
