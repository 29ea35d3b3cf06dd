"""Reading a message the way it was typed: one-to-one normalisation, sentences, clauses, quotations, questions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from helpdesk.understanding.values import Span

MAX_CHARS = 20_000

_TRADITIONAL = (
    "們们這这個个來来時时為为會会後后說说對对開开關关還还沒没問问題题麼么嗎吗貨货單单號号運运費费發发處处理理請请謝谢您您"
    "給给錢钱買买賣卖價价優优惠惠券券換换補补償偿寄寄訂订款款遞递員员經经過过點点鐘钟週周間间內内幫帮聯联繫系係系電电話话"
    "網网頁页實实際际壞坏損损質质量量問问題题顏颜色色碼码數数庫库當当現现應应該该讓让確确認认識识別别專专業业務务門门負负責责"
    "們们嗎吗呢呢啦啦親亲愛爱歡欢迎迎臨临光光店店鋪铺客客戶户服服氣气惱恼憂忧慮虑體体諒谅抱抱歉歉誤误會会見见覺觉記记錄录"
    "註注備备標标籤签簽签收收飛飞機机車车倉仓儲储裝装備备齊齐備备選选擇择樣样種种兩两幾几萬万億亿圓圆塊块獎奖積积分分級级"
    "帳账賬账匯汇轉转維维護护權权險险證证據据圖图片片擊击鏈链線线連连絡络壓压傷伤變变質质淨净濕湿熱热涼凉鬆松緊紧長长寬宽"
    "厚厚薄薄輕轻絲丝棉棉麻麻紅红藍蓝綠绿黃黄銀银鞋鞋襪袜褲裤裙裙襯衬衫衫衣衣領领帶带釦扣鈕钮紐纽鏡镜錶表燈灯鍋锅爐炉"
    "櫃柜檯台臺台灣湾廣广東东蘇苏陝陕寧宁遼辽濟济漢汉鄭郑廈厦島岛華华聽听寫写讀读學学習习試试驗验師师傅傅將将盡尽儘尽快快"
    "慢慢從从僅仅無无須须願愿麗丽難难雙双雖虽隨随離离順顺領领顧顾頭头項项預预顯显駐驻驛驿達达遠远適适遲迟邊边郵邮釋释鎖锁"
    "錯错鍵键陽阳陰阴隊队階阶障障雲云靜静韻韵飯饭飲饮養养餘余館馆騙骗騰腾魚鱼鳥鸟麥麦黨党齡龄龍龙損损擔担據据擁拥擇择擴扩"
    "攔拦敗败斷断於于暫暂極极構构檢检歲岁歷历歸归殘残沖冲準准溝沟滿满漲涨潔洁災灾煩烦營营牽牵獲获瑕瑕環环瑣琐產产畢毕異异"
    "療疗發发皺皱盒盒盜盗監监盤盘眾众睜睁礎础禮礼稅税穩稳窮穷競竞筆笔節节範范築筑簡简糾纠純纯紙纸紛纷細细終终結结絕绝統统"
    "絲丝綁绑經经緒绪緣缘編编縮缩總总績绩織织繳缴聞闻聲声職职聯联脫脱腳脚臉脸與与興兴舊旧艙舱荊荆莊庄葉叶蓋盖藥药虛虚號号"
    "蟲虫衛卫裏里裡里製制複复視视親亲觀观觸触計计訊讯討讨訓训託托訪访設设許许訴诉評评詞词詢询試试詳详誇夸誠诚誤误調调談谈"
    "論论謊谎講讲譯译議议護护譽誉變变貝贝貢贡財财貴贵貼贴費费賀贺賠赔賣卖賴赖贈赠贊赞趕赶跡迹踐践軟软較较載载輛辆輯辑輸输"
    "辦办農农連连進进運运違违遞递選选遺遗鄰邻釘钉針针鈔钞銷销鋒锋錄录鏽锈鐵铁長长閃闪閉闭開开閒闲間间闆板闊阔隻只雜杂雞鸡"
    "電电響响頁页頂顶順顺須须頓顿頻频題题額额類类風风飾饰餓饿驚惊驟骤髒脏鬧闹鬍胡"
    "並并妳你復复啟启讚赞佔占乾干傳传詐诈廠厂殺杀測测腦脑圍围國国動动場场態态慣惯採采擾扰畫画稱称妝妆鮮鲜團团佈布揀拣攬揽"
)
_TO_SIMPLE = {ord(_TRADITIONAL[i]): _TRADITIONAL[i + 1] for i in range(0, len(_TRADITIONAL) - 1, 2)}
# Written Cantonese in the words of the patterns, and signs missing above.
_SIGNS = (
    "唔哋係畀俾睇搵喺冇嘅咗佢嚟啲囉戶樓誠掛審獨慘嘗愈鬱餵證寶寫歐殼蘋賓燙剛嚴癢膚敷兒從詢懷揮損腸膠貓獅線緻閱鑰雖靈擠積懸戲毀爛",
    "不们是给给看找在没的了他来些啰户楼诚挂审独惨尝愈郁喂证宝写欧壳苹宾烫刚严痒肤敷儿从询怀挥损肠胶猫狮线致阅钥虽灵挤积悬戏毁烂",
)
_TO_SIMPLE |= {ord(sign): plain for sign, plain in zip(*_SIGNS, strict=True)}
_TO_SIMPLE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TO_SIMPLE |= {
    0x3000: " ", 0xA0: " ", ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("—"): "-", ord("–"): "-",
    ord("－"): "-", ord("～"): "~", ord("〜"): "~", ord("￥"): "¥", ord("、"): "、", ord("。"): "。", ord("﹖"): "?", ord("劵"): "券",
}  # fmt: skip
_TO_SIMPLE |= dict.fromkeys((*range(9), 11, 12, 13, *range(14, 32), 127, 8203, 8205, 65039, 65279), " ")

# Several short sends in a row are one sentence: a line break after a few characters without an end is a comma.
_SENDS = re.compile(r"(?<=[\w)/:])\n(?=[^\n]{1,12}(?:\n|$))")
_EDGE = re.compile(r"[\w¥$£€\"'「『“(\[【《]", re.UNICODE)
_SENTENCE = re.compile(r"[^。!?;\n…]+[。!?;\n…]*|[。!?;\n…]+")
_DOT = re.compile(r"(?<=[a-z)\"'0-9])\.(?=\s+[a-z\"'(¥$£]|\s*$)|(?<=[\u4e00-\u9fff])\.+")
_CLAUSE = re.compile(r"(?:[^,。!?;\n…:]|(?<=\d)[,:](?=\d))+")
_QUOTE = re.compile(
    r"[「『][^」』]{1,80}[」』]|\"[^\"\n]{1,160}\"|(?<![a-z])'[^'\n]{4,160}'(?![a-z])|《[^》]{1,40}》"
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]{2,}")
_ASKS_ZH = re.compile(
    r"(?:吗|嘛(?=\?)|么(?<!什么)(?<!怎么)(?<!这么)(?<!那么))[~～哦呀呢啊亲亲爱的]{0,3}\s*[?!。~.,]*\s*$|\?\s*[^\w]*$|"
    r"(?:什么|啥|哪[里个款种些儿]|多少|多大|多高|多重|几[个号天岁楼次])(?:的|了|呀|啊|哈|那|呢|颜色|名字|情况|问题|意思|时候|样|坏了|不舒服|[一-鿿]{0,2})?\W*$|[一-鿿]还是[一-鿿]{1,8}\W*$|(?:是不是|有没有|能不能)[^,]{1,10}[阿啊呀哦呢]?$|(?:吗|呢|捏|叭|把\?|没\?)[~ ]*$|"
    r"(?:是不是|有没有|要不要|能不能|可不可以|方不方便|行不行|好不好|对不对|多少|哪个|哪款|哪种|哪里|几号|什么)[^,]{0,10}呢"
)
_ASKS_EN = re.compile(
    r"\?\s*[^\w]*$|^\W*(?:and |so |ok |okay |but |also )?(?:can|could|may|might i|would you|will you|do you|did you|does|are you|is it|is there|"
    r"have you|has|what|which|when did|where|how (?:many|much|long|did|do)|who|shall i|should i)\b(?!.*\.$)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the normalised text; `start` is its offset in the message as typed."""

    text: str
    start: int
    asks: bool
    quoted: tuple[Span, ...]

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether the words stand inside quotation marks."""
        return any(low <= start and end <= high for low, high in self.quoted)


def normalise(text: str) -> str:
    """Simplified, half-width and lower-case, character for character, so that spans stay those of the message."""
    mapped = text.translate(_TO_SIMPLE)
    lowered = mapped.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in mapped)
    )


def trim(text: str) -> Span:
    """The part of a normalised text without surrounding spaces, emoji and ornaments at the front and spaces at the end."""
    found = _EDGE.search(text)
    if found is None:
        return 0, 0
    end = len(text)
    while end > found.start() and (
        text[end - 1].isspace() or ord(text[end - 1]) > 0x2FFFF or _is_emoji(text[end - 1])
    ):
        end -= 1
    return found.start(), end


def _is_emoji(char: str) -> bool:
    code = ord(char)
    return (
        0x1F000 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF or 0x2190 <= code <= 0x21FF or code == 0x2B50
    )


def language_of(text: str) -> str:
    """zh when the normalised text holds Chinese characters in any weight, else en."""
    chinese = len(_CJK.findall(text))
    return "zh" if chinese * 2 >= len(_LATIN.findall(text)) and chinese else "en"


def languages_of(text: str, language: str | None) -> tuple[str, ...]:
    """The pattern sets a text needs: both for mixed script."""
    chinese, latin = _CJK.search(text) is not None, len(_LATIN.findall(text))
    if chinese and latin >= 3:
        return ("zh", "en")
    if chinese:
        return ("zh",)
    if latin:
        return ("en",)
    return ((language or "zh")[:2],)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a normalised text in order; a line break ends a sentence, as does a dot after a word."""
    return _sentences(text)


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[Sentence, ...]:
    start, end = trim(text)
    body = _DOT.sub(lambda found: "\x1f" * len(found.group()), _SENDS.sub(",", text[start:end]))
    out = []
    for found in re.finditer(r"[^。!?;\n…\x1f]+[。!?;\n…\x1f]*", body):
        part = found.group().replace("\x1f", ".")
        if not part.strip():
            continue
        quoted = tuple(q.span() for q in _QUOTE.finditer(part))
        bare = part.rstrip(" ~.。")
        asks = bool(_ASKS_ZH.search(bare) if _CJK.search(part) else _ASKS_EN.search(part.strip()))
        out.append(Sentence(part, start + found.start(), asks, quoted))
    return tuple(out)


def clauses(sentence: str) -> list[Span]:
    """The comma-separated parts of a sentence; a comma or colon between digits does not part."""
    return [found.span() for found in _CLAUSE.finditer(sentence)]
