"""Statuses, finished actions, numbers and stock that an agent states."""

import re
from collections.abc import Iterator

from helpdesk.understanding.numerals import NUMBER, number, tidy
from helpdesk.understanding.values import Span, Value

Found = tuple[str, Value, str | None, Span]

PARCEL_STATES: dict[str, str] = {
    "awaiting_collection": "not_shipped", "collected": "picked_up", "in_transit": "in_transit", "no_movement": "stuck",
    "out_for_delivery": "out_for_delivery", "ready_to_collect": "awaiting_pickup", "signed": "delivered",
    "intercepted": "intercepted", "returning": "returning", "lost": "lost", "customs": "customs",
}  # fmt: skip

_STATUS: tuple[tuple[str, str, str], ...] = (
    ("refund_rejected", "refund", r"(?:退款|售后)(?:申请)?(?:被|已被|已经被)?(?:拒绝|驳回|拒了|关闭)|refund (?:request )?(?:was|has been|got) (?:rejected|declined|denied)"),
    ("refunded", "refund", r"(?:已经?|刚刚?|都)(?:给您|为您|帮您|把钱|全额|原路)*退(?:给|还|了|回(?!发货|仓|商|途|来|给我们)|款(?!申请|中|审|流程)|您|成功|到)|退款(?:已经?|刚刚?)?(?:成功|完成|到账了|已到账|已退|退回|打过去|原路返回了)|(?:钱|单子)(?:已经?|都)?退(?:回|给您|你|了|到)|退款.{0,6}(?:已经?|以经)(?:打过去|到账)|(?:款项|货款|差价)已(?:经)?退|(?:have|has|'ve|just|been|already) refunded|refund (?:of \S+ )?(?:has )?(?:went|gone|been (?:issued|processed|completed|sent|paid)|is complete|was (?:issued|processed|completed|sent)|came? through)|i refunded|money is back|(?:钱|款项?|货款|金额).{0,3}(?:已经?|都)刷?退|refund .{0,20}(?:went through|hit on|hit (?:your|ur)|landed|posted|cleared)\b"),
    ("refund_processing", "refund", r"退款(?:申请)?(?:已经)?(?:处理中|审核中)|退款.{0,10}还?在审核|退款(?:申请)?(?:正在|还在|在)(?:处理|审核|走)|退款(?:处理中|审核中|流程中)|正在(?:给您|为您|帮您)?(?:办理|处理|审核)退款|refund is (?:being |currently |still )*(?:process|pending|in progress|under review|on its way)|processing (?:your|the) refund"),
    ("refund_requested", "refund", r"退款申请(?:已经?)?(?:提交|收到|提上)|已(?:经)?(?:给您|帮您|为您)?(?:提交|申请)(?:了)?退款|(?:看到|收到)(?:了)?您(?:的|提交的)退款申请|(?:received|see|got) your refund request|refund request (?:has been|is|was) (?:submitted|received|in)|requested (?:your|the) refund"),
    ("return_received", "return", r"(?:退货|退回的(?:货|包裹|商品|衣服|东西|件)|寄回的(?:货|包裹|商品|东西|件)?|您的退件).{0,6}(?:已经?|刚)?(?:收到|签收|入库|到仓)|退货.{0,4}仓库.{0,4}签收|仓库(?:已经?|刚)?(?:收到|签收)(?:了)?(?:您)?(?:的|退|寄)|return (?:has )?(?:arrived|been received|was received)|(?:received|got) (?:your|the) (?:return|returned)"),
    ("exchange_shipped", "return", r"换(?:货|的|新)(?:的)?.{0,8}(?:已经?|刚)(?:发|寄)出?|(?:replacement|exchange) (?:has |was |is )?(?:been )?(?:shipped|sent|dispatched|on its way)"),
    ("delivered", "parcel", r"(?:显示|已经?|快递|包裹|昨天|今天|上午|下午|被|由).{0,8}(?:签收(?!人)|妥投|signed)|(?:门卫|家人|邻居|前台|物业)代收|已(?:经)?(?:送达|送到|派送成功|投递成功)|(?:was|been|is|shows?(?: as)?|marked(?: as)?|says|it's) (?:as )?(?:delivered|signed for)|delivered (?:on|at|yesterday|today|to)|\b(?:dropped off|left) (?:at|on|by|with) (?:ur|your|the) (?:front |back |side )?(?:porch|door|doorstep|neighbou?r|reception)|signed for (?:on|by|yesterday|this)|(?:it|parcel|package|order)(?:'s| is|s| has been) delivered"),
    ("awaiting_pickup", "parcel", r"(?:已经?|在|到|放|存).{0,8}(?:驿站|快递柜|丰巢|代收点|自提点|菜鸟柜)(?!问|看看|查|核实|确认|联系|说|那边问)|待取件|可以(?:去)?取件|(?:ready for|awaiting|waiting for|available for) (?:pick ?up|collection)|ready to collect|(?:驿站|门卫|代收).{0,8}(?:留着|存着|放着)|at (?:the|your) (?:pick ?up point|locker|collection point)"),
    ("out_for_delivery", "parcel", r"(?:正在|在|已经?(?:在|开始)?|开始)(?:给您)?(?:派送(?!成功|完)|派件|配送)|派送中|(?:今天|正)在?给您(?:送(?!券)|派)|派件中|快递员(?:正在|已经|今天)(?:给您)?(?:送|派)|out for delivery|with the (?:driver|courier) (?:today|now)|on the van"),
    ("customs", "parcel", r"(?:在|到|卡在|正在)(?:过)?(?:海关|清关|报关)|清关(?:中|当中)|(?:in|at|through|held (?:by|at)|clearing) customs"),
    ("intercepted", "parcel", r"(?:已经?|成功)(?:给您|帮您|为您)?(?:把.{0,6})?拦截(?!申请|指令)(?:成功|下来|住|了|到)?|拦截(?:成功|下来了|住了|到了)|(?:been|was|is|successfully|have|'ve) intercepted"),
    ("returning", "parcel", r"(?:正在|在|已经?|开始|被).{0,4}(?:退回|返回|退返)(?:的?途中|路上|中|发货地|商家|仓库|给我们|来)|退回(?:途)?中|(?:being|on its way|coming|heading) (?:returned|back) ?(?:to (?:us|sender|the sender|our warehouse))|returning to (?:us|sender)|return(?:ed)? to sender"),
    ("lost", "parcel", r"(?:确认|已经?|判定|算|件|包裹|快递|应该是|被).{0,6}(?:丢失|丢件|遗失|弄丢|丢了|寄丢)|(?:is|was|been|got|confirmed|declared|gone) (?:as )?lost|lost (?:in transit|by|your|it)"),
    ("stuck", "parcel", r"(?:没有?|未)(?:再)?(?:更新|动过|动|变化)(?!化妆)|(?:卡|停|滞留|压|堵|积压)在.{0,10}|物流(?:停滞|异常|不动|卡住)|停滞|滞留|stuck (?:at|in|on (?!it))|now waiting in|(?:hasn't|has not|not|didn'?t) (?:moved?|been (?:scanned|updated)|updated)|no (?:movement|updates?|scans?) (?:since|for)|held up|(?:(?:been|is|its|it's) )?(?:just |still )?(?:lying|sitting|stay(?:ing)?|stuck) (?:at|in) .{0,24}(?:since|for|days?)|(?:压|停|卡)在[^,。]{1,8}(?:没|不|未)|(?:没|无)(?:动静|更新)"),
    ("in_transit", "parcel", r"还在路上|(?:在|正在)(?:运输|运送|途(?!中受)|路上(?!捂)|来的路上)|运输(?:途)?中|运送中|(?<!收)到(?:了|达)?(?!账|时|底).{0,8}(?:中转|分拨|转运|集散|网点)|到(?:了|达)(?!账).{0,6}(?:市|广州|上海|北京|杭州|武汉|郑州|成都|深圳|南京)|in transit|sitting at the .{0,16}(?:hub|depot)|on (?:its|the) way(?! (?:back|to (?:us|sender)))|(?:arrived|got|is) (?:in|at|to) the .{0,20}(?:hub|depot|sorting|facility)|reached .{0,20}(?:hub|depot|sorting)|(?:left|departed) (?:the|our) .{0,16}(?:hub|depot|sorting)|\bleft (?!our|the|with|at|on|by|in|it)[a-z ]{3,16} (?:last night|yesterday|this morning|today|on)|(?:arrived?|landed|got) (?:in|at|to) (?:the )?[a-z ]{3,20}(?:hub|depot|sorting|centre|center|facility)|往(?:您|你)那边(?:走|发|送)"),
    ("picked_up", "parcel", r"(?:已经?|已于|刚|被|今天|昨天|快递(?:员)?|由).{0,8}(?:揽收|揽件|取走|收走|取件了)|(?:was|been|has) (?:picked up|collected) by|(?:courier|carrier|driver) (?:has |already )?(?:picked|collected)"),
    ("not_shipped", "order", r"(?:还|还是|目前|暂时|现在)?(?:没有?|未|尚未|没能)(?:给您)?(?:发货|发出|寄出|发走|出库|出货|发呢|排上车)|还没(?:有)?发$|(?:还没|没有?|未|尚未)(?:被)?揽收|待发货|not (?:yet )?ship(?: yet)?\\b|(?:hasn't|has not|not|haven't|have not)(?: been)?(?: yet)? (?:shipped|dispatched|left (?:the|our)|sent out)|在打包|打包中|仓库在拣|still (?:being )?(?:packed|packing|in our warehouse|waiting to (?:ship|be shipped))|awaiting dispatch"),
    ("shipped", "order", r"(?:已经?|都|刚刚?|昨天|昨晚|今天|今早|前天|上午|下午|号|刚才)(?:上(?=就)|就(?!给)|帮您|为您|都|已经?|上午|下午|从.{1,6})*(?:给您)?(?:发货(?!前)|发出(?!去)|寄出|发走|出库|发了|寄了)|发货了|(?:has|have|was|been|already|'ve|just|order|it|we) (?:been |already |just )?(?:shipped|dispatched|sent out)|left (?:our|the) (?:warehouse|store|shelves)|it went out (?:at|on|yesterday|today)|(?:shipped|dispatched) (?:it |your order )?(?:on|yesterday|today|this|last night)|出的?仓"),
    ("cancelled", "order", r"(?:已经?|订单|刚|被|都|成功)(?:给您|帮您|为您|订单|成功)*取消(?:了|咯|啦|成功|掉|$|[,。!])|订单(?:已)?(?:关闭|取消)(?:了|成功)?|交易关闭|(?:has been|was|is|been|have|'ve|already|now) cancell?ed|i cancell?ed"),
    ("unpaid", "order", r"(?:还|还是|显示|订单|目前)?(?:没有?|未|尚未|待)(?:付款|支付|付钱)(?!成功|宝|方式)|(?:hasn't|has not|not|isn't|is not)(?: been)? (?:paid)|unpaid|awaiting payment|payment (?:hasn't|has not|didn't) (?:gone|come|go)"),
    ("paid", "order", r"(?:已经?|显示|订单)(?:成功)?(?:付款|支付)(?:成功)?(?!宝)|付款成功|payment (?:went through|received|has been received|was successful|is confirmed)|(?:is|been|was) paid\b"),
    ("open", "ticket", r"工单(?:已经?)?(?:建|开|创建|提交|登记|录入|在|还)(?:好|了|着|处理)?|(?:建|开|提交|登记|创建|录|提)(?:了|好)(?:一个|个|一张|张)?工单|(?:opened|raised|created|logged) (?:a |an |your )?(?:ticket|case)|ticket (?:is|has been) (?:open|opened|created|raised|logged)|(?:ticket|case)[^.]{0,12}(?:is|it's|its) still open|工单\s?\d*\s?(?:仍|还|正)?在?(?:处理|跟进)"),
)  # fmt: skip
_STATUS_RX = tuple((value, unit, re.compile(rx)) for value, unit, rx in _STATUS)
_SHADOWS = {
    "refunded": {"refund_requested", "refund_processing"}, "refund_processing": {"refund_requested"},
    "exchange_shipped": {"shipped", "in_transit"}, "return_received": {"delivered"}, "not_shipped": {"shipped", "picked_up"},
    "awaiting_pickup": {"delivered"}, "stuck": {"in_transit", "shipped"}, "customs": {"stuck", "in_transit"}, "returning": {"in_transit"},
    "refund_rejected": {"refund_requested", "cancelled"}, "intercepted": {"returning"}, "lost": {"stuck"},
}  # fmt: skip

