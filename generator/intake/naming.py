"""Names of authorities and titles: 哈尔滨市南岗区人民政府 → 南岗区 → 南岗区2015年政府信息公开工作年度报告."""

import re

from generator.formats.model import Format

_UPPER = re.compile(
    r"^(?:[^省县区]{2,4}省|[^省县]{2,8}自治区)?"
    r"(?:[^市州县区]{1,8}(?:自治州|市|州|地区|盟))?(?=市?[^市]{1,12}(?:自治县|自治旗|新区|区|县|市|旗))"
)
"""Province and prefecture before a county, district, county-level city or banner."""
_PLACE = re.compile(r"^.{1,11}?(?:自治县|自治旗|新区|区|县|市|旗|自治州|州|盟|自治区|省)$")
_TOWN = re.compile(r"^(?:.*?(?:区|县|市|旗))?(?P<town>[^省市县区旗]{1,10}(?:民族乡|镇|乡))$")
_STREET = re.compile(r"(?P<street>[^省市县区旗府]{1,10}街道)(?:办事处|办)$")


def short_name(unit_name: str) -> str:
    """The name for the title: the place for a government, its own name with the place for a department.

    Where the name fits no pattern it is returned as it is; the clerk sees it in 标题用简称 and may change it.
    """
    name = re.sub(r"\s+", "", unit_name)
    street = _STREET.search(name)
    if street:
        return street["street"].removeprefix("人民政府")
    if name.endswith("人民政府"):
        place = name.removesuffix("人民政府")
        town = _TOWN.match(place)
        if town:
            return town["town"]
        lower = _UPPER.sub("", place)
        return lower if _PLACE.match(lower) else place
    return _UPPER.sub("", name) or name


def default_title(fmt: Format, unit_short: str, year: int) -> str:
    """The title by the format's pattern."""
    return fmt.title_pattern.replace("{unit_short}", unit_short).replace("{year}", str(year))
