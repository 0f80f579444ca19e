#!/usr/bin/env python3
"""Writes the demo directory: villages, people, services, calendar and standards.

Demo data, run by hand: `python3 scripts/generate-demo-directory.py [FOLDER]` (default `directory`).
It is shaped like the real district (12 townships, 139 villages), but names no person, no address and no
telephone number besides the national short numbers. The same script always writes the same files.
"""
import pathlib
import sys

TOWNSHIPS = [
    ("chaotian", "朝天镇", 14), ("datan", "大滩镇", 13), ("yangmu", "羊木镇", 13), ("zengjia", "曾家镇", 13),
    ("zhongzi", "中子镇", 13), ("shahe", "沙河镇", 12), ("lianghekou", "两河口镇", 11), ("yunwushan", "云雾山镇", 11),
    ("shuimogou", "水磨沟镇", 11), ("lijia", "李家镇", 10), ("maliu", "麻柳乡", 9), ("linxi", "临溪乡", 9),
]
ADVISERS = 47
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ADVISER_HOURS = "08:30-12:00,14:00-17:30"
OFFICE_HOURS = "09:00-12:00,14:00-18:00"
ALWAYS = "00:00-24:00"
DAY_AND_NIGHT = "全天24小时"
ON_WORKDAYS = "工作日9:00-12:00、14:00-18:00"

# id, name, phone, hours, kind
SERVICES = [
    ("# 一所六站点", None),
    ("legal-aid", "法律援助代办点", "12348", ON_WORKDAYS, "point"),
    ("notary", "公证协办点", "12348", ON_WORKDAYS, "point"),
    ("arbitration", "仲裁业务联系点", "12348", ON_WORKDAYS, "point"),
    ("reconsideration", "行政复议咨询点", "12348", ON_WORKDAYS, "point"),
    ("enforcement-opinion", "行政执法意见收集点", "12348", ON_WORKDAYS, "point"),
    ("legislation-opinion", "立法民意采集点", "12348", ON_WORKDAYS, "point"),
    ("# 调解", None),
    ("mediation", "人民调解室", "12348", ON_WORKDAYS, "mediation"),
    ("# 热线", None),
    ("police", "公安报警台", "110", DAY_AND_NIGHT, "hotline"),
    ("fire", "消防救援", "119", DAY_AND_NIGHT, "hotline"),
    ("ambulance", "医疗急救", "120", DAY_AND_NIGHT, "hotline"),
    ("traffic-police", "交警（交通事故报警台）", "122", DAY_AND_NIGHT, "hotline"),
    ("legal-hotline", "公共法律服务热线", "12348", DAY_AND_NIGHT, "hotline"),
    ("women-hotline", "妇女维权热线", "12338", ON_WORKDAYS, "hotline"),
    ("youth-hotline", "青少年服务热线", "12355", ON_WORKDAYS, "hotline"),
    ("disabled", "残疾人服务热线", "12385", ON_WORKDAYS, "hotline"),
    ("gov-hotline", "政务服务便民热线", "12345", DAY_AND_NIGHT, "hotline"),
    ("anti-fraud", "反诈专线", "96110", DAY_AND_NIGHT, "hotline"),
    ("# 部门；没有自己的全国短号的，先打政务服务便民热线12345转接", None),
    ("labor-inspection", "劳动保障监察", "12333", ON_WORKDAYS, "department"),
    ("labor-arbitration", "劳动人事争议仲裁委员会", "12333", ON_WORKDAYS, "department"),
    ("social-insurance", "社会保险经办机构", "12333", ON_WORKDAYS, "department"),
    ("medical-insurance", "医疗保障局", "12393", ON_WORKDAYS, "department"),
    ("market", "市场监督管理局", "12315", ON_WORKDAYS, "department"),
    ("court", "人民法院", "12368", ON_WORKDAYS, "department"),
    ("procuratorate", "人民检察院", "12309", ON_WORKDAYS, "department"),
    ("tax", "税务局", "12366", ON_WORKDAYS, "department"),
    ("agriculture", "农业农村局", "12316", ON_WORKDAYS, "department"),
    ("police-station", "派出所", "110", DAY_AND_NIGHT, "department"),
    ("civil-affairs", "民政局", "12345", ON_WORKDAYS, "department"),
    ("marriage-registry", "婚姻登记处", "12345", ON_WORKDAYS, "department"),
    ("land-arbitration", "农村土地承包仲裁委员会", "12345", ON_WORKDAYS, "department"),
    ("natural-resources", "自然资源局", "12345", ON_WORKDAYS, "department"),
    ("housing", "住房和城乡建设局", "12345", ON_WORKDAYS, "department"),
    ("forestry", "林业局", "12345", ON_WORKDAYS, "department"),
    ("petition", "信访局", "12345", ON_WORKDAYS, "department"),
    ("health", "卫生健康局", "12345", ON_WORKDAYS, "department"),
    ("education", "教育局", "12345", ON_WORKDAYS, "department"),
    ("ecology", "生态环境局", "12345", ON_WORKDAYS, "department"),
    ("village-committee", "村（居）委会", "12345", ON_WORKDAYS, "department"),
]

