"""Invented strikes in any number for the tests of the page: `sample(500)` is always the same 500.

The quotes are composed of our own words; many strikes are responses, some are told by two articles that differ.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kg.model import (
    Account,
    Article,
    Block,
    BlockKind,
    Casualties,
    Certainty,
    Entity,
    EntityKind,
    Evidence,
    Means,
    Outcome,
    Party,
    Quantity,
    Ref,
    Strike,
    When,
)


class Sample(NamedTuple):
    strikes: list[Strike]
    articles: list[Article]
    entities: list[Entity]


def _entities(kind: EntityKind, rows: str, **more: str) -> list[Entity]:
    found = []
    for row in rows.strip().splitlines():
        ident, arabic, english, place, lies = (part.strip() for part in f"{row}||".split("|")[:5])
        latitude, longitude = map(float, lies.split()) if lies else (None, None)
        found.append(
            Entity(
                ident,
                kind,
                (arabic,),
                english,
                located_in=place or None,
                latitude=latitude,
                longitude=longitude,
                **more,
            )
        )
    return found


ACTORS = _entities(
    EntityKind.ACTOR,
    """
    iri | المقاومة الإسلامية في العراق | Islamic Resistance in Iraq
    us | القوات الأميركية | US forces
    coalition | قوات التحالف الدولي | International coalition
    kataib | كتائب حزب الله | Kataib Hezbollah
    irgc | الحرس الثوري الإيراني | IRGC
    sdf | قوات سوريا الديمقراطية | Syrian Democratic Forces
    turkey | القوات التركية | Turkish forces
    syria-army | الجيش السوري | Syrian army
    isis | تنظيم داعش | Islamic State
    israel | الجيش الإسرائيلي | Israeli army
    """,
)
PROVINCES = _entities(
    EntityKind.PLACE,
    """
    dz | محافظة دير الزور | Deir ez-Zor | | 35.17 40.28
    hasaka | محافظة الحسكة | Hasakah | | 36.52 40.75
    anbar | محافظة الأنبار | Anbar | | 33.05 42.0
    erbil | محافظة أربيل | Erbil | | 36.21 44.01
    homs | محافظة حمص | Homs | | 34.47 38.3
    raqqa | محافظة الرقة | Raqqa | | 35.95 39.01
    """,
    subtype="governorate",
)
BASES = _entities(
    EntityKind.BASE,
    """
    conoco | قاعدة كونيكو | Conoco base | dz | 35.34 40.3
    omar | قاعدة حقل العمر النفطي | Al-Omar oil field base | dz | 35.09 40.55
    shaddadi | قاعدة الشدادي | Shaddadi base | hasaka | 36.06 40.73
    tanf | قاعدة التنف | Al-Tanf base | homs | 33.51 38.62
    asad | قاعدة عين الأسد | Ain al-Asad base | anbar | 33.79 42.44
    harir | قاعدة حرير | Harir base | erbil | 36.53 44.34
    rmelan | قاعدة خراب الجير | Rmelan landing zone | hasaka | 36.87 42.02
    imam-ali | قاعدة الإمام علي | Imam Ali base | dz
    """,
    operator="us",
)
TOWNS = _entities(
    EntityKind.PLACE,
    """
    mayadin | الميادين | Al-Mayadin | dz | 35.02 40.45
    bukamal | البوكمال | Al-Bukamal | dz | 34.45 40.92
    marat | مراط | Marat | dz | 35.29 40.27
    khasham | خشام | Khasham | dz | 35.28 40.29
    qaim | القائم | Al-Qaim | anbar | 34.37 41.09
    malikiyah | المالكية | Al-Malikiyah | hasaka | 37.18 42.14
    palmyra | تدمر | Palmyra | homs | 34.56 38.28
    """,
)
SOURCES = _entities(
    EntityKind.SOURCE,
    """
    observatory | المرصد المحلي | Local observatory
    pentagon | مسؤول عسكري | A military official
    """,
)
ENEMIES = {
    "iri": BASES,
    "kataib": BASES[:5],
    "irgc": BASES[3:6],
    "us": [*TOWNS, ACTORS[3], ACTORS[0], BASES[7]],
    "coalition": TOWNS[:4],
    "turkey": [ACTORS[5], TOWNS[5]],
    "sdf": [ACTORS[8], TOWNS[0]],
    "syria-army": [ACTORS[8], TOWNS[6]],
    "isis": [ACTORS[7], ACTORS[5], TOWNS[6]],
    "israel": [BASES[7], TOWNS[1], TOWNS[6]],
}
MEANS = {
    "iri": "drone rocket missile",
    "us": "airstrike airstrike drone",
    "israel": "airstrike missile",
    "coalition": "artillery airstrike",
    "turkey": "drone artillery",
    "isis": "gunfire bomb",
}
WORDS = {
    Means.ROCKET: "قذائف صاروخية",
    Means.MISSILE: "صواريخ",
    Means.DRONE: "طائرات مسيّرة",
    Means.AIRSTRIKE: "غارات جوية",
    Means.ARTILLERY: "المدفعية",
    Means.GUNFIRE: "الأسلحة الرشاشة",
    Means.BOMB: "عبوة ناسفة",
    Means.UNSPECIFIED: "وسائل لم تُعرف",
}
CERTAINTIES = [Certainty.STATED, Certainty.STATED, Certainty.SUSPECTED, *Certainty]
OUTLETS = ("صحيفة الضفة", "وكالة الفرات للأنباء", "موقع الجزيرة السورية", "إذاعة البادية")


def sample(size: int) -> Sample:
    """`size` strikes; from some hundred on they hit more and more villages."""
    chance = random.Random(size)
    villages = [_village(n, chance) for n in range(size // 6 if size > 100 else 0)]
    strikes: list[Strike] = []
    articles: list[Article] = []
    days = sorted(date(2023, 10, 17) + timedelta(days=int(110 * chance.betavariate(1.5, 2))) for _ in range(size))
    for number, day in enumerate(days):
        strike, told = _strike(number, chance, villages, strikes, None if chance.random() < 0.04 else day)
        strikes.append(strike)
        articles.extend(told)
    return Sample(strikes, articles, [*ACTORS, *PROVINCES, *BASES, *TOWNS, *SOURCES, *villages])


def _village(number: int, chance: random.Random) -> Entity:
    """A village somewhere in one of the governorates; of some it is not known where."""
    around = chance.choice(PROVINCES)
    latitude, longitude = around.latitude, around.longitude
    if latitude is not None and longitude is not None:
        latitude, longitude = round(chance.gauss(latitude, 0.5), 3), round(chance.gauss(longitude, 0.6), 3)
    known = chance.random() < 0.8
    return Entity(
        f"village-{number}",
        EntityKind.PLACE,
        (f"قرية تل {number}",),
        f"Tell {number}",
        located_in=around.id,
        latitude=latitude if known else None,
        longitude=longitude if known else None,
    )


def _strike(
    number: int, chance: random.Random, villages: list[Entity], earlier: list[Strike], day: date | None
) -> tuple[Strike, list[Article]]:
    who = chance.choices(ACTORS, weights=[9, 8, 3, 3, 2, 1, 3, 1, 2, 2])[0]
    target = chance.choices(ENEMIES[who.id], weights=range(len(ENEMIES[who.id]) + 1, 1, -1))[0]
    if villages and who.id in {"us", "turkey", "isis", "coalition", "syria-army"} and chance.random() < 0.6:
        target = chance.choice(villages)
    means = Means(chance.choice(MEANS.get(who.id, "rocket drone unspecified").split()))
    response = bool(earlier) and who.id in {"us", "coalition", "iri"} and chance.random() < 0.45
    answers = tuple(one.id for one in earlier[-6:] if one.day and day)[:1] if response else ()
    certainty = Certainty(chance.choice(CERTAINTIES))
    known = chance.random() > 0.12
    accounts, articles = [], []
    for version in range(1 + (chance.random() < 0.25)):
        article, account = _told(
            f"{number:05}-{version}", who if known else None, target, means, day, certainty, response, chance
        )
        articles.append(article)
        accounts.append(account)
    return Strike(f"s{number:05}", target, means, tuple(accounts), day, answers), articles


def _told(
    ident: str,
    who: Entity | None,
    target: Entity,
    means: Means,
    day: date | None,
    certainty: Certainty,
    response: bool,
    chance: random.Random,
) -> tuple[Article, Account]:
    count = chance.choice((None, 2, 3, 5, 8, 10))
    name = who.name if who else "جهة لم تعلن عن نفسها"
    landed = chance.choice(TOWNS) if target.kind is EntityKind.ACTOR and chance.random() < 0.7 else None
    told_day = f" بتاريخ {day.isoformat()}" if day else ""
    origin = chance.choice(TOWNS) if target in BASES and chance.random() < 0.3 else None
    where = f" في {landed.name}" if landed else ""
    reply = "رداً على هجوم سابق، " if response else ""
    tail = chance.choice(
        ("", " ولم ترد أنباء عن خسائر بشرية.", " وسُمع دوي انفجارات في المنطقة.", " وفق ما أفاد سكان محليون.")
    )
    quote = f"{reply}استهدفت {name} {target.name}{where} باستخدام {WORDS[means]}{told_day}.{tail}"
    text = f"ضربة جديدة على {target.name}\n\n{quote}\n"
    start = text.index(quote)

    def ref(entity: Entity) -> Ref:
        at = text.index(entity.name, start)
        return Ref(entity, entity.name, at, at + len(entity.name))

    article = Article(
        id=ident,
        text=text,
        blocks=(Block(BlockKind.BODY, 0, len(text)),),
        published=day + timedelta(days=1) if day else None,
        title=f"ضربة جديدة على {target.name}",
        url=f"https://news.example/{ident}",
        outlet=chance.choice(OUTLETS),
    )
    source = chance.choice((None, None, *SOURCES))
    told_by = Ref(source, source.name, 0, 0) if source else None
    begin = datetime.combine(day, time()) if day else None
    account = Account(
        id=f"{ident}#0",
        article=ident,
        target=ref(target),
        means=means,
        evidence=Evidence(ident, quote, start, start + len(quote), 1, ("sample",)),
        certainty=Certainty.STATED,
        outcome=chance.choice((Outcome.HIT, Outcome.HIT, Outcome.INTERCEPTED, Outcome.UNKNOWN)),
        attackers=(Party(ref(who), certainty, told_by),) if who else (),
        claimants=(ref(who),) if who and certainty is Certainty.CLAIMED else (),
        count=Quantity(count, chance.choice(("exact", "about", "at-least"))) if count else None,
        casualties=(Casualties("killed", Quantity(chance.randint(0, 6))),) if chance.random() < 0.3 else (),
        places=(ref(landed),) if landed else (),
        origins=(Ref(origin, origin.name, 0, 0),) if origin else (),
        when=When(begin, begin + timedelta(days=1), "day", told_day.strip()) if begin else None,
        source=told_by,
        is_response=response,
    )
    return article, account