_PAST = r"(?:已经?|都已|刚刚?|刚才|都|早就)(?:经)?(?:给您|帮您|为您|替您|帮你|给你|帮忙|在后台|跟(?:快递|仓库).{0,6})*"
_ACTIONS: tuple[tuple[str, str], ...] = (
    ("urged_carrier", rf"{_PAST}(?:催|加急催|催促|给快递下了催)(?!付)|(?:帮您|给您|给快递|跟快递|替您)(?:.{{0,6}})催(?:过|了(?!一?下?[吗么]))|(?:催过|催了|催促过)(?:快递|物流|网点)?|(?:i've|i have|we've|we have|just|already) (?:already |just )?(?:chased|urged|pushed|nudged)|i chased|already (?:called|rang|contacted) the (?:courier|carrier)"),
    ("noted", rf"{_PAST}(?:做|加|写)?(?:好)?备注|备注(?:好|上|过|了|到订单)|(?:i've|i have|we've|have|just|already) (?:already |just )?(?:added a note|noted|left a note|made a note|put a note)|noted (?:it )?on (?:the|your) order"),
    ("registered", rf"{_PAST}(?:登记|记录|记下|反馈登记|建.{{0,4}}工单|报备)|登记(?:好|上|过|了)|记(?:下来|录好|录下来|好)了|工单.{{0,4}}(?:建|提交|开)(?:好|了)|(?:建|开|提)(?:好)?了.{{0,4}}工单|(?:i've|i have|we've|have|just|already) (?:already |just )?(?:logged|registered|recorded|opened|raised|filed|created) (?!this with|it with|with)|complaint has been (?:registered|logged)"),
    ("forwarded_to_warehouse", rf"{_PAST}(?:.{{0,4}})?(?:通知|告诉|联系|转给|转告|反馈给?|交代|同步给?|跟)(?:了)?(?:仓库|库房|仓管)(?!核实|确认|收到)|(?:have|'ve) (?:contacted|spoken)(?: with| to)? the warehouse|(?:told|informed|notified|passed (?:it|this|that) (?:on )?to|forwarded (?:it|this) to|let) (?:the|our) warehouse"),
    ("forwarded_to_lead", rf"{_PAST}(?:.{{0,6}})?(?:通知|上报|反馈给?|转给|转交|汇报给?|升级(?:到|给)?|报给|提交给|转到)(?:了)?(?:我们|我|给)?(?:的)?(?:主管|领导|组长|经理|店长|值班|上级|专员)|(?:escalated|forwarded|passed|raised|handed) (?:it |this |that |your case |the case |everything )*(?:on )?(?:to|with) (?:my|our|the|a) (?:\w+ )?(?:head of|lead|supervisor|manager|senior)"),
    ("intercepted", rf"{_PAST}(?:.{{0,6}})?拦截(?!申请)|拦截(?:成功|下来了|住了)|(?:have|'ve|has|been|was|already|successfully) intercepted|i intercepted|stopped the parcel"),
    ("reshipped", rf"{_PAST}(?:重新|又|再)?(?:补发|重发|重新发|重新寄|补寄)|(?:补发|重发|补寄)(?:了|出去了|好了|的(?:已经?|件已))|(?:have|'ve|has|been|already|just|was) (?:reshipped|re-sent|resent|re-shipped)|(?:have|'ve|has|already|just) (?:already |just )?(?:sent|shipped|dispatched) (?:out |you )*(?:a |the |another |your )(?:new one|replacement|another)|replacement (?:has been|was|is) (?:shipped|sent|dispatched)"),
    ("paid_out", rf"{_PAST}(?:.{{0,6}})?(?:打款|打过去|转账|赔付|赔给|补偿给|赔了|补了|赔偿)(?!申请)|(?:小额)?打款(?:成功|已到|已打|打过去了)|(?:have|'ve|has|been|already|just) paid (?:out|you)|payout (?:has been|was|is) (?:sent|paid|made)|(?:i've|we've|i have) (?:sent|transferred) you [$£¥]?\d"),
    ("refunded", rf"{_PAST}(?:全额|原路|把.{{0,6}})*退(?:给|还|了|款(?!申请|中|审|流程)|您|(?=[六五四三二一七八九十两百\d])|到|掉)|退款(?:已)?(?:成功|打过去了|退过去了|完成了)|(?:i|we)(?:'ve| have)? (?:already |just )?refunded|refund (?:of \S+ )?(?:has been|was|has|went) (?:issued|thr\w+|processed|sent|completed|gone)|(?:have|'ve|just|already) (?:issued|processed|sent) (?:you )?(?:the|your|a) (?:full |partial )?refund"),
    ("invoice_issued", rf"{_PAST}(?:.{{0,4}})?(?:开(?:好|了|具)?(?:了)?(?:电子)?(?:发)?票|发票.{{0,4}}(?:开|发))|(?:电子)?发票(?:已经?|都)?(?:给您|帮您)?(?:开(?:好|出|了)|发(?:到|您|给))|票(?:已经?)?开好|invoice (?:has been|was|is) (?:issued|sent|emailed|attached|generated)|(?:have|'ve|just|already) (?:issued|sent|emailed) (?:you )?(?:the|your|an) (?:e-)?invoice"),
    ("coupon_sent", rf"{_PAST}(?:.{{0,8}})?(?:发|送|放|补)(?:了|到|放)?.{{0,12}}(?:券|红包|积分)|(?:券|红包|积分)(?:已经?|都)?(?:给您|帮您|为您)?(?:发(?!完)|放|到账|打|送|加)(?:到|了|好|过去|放)|(?:voucher|coupon|points|code) (?:has been|have been|was|is|were|are) (?:added|sent|credited|in your|emailed|issued)|(?:have|'ve|just|already) (?:added|sent|credited|issued|put|popped) (?:you )?.{{0,24}}(?:coupon|voucher|points|code)"),
    ("address_changed", rf"{_PAST}(?:把)?(?:收货|收件)?(?:地址|电话|信息)?(?:改|修改|更改|更新|换)(?:好|了|成|为|到|过).{{0,12}}(?:地址|$|[,。!])|地址(?:已经?|都|给您|帮您|为您)*(?:改|修改|更改|更新|换)(?:好|了|成|为|过)|address (?:has been|is|was|'s) (?:now )?(?:been )?(?:changed|updated|corrected)|(?:have|'ve|just|already) (?:already |just )?(?:changed|updated|corrected) (?:the|your) (?:delivery |shipping )?address"),
)  # fmt: skip
_ACTIONS_RX = tuple((value, re.compile(rx)) for value, rx in _ACTIONS)

