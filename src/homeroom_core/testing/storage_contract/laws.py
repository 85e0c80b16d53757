"""The laws of a store, in the order in which they are tried; the modules beside this one fill them."""

from homeroom_core.testing.storage_contract.promise import Promises
from homeroom_core.text import Text

OPENS = Promises(
    "storage.opens",
    Text(
        "新的网址打开的是一个空存储",
        "新的網址開啟的是一個空儲存",
        "A new address opens an empty store.",
    ),
)
JOURNAL = Promises(
    "storage.journal",
    Text(
        "条目按写入的原样和次序读回，一条不少",
        "條目按寫入的原樣和次序讀回，一筆不少",
        "Entries come back as they were written, in sequence, and none is lost.",
    ),
)
ENTRY_PAGES = Promises(
    "storage.entry_pages",
    Text(
        "分页读条目，每条恰好出现一次",
        "分頁讀條目，每筆恰好出現一次",
        "Read page by page, each entry comes exactly once.",
    ),
)
FOLLOWS = Promises(
    "storage.follows",
    Text(
        "不紧接日志末尾的条目一律拒收，什么也不写",
        "不緊接日誌末尾的條目一律拒收，什麼也不寫",
        "Entries that do not follow the end of the journal are refused, and nothing is written.",
    ),
)
HISTORY = Promises(
    "storage.history",
    Text(
        "一份记录的历史只含它自己的条目，按版本排列",
        "一份記錄的歷史只含它自己的條目，按版本排列",
        "The history of a record holds its own entries only, by version.",
    ),
)
DOCUMENTS = Promises(
    "storage.documents",
    Text(
        "文档读回来与最后一次写入的相同；没有写的部分保持原样",
        "文件讀回來與最後一次寫入的相同；沒有寫的部分保持原樣",
        "A document comes back as it was last written; what was not written stays as it was.",
    ),
)
FINDS = Promises(
    "storage.finds",
    Text(
        "查找只给出符合全部条件的文档，按创建先后排列",
        "查找只給出符合全部條件的文件，按建立先後排列",
        "Finding gives just the documents that meet every condition, in order of creation.",
    ),
)
FIND_PAGES = Promises(
    "storage.find_pages",
    Text(
        "分页查找，每份文档恰好出现一次",
        "分頁查找，每份文件恰好出現一次",
        "Found page by page, each document comes exactly once.",
    ),
)
ALL_OR_NOTHING = Promises(
    "storage.all_or_nothing",
    Text(
        "会话正常结束就全部提交，出错结束就什么也不留下，锁也交还",
        "工作階段正常結束就全部提交，出錯結束就什麼也不留下，鎖也交還",
        "A session that ends well commits all of it; one that ends by an error leaves nothing, "
        "and gives its lock back.",
    ),
)
SEEN = Promises(
    "storage.seen_after_commit",
    Text(
        "会话看得到自己写的；别人要等提交以后才看得到，正在读的人看到的始终不变",
        "工作階段看得到自己寫的；別人要等提交以後才看得到，正在讀的人看到的始終不變",
        "A session sees what it wrote, others only what was committed, and who is reading goes on "
        "seeing the same.",
    ),
)
ORGANIZATIONS = Promises(
    "storage.organizations",
    Text(
        "各单位互不可见，也互不影响",
        "各單位互不可見，也互不影響",
        "Organizations neither see nor touch each other.",
    ),
)
TEXTS = Promises(
    "storage.texts",
    Text(
        "任何文字都原样读回：各种文字、表情、长文、引号；大小写和重音不同的就是不同的",
        "任何文字都原樣讀回：各種文字、表情、長文、引號；大小寫和重音不同的就是不同的",
        "Any text comes back unchanged, in any script and of any length; what differs in case or "
        "accent differs.",
    ),
)
ERASES = Promises(
    "storage.erases",
    Text(
        "清除使一份记录的内容全部消失，其余一概不动",
        "清除使一份記錄的內容全部消失，其餘一概不動",
        "Erasing makes the contents of one record go, and touches nothing else.",
    ),
)
COPIES = Promises(
    "storage.copies",
    Text(
        "改动交出或收到的对象，不会改动所存的内容",
        "改動交出或收到的物件，不會改動所存的內容",
        "Changing what a store was given or handed out changes nothing that is stored.",
    ),
)
THREADS = Promises(
    "storage.threads",
    Text(
        "几个线程同时写，一个写时其他等待或被告知忙，不丢失任何一次更新",
        "幾個執行緒同時寫，一個寫時其他等待或被告知忙碌，不遺失任何一次更新",
        "Of threads that write at once, one does and the others wait or are told that the store is "
        "busy; no update is lost.",
    ),
    needs="threads",
)
DURABLE = Promises(
    "storage.durable",
    Text(
        "关闭后重新打开，提交过的都在",
        "關閉後重新開啟，提交過的都在",
        "What was committed is there when the store is opened again.",
    ),
    needs="durable",
)
ERASES_FILES = Promises(
    "storage.erases_files",
    Text(
        "清除并关闭后，任何文件里都不再有被清除的内容",
        "清除並關閉後，任何檔案裡都不再有被清除的內容",
        "Once erased and closed, none of the files holds the contents any more.",
    ),
    needs="erases_files",
)

LAWS = (
    OPENS,
    JOURNAL,
    ENTRY_PAGES,
    FOLLOWS,
    HISTORY,
    DOCUMENTS,
    FINDS,
    FIND_PAGES,
    ALL_OR_NOTHING,
    SEEN,
    ORGANIZATIONS,
    TEXTS,
    ERASES,
    COPIES,
    THREADS,
    DURABLE,
)