CALENDAR = """\
# 法定节假日和调休上班日。2026年按国务院办公厅的放假安排。
# 2027年的放假安排尚未公布：下面只有法定节假日当天，公布后补上调休。
holidays:
  - {name: 元旦, from: 2026-01-01, to: 2026-01-03}
  - {name: 春节, from: 2026-02-15, to: 2026-02-23}
  - {name: 清明节, from: 2026-04-04, to: 2026-04-06}
  - {name: 劳动节, from: 2026-05-01, to: 2026-05-05}
  - {name: 端午节, from: 2026-06-19, to: 2026-06-21}
  - {name: 中秋节, from: 2026-09-25, to: 2026-09-27}
  - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}
  - {name: 元旦, from: 2027-01-01, to: 2027-01-01}
  - {name: 春节, from: 2027-02-05, to: 2027-02-08}
  - {name: 清明节, from: 2027-04-05, to: 2027-04-05}
  - {name: 劳动节, from: 2027-05-01, to: 2027-05-02}
  - {name: 端午节, from: 2027-06-09, to: 2027-06-09}
  - {name: 中秋节, from: 2027-09-15, to: 2027-09-15}
  - {name: 国庆节, from: 2027-10-01, to: 2027-10-03}

# 调休上班的周末
workdays: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09, 2026-09-20, 2026-10-10]

# 农忙，每年都是；月-日
seasons:
  - {name: 春耕, from: 04-01, to: 05-15}
  - {name: 秋收, from: 09-01, to: 10-31}
"""

DEPARTMENTS = """\
# 联席会议的成员单位，和每月移交给它的类别（intents/topics.yaml 里的 id）。一个类别可以给几家。
# counsel export referrals 按这张表出移交清单；人、电话、原话都不在清单里。
departments:
  - id: agriculture
    name: 农业农村局
    topics: [land.contract, land.transfer, land.homestead, land.women-rights, land.collective, consumer.farm-inputs, admin.village-affairs]
  - id: civil-affairs
    name: 民政局
    topics: [marriage.registration, family.adoption-guardianship, family.elder-support, welfare.assistance, tort.burial]
  - id: human-resources
    name: 人力资源和社会保障局
    topics: [labor.wages, labor.contract, labor.dismissal, labor.hours-leave, labor.injury, labor.insurance, labor.arbitration, welfare.insurance]
  - id: housing
    name: 住房和城乡建设局
    topics: [land.demolition, contract.house, contract.construction]
  - id: police
    name: 公安局
    topics: [marriage.domestic-violence, traffic.procedure, traffic.violation, crime.assault, crime.property, crime.telecom-fraud, crime.gambling-drugs, crime.sexual-minors, security.punishment, admin.household]
"""

STANDARDS = """\
# 每个村该得到的服务
visit-hours-per-month: 4        # 顾问到村小时数
lectures-per-quarter: 1         # 法治讲座次数
push-days: [5, 15, 25]          # 每月推送普法内容的日子
first-response:                 # 首次回应，分钟
  normal: 120                   # 按工作时间算
  emergency: 10                 # 不论是不是工作时间
waits:                          # 一个人有多久，到时就转下一位；分钟，按本人工作时间算
  adviser: 60                   # 顾问、替补接单
  office: 60                    # 司法所接单
  duty: 30                      # 区值班接单
  answer: 240                   # 接单以后答复
  quiet: 120                    # 没人说话多久，小助手重新答话
  settle-days: 7                # 答复后多少天没有新话就算办结
  reopen-days: 30               # 办结后多少天内可以说没解决
  patience-hours: 72            # 本村的人最多等多久，再久（长假）直接找区值班
"""