_CARRIERS = {
    "STO": r"申通|\bsto\b", "YTO": r"圆通|\byto\b", "ZTO": r"中通|\bzto\b", "YUNDA": r"韵达|\byunda\b", "SF": r"顺丰|(?<![a-z])sf(?=\d|\b)", "EMS": r"\bems\b|邮政",
    "JD": r"京东|\bjd\b", "JT": r"极兔|\bj&t\b", "DEPPON": r"德邦|\bdeppon\b", "FEDEX": r"fedex", "UPS": r"\bups\b", "DHL": r"\bdhl\b", "USPS": r"\busps\b",
    "ROYAL_MAIL": r"royal mail", "BEST": r"百世", "CAINIAO": r"菜鸟速递|丹鸟",
}  # fmt: skip
_LONG = re.compile(r"(?<![a-z0-9*])(?P<n>(?:[a-z]{1,3})?\d(?:[\d]|[ -](?=\d)){7,24})(?![\d])")
_TAIL = re.compile(
    r"(?P<what>订单号?|单号|运单号?|快递单号?|手机号?|电话|order(?: number| no\.?)?|tracking(?: number| no\.?)?|phone)?(?:的)?\s?(?:尾号|后四位|末四位|末尾|尾数|结尾|ending(?: in| with)?|ends in|last four(?: digits)?)(?:是|为|:|\s)*\s?\*{0,8}(?P<n>\d{3,6})(?!\d)|(?P<what2>订单号?|order(?: number| no\.?)?)(?:是|为|:|\s|#)*\*{2,12}(?P<n2>\d{3,6})"
)
_STOCK = (
    (re.compile(rf"(?:就|只|仅|还|仅仅|总共|目前|现在|最后|库存)?(?:还)?(?:剩|余|有|是)(?:下|最后|了|余)?\s?(?P<n>{NUMBER})\s?(?:多)?(?:件|双|个|条|台|套|瓶|盒|只|支|箱|包|把)(?:了|库存|现货|货|$|[,。!])?"), "some"),
    (re.compile(r"(?:有|还有)(?:现货|货(?!架|运|号|源紧|物))|现货(?!是|都?没)|库存(?:充足|足够|还有|有)|不缺货|(?<!not )(?<!n't )\bin stock\b|(?:have|got) (?:plenty|some|a few|it|them) (?:in stock|left)"), "yes"),
    (re.compile(r"(?:没有?|无|缺|断|售完|卖完|暂无|没有)(?:现|存)?(?:货了?|库存)(?!架|款)|(?:卖|售)(?:光|完(?!就)|罄|空)了?|断码|缺货|库存为?0|(?:out of|not in|no) stock|sold out|none left|(?:we(?:'ve| have)|got) none|(?:colou?r\w*|size|one|shade|that|style) (?:is |'s )?gone\b|(?:isn't|aren't) in stock"), "no"),
    (re.compile(r"(?:only |just )?(?:have |has |there(?:'s| are| is) |got )?(?:only |just )?(?P<n>\d{1,4}|one|two|three|four|five|six) (?:pieces? |units? |pairs? |of them )?(?:are |is )?(?:left(?=\W*$| (?:in|of|at|for|and|so|now)|[,.;!])|in stock|remaining|available)"), "some"),
)  # fmt: skip


