"""A small invented graph for the tests of the graph: three articles, five strikes, sources that disagree.

On 22 January 2024 two rockets (one source says three) hit the Conoco base; the Islamic Resistance in Iraq claims it and
the coalition's artillery answers 30 minutes later on two villages. On 23 January a drone is shot down at Ain al-Asad,
and the militias deny that it was theirs. On 25 January an air raid, American by suspicion, hits the militias in
al-Mayadin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from kg import vocab
from kg.export import export
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
from kg.rdf import article_quads, entity_quads, ontology_quads, strike_quads
from kg.resources import ontology_dir
from kg.store import Store

_HEADER = """\
# A small invented graph as the program writes it: three articles that tell of five strikes, and disagree.
# Made by tests/graph_sample.py.
"""
_ONTOLOGY = """\
<https://w3id.org/strike-kg/example> a owl:Ontology ;
    owl:imports <https://w3id.org/strike-kg/ontology> ;
    dcterms:title "An example graph"@en , "رسم بياني للمثال"@ar ;
    dcterms:license <https://spdx.org/licenses/MIT> .
"""

PLACE, ACTOR = EntityKind.PLACE, EntityKind.ACTOR


def _entity(id: str, kind: EntityKind, name: str, name_en: str, **more: object) -> Entity:
    return Entity(id=id, kind=kind, labels=(name,), name_en=name_en, **more)  # type: ignore[arg-type]


SYRIA = _entity("sy", PLACE, "سوريا", "Syria", subtype="country", country="SY")
IRAQ = _entity("iq", PLACE, "العراق", "Iraq", subtype="country", country="IQ")
DEIR_EZZOR = _entity(
    "deir-ezzor", PLACE, "محافظة دير الزور", "Deir ez-Zor", subtype="governorate", country="SY", located_in="sy"
)
ANBAR = _entity("anbar", PLACE, "محافظة الأنبار", "Anbar", subtype="governorate", country="IQ", located_in="iq")
MARAT = _entity(
    "marat",
    PLACE,
    "مراط",
    "Marat",
    subtype="village",
    country="SY",
    located_in="deir-ezzor",
    latitude=35.28,
    longitude=40.32,
)
KHASHAM = _entity(
    "khasham",
    PLACE,
    "خشام",
    "Khasham",
    subtype="village",
    country="SY",
    located_in="deir-ezzor",
    latitude=35.3,
    longitude=40.29,
)
MAYADIN = _entity(
    "mayadin",
    PLACE,
    "الميادين",
    "al-Mayadin",
    subtype="town",
    country="SY",
    located_in="deir-ezzor",
    latitude=35.02,
    longitude=40.45,
)
US_FORCES = _entity("us-forces", ACTOR, "القوات الأميركية", "US forces", adjectives=("أميركي",))
US_AIR_FORCE = _entity(
    "us-airforce", ACTOR, "سلاح الجو الأميركي", "US Air Force", acts_as="us-forces", parent="us-forces"
)
COALITION = _entity("coalition", ACTOR, "التحالف الدولي", "Coalition", weak_labels=("التحالف",))
RESISTANCE = _entity("islamic-resistance-iraq", ACTOR, "المقاومة الإسلامية في العراق", "Islamic Resistance in Iraq")
MILITIAS = _entity("iran-militias", ACTOR, "الميليشيات الإيرانية", "Iran-backed militias")
OBSERVATORY = _entity("sohr", EntityKind.SOURCE, "المرصد السوري", "Syrian Observatory")
PENTAGON = _entity("pentagon", EntityKind.SOURCE, "البنتاغون", "Pentagon")
CONOCO = Entity(
    id="conoco-base",
    kind=EntityKind.BASE,
    labels=("قاعدة كونيكو", "قاعدة حقل كونيكو"),
    name_en="Conoco base",
    weak_labels=("كونيكو",),
    operator="us-forces",
    located_in="deir-ezzor",
    country="SY",
    latitude=35.34,
    longitude=40.3,
)
AIN_AL_ASAD = _entity(
    "ain-al-asad",
    EntityKind.BASE,
    "قاعدة عين الأسد",
    "Ain al-Asad base",
    operator="us-forces",
    located_in="anbar",
    country="IQ",
    wikidata="Q4697541",
)
MILITIA_AREAS = _entity(
    "iran-militias-areas",
    EntityKind.AREA,
    "مناطق سيطرة الميليشيات",
    "Areas of the militias",
    operator="iran-militias",
    minted=True,
)
GRAD = _entity("grad", EntityKind.WEAPON, "صواريخ غراد", "Grad rocket", means=Means.ROCKET)
SHAHED = _entity("shahed-136", EntityKind.WEAPON, "شاهد 136", "Shahed 136", means=Means.DRONE)

ENTITIES = (
    *(SYRIA, IRAQ, DEIR_EZZOR, ANBAR, MARAT, KHASHAM, MAYADIN),
    *(US_FORCES, US_AIR_FORCE, COALITION, RESISTANCE, MILITIAS, OBSERVATORY, PENTAGON),
    *(CONOCO, AIN_AL_ASAD, MILITIA_AREAS, GRAD, SHAHED),
)


def _article(id: str, published: date, outlet: str, *lines: str) -> Article:
    blocks, start = [], 0
    for number, line in enumerate(lines):
        kind = BlockKind.HEADLINE if number == 0 else BlockKind.BODY
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    return Article(id, "\n".join(lines), tuple(blocks), published, lines[0], f"https://example.org/{id}", outlet)


ALPHA = _article(
    "alpha",
    date(2024, 1, 23),
    "ألفا",
    "قصف قاعدة كونيكو",
    "أفاد المرصد السوري بأن صاروخين من طراز غراد أصابا قاعدة كونيكو مساء أمس، وتبنته المقاومة الإسلامية في العراق.",
    "وبعد ثلاثين دقيقة ردت مدفعية التحالف على قريتي مراط وخشام في مناطق سيطرة الميليشيات فقُتل أربعة.",
)
BETA = _article(
    "beta",
    date(2024, 1, 24),
    "بيتا",
    "هجمات على القواعد الأميركية",
    "قال البنتاغون إن ثلاثة صواريخ على الأقل استهدفت قاعدة كونيكو الاثنين، واتهم الميليشيات الإيرانية بالوقوف وراءها.",
    "وأُسقطت مسيرة قرب قاعدة عين الأسد الثلاثاء، ونفت الميليشيات الإيرانية صلتها بها.",
)
GAMMA = _article(
    "gamma",
    date(2024, 1, 26),
    "غاما",
    "غارة على الميادين",
    "غارة يُعتقد أن سلاح الجو الأميركي نفذها على الميليشيات الإيرانية في الميادين الخميس رداً على استهداف كونيكو.",
)
ARTICLES = (ALPHA, BETA, GAMMA)


def ref(article: Article, entity: Entity, mention: str) -> Ref:
    """`entity` where the article first says `mention`."""
    start = article.text.index(mention)
    return Ref(entity, mention, start, start + len(mention))


def _evidence(article: Article, block: int, *rules: str, fallbacks: tuple[str, ...] = ()) -> Evidence:
    stretch = article.blocks[block]
    return Evidence(
        article.id, article.text[stretch.start : stretch.end], stretch.start, stretch.end, block, rules, fallbacks
    )


def _day(day: date, text: str, anchor: date | None = None) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start, start + timedelta(days=1), "day", text, anchor)


_ANSWER = Account(
    id="alpha-2",
    article="alpha",
    target=ref(ALPHA, MARAT, "مراط"),
    means=Means.ARTILLERY,
    evidence=_evidence(ALPHA, 2, "response.radd"),
    outcome=Outcome.HIT,
    attackers=(Party(ref(ALPHA, COALITION, "التحالف")),),
    casualties=(Casualties("killed", Quantity(4), ref(ALPHA, MILITIAS, "الميليشيات")),),
    places=(ref(ALPHA, MILITIA_AREAS, "مناطق سيطرة الميليشيات"),),
    when=_day(date(2024, 1, 22), "بعد ثلاثين دقيقة", date(2024, 1, 23)),
    is_response=True,
    response_stated=True,
    responds_to=("alpha-1",),
    lag_minutes=30,
)

ACCOUNTS = (
    Account(
        id="alpha-1",
        article="alpha",
        target=ref(ALPHA, CONOCO, "قاعدة كونيكو"),
        means=Means.ROCKET,
        evidence=_evidence(ALPHA, 1, "claim.tabanna", "strike.asaba"),
        outcome=Outcome.HIT,
        attackers=(Party(ref(ALPHA, RESISTANCE, "المقاومة الإسلامية في العراق"), Certainty.CLAIMED),),
        claimants=(ref(ALPHA, RESISTANCE, "المقاومة الإسلامية في العراق"),),
        weapons=(ref(ALPHA, GRAD, "غراد"),),
        count=Quantity(2),
        when=When(datetime(2024, 1, 22, 17), datetime(2024, 1, 22, 22), "part", "مساء أمس", date(2024, 1, 23)),
        source=ref(ALPHA, OBSERVATORY, "المرصد السوري"),
    ),
    _ANSWER,
    replace(
        _ANSWER,
        id="alpha-3",
        target=ref(ALPHA, KHASHAM, "خشام"),
        evidence=_evidence(ALPHA, 2, "response.radd", fallbacks=("target",)),
        outcome=Outcome.UNKNOWN,
        casualties=(),
        places=(),
    ),
    Account(
        id="beta-1",
        article="beta",
        target=ref(BETA, CONOCO, "قاعدة كونيكو"),
        means=Means.ROCKET,
        evidence=_evidence(BETA, 1, "strike.istahdafa"),
        attackers=(
            Party(ref(BETA, MILITIAS, "الميليشيات الإيرانية"), Certainty.ACCUSED, ref(BETA, PENTAGON, "البنتاغون")),
        ),
        count=Quantity(3, "at-least"),
        casualties=(Casualties("injured", Quantity(0)),),
        origins=(ref(BETA, MILITIA_AREAS, "الميليشيات الإيرانية"),),
        when=_day(date(2024, 1, 22), "الاثنين", date(2024, 1, 24)),
        source=ref(BETA, PENTAGON, "البنتاغون"),
    ),
    Account(
        id="beta-2",
        article="beta",
        target=ref(BETA, AIN_AL_ASAD, "قاعدة عين الأسد"),
        means=Means.DRONE,
        evidence=_evidence(BETA, 2, "strike.usqita"),
        outcome=Outcome.INTERCEPTED,
        attackers=(Party(ref(BETA, MILITIAS, "الميليشيات الإيرانية"), Certainty.DENIED),),
        weapons=(ref(BETA, SHAHED, "مسيرة"),),
        when=_day(date(2024, 1, 23), "الثلاثاء", date(2024, 1, 24)),
    ),
    Account(
        id="gamma-1",
        article="gamma",
        target=ref(GAMMA, MILITIAS, "الميليشيات الإيرانية"),
        means=Means.AIRSTRIKE,
        evidence=_evidence(GAMMA, 1, "strike.ghara"),
        certainty=Certainty.SUSPECTED,
        attackers=(Party(ref(GAMMA, US_AIR_FORCE, "سلاح الجو الأميركي"), Certainty.SUSPECTED),),
        places=(ref(GAMMA, MAYADIN, "الميادين"),),
        when=_day(date(2024, 1, 25), "الخميس", date(2024, 1, 26)),
        is_response=True,
    ),
)  # fmt: skip

_TOLD = {account.id: account for account in ACCOUNTS}
STRIKES = (
    Strike("s-ain-al-asad", AIN_AL_ASAD, Means.DRONE, (_TOLD["beta-2"],), date(2024, 1, 23)),
    Strike(
        "s-conoco",
        CONOCO,
        Means.ROCKET,
        (_TOLD["alpha-1"], _TOLD["beta-1"]),
        date(2024, 1, 22),
        joined_by=("same target, day and means",),
    ),
    Strike("s-khasham", KHASHAM, Means.ARTILLERY, (_TOLD["alpha-3"],), date(2024, 1, 22), ("s-conoco",)),
    Strike("s-marat", MARAT, Means.ARTILLERY, (_TOLD["alpha-2"],), date(2024, 1, 22), ("s-conoco",)),
    Strike("s-mayadin", MILITIAS, Means.AIRSTRIKE, (_TOLD["gamma-1"],), date(2024, 1, 25), ("s-marat",)),
)


@cache
def sample_quads() -> tuple[Quad, ...]:
    """The whole graph, ontology included."""
    told = (
        quad
        for article in ARTICLES
        for quad in article_quads(article, [account for account in ACCOUNTS if account.article == article.id])
    )
    return (*ontology_quads(), *entity_quads(ENTITIES), *told, *strike_quads(STRIKES))


def sample_store() -> Store:
    """The whole graph in a store of its own."""
    store = Store.memory()
    store.extend(sample_quads())
    return store


def sample_folder(folder: Path) -> Path:
    """The whole graph as the store of a folder."""
    with Store.open(folder, write=True) as store:
        store.extend(sample_quads())
        store.publish()
    return folder


def example_turtle() -> str:
    """The graph without the ontology, as `ontology/example.ttl` has it."""
    store = Store.memory()
    store.extend(quad for quad in sample_quads() if quad.graph_name != vocab.ONTOLOGY_GRAPH)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "example.ttl"
        export(store, "turtle", file)
        prefixes, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    return f"{_HEADER}{prefixes}\n\n{_ONTOLOGY}\n{body}"


if __name__ == "__main__":  # writes the example anew, after a change of what graphs look like
    (ontology_dir() / "example.ttl").write_text(example_turtle(), encoding="utf-8", newline="\n")