def shares(total):
    """How many advisers each township gets: by its villages, largest remainders first."""
    villages = sum(count for _, _, count in TOWNSHIPS)
    exact = [total * count / villages for _, _, count in TOWNSHIPS]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (given[i] - exact[i], i))
    for i in by_remainder[: total - sum(given)]:
        given[i] += 1
    return given


def village_name(township, number):
    short = township.removesuffix("镇").removesuffix("乡")
    return f"{township}{short}社区" if number == 1 else f"{township}第{number}村"


def villages():
    """The villages, each with the index of its adviser in the township."""
    running = 0
    for (key, name, count), advisers in zip(TOWNSHIPS, shares(ADVISERS)):
        for number in range(1, count + 1):
            running += 1
            yield running, key, name, number, (number - 1) * advisers // count + 1, advisers


def write_villages():
    yield "# 演示数据，由 scripts/generate-demo-directory.py 生成：朝天区12个乡镇、139个村（社区），村名是示意名。"
    yield "townships:"
    for key, name, _ in TOWNSHIPS:
        yield f"  - {{id: {key}, name: {name}, office: office-{key}, mediation: mediation-{key}}}"
    yield "villages:"
    for running, key, township, number, adviser, advisers in villages():
        deputy = adviser % advisers + 1
        yield (
            f"  - {{id: {key}-{number:02}, name: {village_name(township, number)}, township: {key}, "
            f"groups: [onebot/{20000 + running}, neutral/g-{running}], "
            f"adviser: adviser-{key}-{adviser:02}, deputies: [adviser-{key}-{deputy:02}]}}")


def person(identifier, role, name, to, hours, phone=None):
    yield f"  - id: {identifier}"
    yield f"    role: {role}"
    yield f"    name: {name}"
    if phone:
        yield f'    phone: "{phone}"'
    yield f"    contacts: [{{channel: wecom-robot, to: {to}, mention: {identifier}}}]"
    yield f"    senders: [neutral/u-{identifier}]"
    yield "    hours: {" + ", ".join(f'{day}: "{blocks}"' for day, blocks in hours.items()) + "}"
    yield "    leave: []"
    yield "    conflicts: []"


def write_people():
    week = {day: OFFICE_HOURS for day in WEEKDAYS[:5]}
    advisers = {day: ADVISER_HOURS for day in WEEKDAYS[:5]}
    yield "# 演示数据，由 scripts/generate-demo-directory.py 生成：只有岗位名，没有人名；电话只用全国短号。"
    yield "people:"
    first = {}
    for _, key, township, number, adviser, _ in villages():
        first.setdefault((key, adviser), village_name(township, number))
    for (key, adviser), village in first.items():
        name = village.removeprefix(next(t for k, t, _ in TOWNSHIPS if k == key)) if adviser == 1 else village
        yield from person(f"adviser-{key}-{adviser:02}", "adviser", f"{name}法律顾问", key, advisers)
    for key, name, _ in TOWNSHIPS:
        yield from person(f"office-{key}", "office", f"{name}司法所", key, week, "12348")
    for key, name, _ in TOWNSHIPS:
        yield from person(f"mediation-{key}", "mediator", f"{name}人民调解室", key, week, "12348")
    yield from person(
        "district-duty", "duty", "区法律服务值班", "district", {day: ALWAYS for day in WEEKDAYS}, "12348")


def write_services():
    yield "# 演示数据，由 scripts/generate-demo-directory.py 生成：电话只有全国统一短号，12348和12345可以转接。"
    yield "services:"
    for identifier, *rest in SERVICES:
        if identifier.startswith("#"):
            yield f"  {identifier}"
            continue
        name, phone, hours, kind = rest
        yield f'  - {{id: {identifier}, name: {name}, phone: "{phone}", hours: "{hours}", kind: {kind}}}'


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "directory")
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in [
        ("villages", write_villages()), ("people", write_people()), ("services", write_services()),
    ]:
        (folder / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    (folder / "standards.yaml").write_text(STANDARDS, encoding="utf-8")
    (folder / "departments.yaml").write_text(DEPARTMENTS, encoding="utf-8")


main()