def statuses(clause: str, sentence: str) -> Iterator[Found]:
    """Statuses in one clause; a status that another one implies is left out."""
    hits = [
        (v, u, m)
        for v, u, rx in _STATUS_RX
        if (m := rx.search(clause)) and not _denied(clause, m.start()) and not _turned(v, m[0])
    ]
    values = {v for v, _, _ in hits}
    hidden = {shadow for v in values for shadow in _SHADOWS.get(v, ())}
    for value, unit, hit in hits:
        if value in hidden:
            continue
        if value == "not_shipped" and re.search(r"通知|短信|取件码|消息", clause):
            continue
        if value == "lost" and re.search(r"\b(?:time|day|hour|nothing|not a minute) is lost", clause):
            continue
        if (
            value == "shipped"
            and re.search(r"补偿|赔|券|红包|退款|打款", sentence)
            and re.search(r"我(?:已经?|刚)?(?:经)?发(?:出|了)", clause)
        ):
            continue
        if value == "in_transit" and re.search(r"(?:运输|运送)(?:途)?中.{0,4}(?:受|被|挤|压|磕|破)", clause):
            continue
        if (
            value in ("delivered", "shipped")
            and re.search(r"退货|退回|寄回|return", clause)
            and "return_received" in values
        ):
            continue
        yield "status", value, unit, hit.span()


