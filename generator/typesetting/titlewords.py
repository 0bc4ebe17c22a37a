"""The words of official titles, so that a title is broken between words and never inside one (词意完整).

No dictionary of Chinese is shipped: what is not listed here stays whole together with its neighbours, up to
the ending of a place or authority. A listed word only ever adds a place where a line may end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

WordKind = Literal["place", "authority", "year", "about", "verb", "noun", "tail", "other"]

_AUTHORITIES = """
人民政府办公厅 人民政府办公室 人民政府 办公厅 办公室 委员会 街道办事处 办事处 管理委员会 管委会 党工委 党委 党组
人大常委会 人民代表大会 常务委员会 政协 人民法院 人民检察院 公安局 公安厅 教育局 民政局 司法局 财政局 审计局
统计局 税务局 国家税务总局 税务总局 自然资源局 生态环境局 农业农村局 水务局 水利局 商务局 卫生健康局 卫生健康委员会
应急管理局 市场监督管理局 市场监管局 医疗保障局 信访局 档案局 档案馆 城市管理局 综合行政执法局 行政审批局
政务服务局 政务服务数据管理局 政务服务管理局 住房和城乡建设局 住房和城乡建设厅 交通运输局 文化和旅游局 文化广电和旅游局
体育局 退役军人事务局 人力资源和社会保障局 人力资源社会保障局 发展和改革局 发展和改革委员会 发展改革委 工业和信息化局
科学技术局 科技局 民族宗教事务局 国有资产监督管理委员会 国务院办公厅 国务院 林业和草原局 大数据管理局 大数据局
机关事务管理局 地方志编纂委员会 政务公开领导小组 领导小组 政务公开办公室 气象局 烟草专卖局 消防救援支队
公共资源交易中心 政务服务中心 融媒体中心 疾病预防控制中心
"""
_VERBS = """
印发 转发 发布 公布 报送 批转 调整 成立 开展 做好 进一步 加强 推进 深化 全面 贯彻 落实 贯彻落实 实施 规范 修订 修改
废止 清理 公开 征求 举办 召开 表彰 命名 下达 提高 优化 健全 建立 完善 促进 支持 深入 加快 编制 组织 严格 切实 有关
"""
_NOUNS = """
政府信息公开 政务信息公开 信息公开 政务公开 政府信息 工作 年度报告 年报 统计表 情况 报告 总结 要点 工作要点 计划 方案
实施方案 工作方案 行动计划 三年行动 实施意见 指导意见 意见 办法 管理办法 实施办法 暂行办法 规定 细则 实施细则 制度
规则 指南 目录 基本目录 清单 标准 规范 标准化 规范化 格式 模板 条例 决定 通知 通报 公告 通告 函 纪要 批复 请示
重点领域 重点工作 主要任务 任务分解 分工 责任 考核 评估 第三方评估 督查 监督 检查 培训 会议 座谈会 新闻发布会
政府网站 政务新媒体 网站 平台 建设 管理 服务 服务能力 信息化 数字化 数据 大数据 政务服务 一网通办 营商环境
行政规范性文件 规范性文件 行政执法 行政许可 行政处罚 行政复议 行政审批 法治政府 依法行政 政策解读 政策文件 政策
主动公开 依申请公开 基层 公共企事业单位 公共资源 配置 重大建设项目 批准 社会公益事业 财政 预算 决算 预决算
机构改革 机构 职能 改革 发展 经济 社会 国民经济 社会发展 规划 应急预案 突发事件 安全生产 生态环境 保护
乡村振兴 义务教育 食品药品 住房 保障 扶贫 脱贫攻坚 养老 医疗 卫生 健康 教育 文化 旅游 农业 农村 城市 城市更新
群众 企业 项目 资金 人员 名单 公示 结果 汇总 统计 问题 整改 措施 机制 体系 能力 水平 质量 高质量
"""
_ABOUT = "关于"
_KINDS = "通知|通报|报告|意见|函|复函|公告|通告|决定|请示|批复|公示|说明|决议|命令|议案|纪要|办法|规定|方案|函复|情况"
_PLACE = (
    "自治区|自治州|自治县|自治旗|开发区|度假区|示范区|街道|新区|林区|矿区|地区|省|市|区|县|旗|盟|州|镇|乡|村"
)
_BODY = (
    "街道办事处|办事处|管理局|管理处|委员会|大学|学院|学校|中学|小学|医院|银行|公司|集团|中心|总队|支队|大队|法院|检察院"
    "|局|厅|委|院|馆|站|所|处|部"
)

_LISTED: dict[str, WordKind] = {
    **dict.fromkeys(_NOUNS.split(), "noun"),
    **dict.fromkeys(_VERBS.split(), "verb"),
    **dict.fromkeys(_AUTHORITIES.split(), "authority"),
    _ABOUT: "about",
}
_LONGEST = max(map(len, _LISTED))
_YEAR = re.compile(r"\d{4}(?:年?[—～–-]\d{4})?年(?:度(?!报告)|[上下]半年|第[一二三四1-4]季度)?")
_OTHER = re.compile(r"[!-~À-ɏ]+(?:[年月日号次届期万亿%％]+)?")
_TAIL = re.compile(rf"的(?:{_KINDS})(?=$|[》）”])")
_ENDING = re.compile(f"(?P<authority>{_BODY})|(?P<place>{_PLACE})")


@dataclass(frozen=True)
class Word:
    """A stretch of a title that is never cut. `depth` counts the brackets that it stands in."""

    text: str
    kind: WordKind
    depth: int = 0


def words(title: str) -> tuple[Word, ...]:
    """The words of a title in order; joined they are the title."""
    found: list[Word] = []
    for word in _attached(_plain(title)):
        if found and word.kind == "tail":
            found[-1] = Word(found[-1].text + word.text, found[-1].kind, found[-1].depth)
        else:
            found.append(word)
    return tuple(found)


def _plain(title: str) -> Iterator[Word]:
    """Words, marks and leftovers, before marks are attached."""
    at, loose = 0, 0
    while at < len(title):
        found = _next(title, at, loose)
        if found is None:
            at += 1
            continue
        start, end, kind = found
        if start > loose:
            yield Word(title[loose:start], "other")
        yield Word(title[start:end], kind)
        at = loose = end
    if loose < len(title):
        yield Word(title[loose:], "other")


def _next(title: str, at: int, loose: int) -> tuple[int, int, WordKind] | None:
    """A word that begins at `at`, or an ending that closes the leftover since `loose`."""
    for pattern, kind in _PATTERNS:
        match = pattern.match(title, at)
        if match:
            return at, match.end(), kind
    if not title[at].isalnum():
        return at, at + 1, "other"
    for length in range(min(_LONGEST, len(title) - at), 0, -1):
        listed = _LISTED.get(title[at : at + length])
        if listed:
            return at, at + length, listed
    ending = _ENDING.match(title, at)
    if ending and at > loose:
        return loose, ending.end(), "place" if ending["place"] else "authority"
    return None


_PATTERNS: tuple[tuple[re.Pattern[str], WordKind], ...] = (
    (_YEAR, "year"),
    (_OTHER, "other"),
    (_TAIL, "tail"),
)
_OPENING, _CLOSING = "《〈（“‘〔([", "》〉）”’〕)]"
_NEVER_FIRST = frozenset("的和与及等暨或之、，：；。！？…—·～")
"""A line of a title does not begin with these; they go with what stands before."""


def _attached(plain: Iterator[Word]) -> Iterator[Word]:
    """Opening marks go with the word after them, all other marks and particles with the word before."""
    held, depth, pending = "", 0, None
    for word in plain:
        text = word.text
        if text in _OPENING:
            held, depth = held + text, depth + 1
        elif pending is not None and (text in _CLOSING or text in _NEVER_FIRST) and not held:
            pending = Word(pending.text + text, pending.kind, pending.depth)
            depth -= text in _CLOSING and depth > 0
        else:
            if pending is not None:
                yield pending
            pending, held = Word(held + text, word.kind, depth), ""
    if pending is not None:
        yield Word(pending.text + held, pending.kind, pending.depth)
    elif held:
        yield Word(held, "other")