def actions(clause: str) -> Iterator[Found]:
    """What the agent says is already done."""
    for value, rx in _ACTIONS_RX:
        hit = rx.search(clause)
        if value == "refunded" and not re.search(r"给您|帮您|为您|给你|帮你|\b(?:i|we)\b", clause):
            continue  # 已退您 … is the status; only an act told as one's own is also action_done
        if (
            hit
            and not _denied(clause, hit.start())
            and not re.search(
                r"会(?:给|帮|为|尽|马上|立)|一下[吗么]?$|will be\b|to be\b|can be\b|being\b|once\b|after\b",
                clause,
            )
        ):
            yield "action_done", value, None, hit.span()


def _turned(value: str, words: str) -> bool:
    """快递还没有揽收: the words of a status that say it has not come about."""
    return value in ("picked_up", "delivered", "out_for_delivery", "awaiting_pickup", "returning") and bool(
        re.search(r"没(?!问题)|未(?!来)|尚|无|会|应该|将", words)
    )


def _denied(clause: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:不是|没有|并没|并未|没|不会|不能|无法|还没|尚未|未|只有|等|once|after|until|not|n't|never|before|when)\s?(?:been |yet )?$|\b(?:until|once|when|after|before|if|as soon as) (?:it|this|they|the (?:parcel|order)|your (?:parcel|order))\s?$",
            clause[:start],
        )
    )


def numbers(sentence: str) -> Iterator[Found]:
    """Order and tracking numbers, whole or by their tail."""
    for hit in _TAIL.finditer(sentence):
        what, tail = hit["what"] or hit["what2"] or "", hit["n"] or hit["n2"]
        if re.match(r"手机|电话|phone", what) or re.search(
            r"(?:手机|电话|phone|card|卡)[^,]{0,6}$", sentence[: hit.start()]
        ):
            continue
        if re.match(r"运单|快递单|tracking", what) or what == "单号" and _carrier(sentence):
            yield "tracking_no", "*" + tail, _carrier(sentence), hit.span()
        else:
            yield "order_no", "*" + tail, None, hit.span()
    for hit in _LONG.finditer(sentence):
        raw = re.sub(r"[\s-]", "", hit["n"]).upper()
        before = sentence[max(0, hit.start() - 14) : hit.start()]
        if (
            re.search(
                r"\+$|whatsapp|telegram|signal|电话|手机|热线|拨打|客服号|phone|call|her number|his number|number to|qq|税号|工号|身份证|卡号",
                before,
            )
            or re.fullmatch(r"1[3-9]\d{9}|400\d{7}", raw)
            and not re.search(r"单", before)
        ):
            continue
        carrier = _carrier(sentence)
        if (
            carrier is None
            and re.search(r"订单|order", before)
            or carrier
            and re.search(r"订单(?:号|编号)", before)
        ):
            yield "order_no", raw, None, hit.span("n")
        elif carrier or re.search(r"运单|快递|单号|物流|tracking|waybill|parcel", sentence[: hit.start()]):
            yield "tracking_no", raw, carrier, hit.span("n")
        elif re.match(r"[A-Z]{2}\d{9,}$", raw):
            yield "tracking_no", raw, None, hit.span("n")
        elif len(raw) >= 10:
            yield "order_no", raw, None, hit.span("n")


def _carrier(sentence: str) -> str | None:
    return next((code for code, rx in _CARRIERS.items() if re.search(rx, sentence)), None)


def stock(clause: str) -> Iterator[Found]:
    """Pieces left, ">0" when only said to be there, 0 when gone."""
    none = _STOCK[2][0].search(clause)
    if none:
        yield "stock", 0, "piece", none.span()
        return
    for rx, sort in (_STOCK[3], _STOCK[0], _STOCK[1]):
        hit = rx.search(clause)
        if hit is None:
            continue
        if sort == "yes":
            yield "stock", ">0", "piece", hit.span()
            return
        value = number(hit["n"])
        if value is not None and re.search(r"剩|余|还有|库存|现货|left|in stock|remaining|available", clause):
            yield "stock", tidy(value), "piece", hit.span()
            return
