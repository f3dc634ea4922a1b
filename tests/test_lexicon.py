"""Names of the reference data in raw text: what must be found, as what, where, and what must not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.lexicon import Lexicon, LexiconError, gazetteer, reference, turtle
from kg.lexicon.tail import LONG_TAIL, LongTail
from kg.lexicon.words import keys, vocabulary
from kg.model import Entity, EntityKind, Means, Mention
from kg.resources import ontology_dir

DATA = Path(__file__).parent / "data" / "lexicon"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def named(lexicon: Lexicon, text: str) -> list[str]:
    """Ids of the best candidates of what is found, without names that only a place cue would make names."""
    return [m.candidates[0].id for m in lexicon.find(text) if not m.cued]


def mention(lexicon: Lexicon, text: str, name: str) -> Mention:
    """The mention of exactly these words."""
    found = [m for m in lexicon.find(text) if m.text == name]
    assert found, f"{name} not among {[m.text for m in lexicon.find(text)]}"
    return found[0]


BASES = [
    ("استهداف قاعدة كونيكو", "conoco-base"),
    ("سقطت قذائف في حقل كونيكو للغاز ليلا", "conoco-base"),
    ('هاجموا قاعدة "كونيكو" مجددا', "conoco-base"),
    ("قاعدة «حقل العمر» النفطي", "omar-base"),
    ("مساكن القرية الخضراء", "omar-base"),
    ("هزت انفجارات حقل “العمر” النفطي", "omar-base"),
    ("القاعدة الأميركية في حقل العمر", "omar-base"),
    ("القاعدة الأمريكية بحقل العمر", "omar-base"),
    ("القاعدة الأميركية في الشدادي", "shaddadi-base"),
    ("القاعدة العسكرية الأمريكية في مدينة الشدادي", "shaddadi-base"),
    ("قاعدة تابعة للجيش الأميركي في الشدادي", "shaddadi-base"),
    ("قاعدة التحالف الدولي في التنف", "tanf-base"),
    ("قاعدة التنف العسكرية", "tanf-base"),
    ("قاعدة الاحتلال الأميركي في خراب الجير", "kharab-jir-base"),
    ("قاعدة الرميلان", "rmelan-base"),
    ("قاعدة رميلان", "rmelan-base"),
    ("قاعدة المالكية", "malikiyah-base"),
    ("قاعدة الحرير الجوية", "harir-base"),
    ("قاعدة حرير", "harir-base"),
    ("بقاعدة عين الأسد الجوية", "ain-al-asad"),
    ("فعين الأسد هدف متكرر", "ain-al-asad"),
    ("القاعدة القريبة من البرج 22", "tower-22"),
    ("مقر قيادة فرقة الجولان", "golan-division-hq"),
    ("السفارة الأميركية في بغداد", "us-embassy-baghdad"),
    ("قاعدتي الجيش الأمريكي في حقلي العمر وكونيكو", "omar-base"),
    ("مطار دير الزور العسكري", "deir-ezzor-airport"),
    ("قاعدة الوطية الجوية", "watiya-air-base"),
    ("مطار معيتيقة الدولي", "mitiga-airport"),
    ("قاعدة وادي سيدنا", "wadi-seidna-base"),
    ("قاعدة باجرام", "bagram-air-base"),
    ("قاعدة إنجلز الجوية", "engels-air-base"),
    ("محطة زاباروجيا النووية", "zaporizhzhia-nuclear-power-plant"),
    ("مصفاة سامرف في ينبع", "samref-refinery"),
]


@pytest.mark.parametrize(("text", "base"), BASES)
def test_bases(lexicon: Lexicon, text: str, base: str) -> None:
    assert base.replace("deir-ezzor", "deir-ez-zor") in named(lexicon, text)


ACTORS = [
    ("القوات الأميركية", "us-forces"),
    ("قوات أمريكية", "us-forces"),
    ("وللقوات الأمريكية هناك نقاط", "us-forces"),
    ("الجنود الأميركيون والجنود الأميركيين", "us-forces"),
    ("أعلنت واشنطن", "us-forces"),
    ("قال البنتاغون", "us-forces"),
    ("القيادة الوسطى الأميركية", "us-forces"),
    ("سنتكوم", "us-forces"),
    ("سلاح الجو الأمريكي", "us-forces"),
    ("التحالف الدولي بقيادة الولايات المتحدة", "coalition"),
    ("إسرائيل", "israel-forces"),
    ("الطيران الإسرائيلي", "israel-forces"),
    ("جيش الاحتلال الإسرائيلي", "israel-forces"),
    ("الجيش التركي", "turkish-forces"),
    ("وزارة الدفاع الروسية", "russian-forces"),
    ("بريطانيا", "uk-forces"),
    ("قوات النظام السوري", "syrian-regime"),
    ("الدفاعات الجوية السورية", "syrian-regime"),
    ("الحرس الثوري الإيراني", "irgc"),
    ("إيران", "iran"),
    ("مليشيات إيرانية", "iran-militias"),
    ("الميليشيات الموالية لإيران", "iran-militias"),
    ("المجموعات المرتبطة بإيران", "iran-militias"),
    ("الفصائل المدعومة من إيران", "iran-militias"),
    ("الفصائل العراقية المسلحة", "iraqi-factions"),
    ("«المقاومة الإسلامية في العراق»", "islamic-resistance-iraq"),
    ("كتائب حزب الله العراقي", "kataib-hezbollah"),
    ("حزب الله", "hezbollah"),
    ("مقاتلو الحوثيين", "houthis"),
    ("يقول الحوثيون", "houthis"),
    ("جماعة الحوثي", "houthis"),
    ("مليشيا الحوثي", "houthis"),
    ("القوات المسلحة اليمنية", "houthis"),
    ("كتائب القسام", "qassam"),
    ("سرايا القدس", "quds-brigades"),
    ("قوات سوريا الديموقراطية", "sdf"),
    ("قوات سورية الديمقراطية", "sdf"),
    ("جيش سورية الحرة", "free-syria-army"),
    ("قوات الدعم السريع", "rsf"),
    ("الجيش السوداني", "sudanese-army"),
    ("التحالف بقيادة السعودية", "saudi-coalition"),
    ("الجيش الأردني", "jordanian-forces"),
    ("تنظيم «بي كي كي»", "pkk"),
    ("تنظيم داعش", "isis"),
    ("قوات مشاة البحرية", "us-forces"),
    ("الطيران الحربي النظامي", "syrian-regime"),
    ("الائتلاف الدولي", "coalition"),
    ("المقاومة الشعبية اليمنية", "popular-resistance-ye"),
    ("القوات الموالية للرئيس هادي", "yemeni-army"),
    ("قوات البنيان المرصوص", "bunyan-marsous"),
    ("قوات حكومة الوفاق", "gna-forces"),
    ("تنظيم ولاية سيناء", "wilayat-sinai"),
    ("جماعة بوكو حرام", "boko-haram"),
    ("جماعة نصرة الإسلام والمسلمين", "jnim"),
    ("سلاح الجو النيجيري", "nigerian-forces"),
    ("القوات الحكومية الصومالية", "somali-army"),
    ("جبهة تحرير تيغراي", "tplf"),
    ("حركة طالبان باكستان", "ttp"),
    ("سلاح الجو الباكستاني", "pakistani-forces"),
    ("تنظيم الدولة الإسلامية ولاية خراسان", "isis-k"),
    ("القوات الأذربيجانية", "azerbaijani-forces"),
    ("الاستخبارات العسكرية الأوكرانية", "ukraine-forces"),
]


@pytest.mark.parametrize(("text", "actor"), ACTORS)
def test_actors_act_as_their_forces(lexicon: Lexicon, text: str, actor: str) -> None:
    first = lexicon.find(text)[0].candidates[0]
    assert (first.acts_as or first.id) == actor


SOURCES = [
    ("المرصد السوري لحقوق الإنسان", "sohr"),
    ("شبكة عين الفرات", "eye-euphrates"),
    ("نهر ميديا", "nahr-media"),
    ("موقع فرات بوست", "euphrates-post"),
    ("شبكة دير الزور 24", "deir-ezzor24"),
    ("وكالة «سبأ»", "saba-houthi"),
    ("قناة «المنار»", "manar"),
    ("وكالة رويترز", "reuters"),
    ("هيئة عمليات التجارة البحرية البريطانية", "ukmto"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_sources(lexicon: Lexicon, text: str, source: str) -> None:
    first = lexicon.find(text)[0].candidates[0]
    assert (first.id, first.kind) == (source, EntityKind.SOURCE)


PLACES = [
    ("في دير الزور", "deir-ez-zor"),
    ("قصف خشام ومراط", "khasham"),
    ("بلدة حويجة صكر", "hwijat-sakr"),
    ("منطقة حويجة كاطع", "hwijat-kati"),
    ("قرية تل الشاير", "tal-shayer"),
    ("محافظتي تعز وإب", "ibb"),
    ("إلى إب", "ibb"),
    ("مديرية الصليف", "salif"),
    ("رأس عيسى", "ras-isa"),
    ("باب المندب", "bab-al-mandab"),
    ("مزارع شبعا", "shebaa-farms"),
    ("غلاف غزة", "gaza-envelope"),
    ("الجليل الأعلى", "upper-galilee"),
    ("ريف دير الزور الشرقي", "rural-deir-ez-zor-eastern"),
    ("شرقي نهر الفرات", "east-of-the-euphrates"),
    ("سورية", "syria"),
    ("بلبنان", "lebanon"),
    ("#دير_الزور", "deir-ez-zor"),
    ("البحر الأحمر", "red-sea"),
    ("القرى السبع", "seven-villages"),
    ("الفاشر", "fasher"),
    ("أجدابيا", "ajdabiya"),
    ("الشيخ زويد", "sheikh-zuweid"),
    ("ولاية بورنو", "borno"),
    ("بوصاصو", "bosaso"),
    ("ميكيلي", "mekelle"),
    ("كابول", "kabul-af"),
    ("وزيرستان الشمالية", "north-waziristan"),
    ("سريناغار", "srinagar"),
    ("خاركوف", "kharkiv"),
    ("ناغورني قره باغ", "nagorno-karabakh"),
    ("خميس مشيط", "khamis-mushait"),
    ("مانشستر", "manchester"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_places(lexicon: Lexicon, text: str, place: str) -> None:
    assert place in named(lexicon, text)


WEAPONS = [
    ("ثلاث طائرات مسيّرة", "uav", Means.DRONE),
    ("المسيّرات", "uav", Means.DRONE),
    ("صاروخين باليستيين", "ballistic-missile", Means.MISSILE),
    ("عشرات الصواريخ", "rocket", Means.ROCKET),
    ("صواريخ كاتيوشا", "katyusha", Means.ROCKET),
    ("غارات جوية", "airstrike", Means.AIRSTRIKE),
    ("قذائف الهاون", "mortar", Means.ARTILLERY),
    ("عبوة ناسفة", "ied", Means.BOMB),
    ("طائرة من نوع MQ9", "mq9", Means.DRONE),
    ("القبة الحديدية", "iron-dome", None),
]


@pytest.mark.parametrize(("text", "weapon", "means"), WEAPONS)
def test_weapons(lexicon: Lexicon, text: str, weapon: str, means: Means | None) -> None:
    found = [m.candidates[0] for m in lexicon.find(text)]
    assert (weapon, means) in [(e.id, e.means) for e in found]


SPELLINGS = [
    "قاعدة التنف",
    "قاعِدَةُ التَّنْف",
    "قاعـ.ـدة التنف",
    "قاعده التنف",
    "قاعدة\u200b التن\u200dف",
    "قـاعـدة الـتـنـف",
    "قاعدة «التنف»",
    "#قاعدة_التنف",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_spelling_does_not_hide_a_name(lexicon: Lexicon, text: str) -> None:
    assert named(lexicon, f"قرب {text} أمس") == ["tanf-base"]


@pytest.mark.parametrize("clitics", ["", "و", "ف", "ب", "ك", "وب", "فب", "وك"])
def test_proclitics_stay_outside(lexicon: Lexicon, clitics: str) -> None:
    text = f"{clitics}القوات الأميركية"
    [found] = lexicon.find(text)
    assert (found.start, found.end, found.text) == (len(clitics), len(text), "القوات الأميركية")


@pytest.mark.parametrize("text", ["للتنف", "وللتنف"])
def test_the_article_after_lam_stays_inside(lexicon: Lexicon, text: str) -> None:
    [found] = lexicon.find(text)
    assert found.text == "للتنف"


def test_offsets_count_raw_characters_from_start(lexicon: Lexicon) -> None:
    text = "ضُرِبَت قاعـدة كونيكو"
    [found] = lexicon.find(text, start=100)
    assert text[found.start - 100 : found.end - 100] == found.text == "قاعـدة كونيكو"


def test_the_longest_name_wins_and_hides_what_lies_inside(lexicon: Lexicon) -> None:
    assert named(lexicon, "المقاومة الإسلامية في العراق") == ["islamic-resistance-iraq"]


@pytest.mark.parametrize("text", ["قاعدة، التنف", "الحرس. الثوري", "حزب\nالله", "قوات؛ الدعم السريع", "سرايا: القدس"])
def test_names_do_not_cross_the_end_of_a_clause(lexicon: Lexicon, text: str) -> None:
    assert all(m.text in text.split()[0] or m.text in text.split(maxsplit=1)[1] for m in lexicon.find(text))


NOTHING = [
    "وقال إن ذلك كان بعد شهر آب",
    "قصف قرية أبي",
    "على كل حال",
    "في وقت سابق من اليوم",
    "باكراً صباح الأحد",
    "عمر صديق قديم",
    "هذا الحي وذاك",
    "وأن تلك المقاتلة",
    "أدري أن لفيفاً من اللاعبين لبس سترة واقية",
    "زلة لسان في دوري كأس العالم",
    "العيون على عصب الاقتصاد",
]


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_words_are_no_places(lexicon: Lexicon, text: str) -> None:
    assert [m for m in lexicon.find(text) if not m.cued and m.candidates[0].kind is EntityKind.PLACE] == []


def test_weak_names_are_marked(lexicon: Lexicon) -> None:
    assert mention(lexicon, "ردّ الحزب", "الحزب").weak
    assert mention(lexicon, "قصف النظام", "النظام").weak
    assert not mention(lexicon, "قال البنتاغون", "البنتاغون").weak
    coalition = mention(lexicon, "طيران التحالف", "طيران التحالف")
    assert coalition.weak
    assert [c.id for c in coalition.candidates] == ["coalition", "saudi-coalition"]


def test_a_bare_place_name_may_be_its_base(lexicon: Lexicon) -> None:
    found = mention(lexicon, "هجوم على الشدادي", "الشدادي")
    assert {"shaddadi", "shaddadi-base"} <= {c.id for c in found.candidates}
    assert not found.weak
    assert mention(lexicon, "هجوم على كونيكو", "كونيكو").weak


def test_a_name_that_is_a_word_needs_a_cue(lexicon: Lexicon) -> None:
    text = "قصفت قرية الظاهر وريف الباب، ومن الظاهر أن الباب مغلق"
    cued = [m for m in lexicon.find(text) if m.text in ("الظاهر", "الباب")]
    assert [(m.cued, lexicon.cue(text, m)) for m in cued] == [(True, "قريه"), (True, "ريف"), (True, None), (True, None)]


def test_a_cue_has_no_article(lexicon: Lexicon) -> None:
    text = "في المدينة الشرقية"
    assert [lexicon.cue(text, m) for m in lexicon.find(text) if m.text == "الشرقية"] in ([], [None])


ADJECTIVES = [
    ("أميركي", "us-state"),
    ("الأمريكية", "us-state"),
    ("الأميركيتين", "us-state"),
    ("للأمريكيين", "us-state"),
    ("إسرائيليون", "israel-state"),
    ("الإسرائيليين", "israel-state"),
    ("تركية", "turkey-state"),
    ("الروسيان", "russia-state"),
    ("الأتراك", "turkey-state"),
    ("إيرانيا", "iran"),
    ("وبريطانية", "uk-state"),
    ("سعودية", "saudi-state"),
    ("حوثية", "houthis"),
    ("سودانيين", "sudan-state"),
    ("الأردنية", "jordan-state"),
]


@pytest.mark.parametrize(("word", "actor"), ADJECTIVES)
def test_nisba_adjectives(lexicon: Lexicon, word: str, actor: str) -> None:
    assert [e.id for e in lexicon.adjective(word)] == [actor]


@pytest.mark.parametrize("word", ["عسكرية", "جوي", "صاروخية", "أميرة", "إيران", "العراق"])
def test_other_adjectives_name_nobody(lexicon: Lexicon, word: str) -> None:
    assert lexicon.adjective(word) == ()


def test_bases_at_a_place(lexicon: Lexicon) -> None:
    assert [b.id for b in lexicon.bases_at("shaddadi")] == ["shaddadi-base"]
    assert [b.id for b in lexicon.bases_at("الرميلان")] == ["rmelan-base"]
    assert [b.id for b in lexicon.bases_at("حقل العمر")] == ["omar-base"]
    assert lexicon.bases_at("خشام") == ()


def test_a_base_of_another_nation_is_not_meant(lexicon: Lexicon) -> None:
    assert "shaddadi-base" not in named(lexicon, "القاعدة الروسية في الشدادي")


def resolved(lexicon: Lexicon, text: str, name: str, context: list[str]) -> list[str]:
    found = mention(lexicon, text, name)
    return [e.id for e in lexicon.resolve(found, context, lexicon.cue(text, found))]


def test_the_governorate_chooses_among_homonyms(lexicon: Lexicon) -> None:
    text = "قصف بلدة الحسينية"
    east, damascus = (resolved(lexicon, text, "الحسينية", [area]) for area in ("deir-ez-zor", "rural-damascus"))
    assert east == ["husseiniya"]
    assert damascus != east
    assert all(lexicon.get(i).located_in == "rural-damascus" for i in damascus)  # type: ignore[union-attr]


def test_the_nearest_homonym_wins(lexicon: Lexicon) -> None:
    assert resolved(lexicon, "غارة على المجادل", "المجادل", ["tyre-city"]) == ["majadel"]
    assert resolved(lexicon, "قصف الصالحية", "الصالحية", ["khasham", "marat"])[0] == "salihiyya"


def test_ambiguity_stays_where_it_is_real(lexicon: Lexicon) -> None:
    text = "قصف قرية الخالدية"
    assert len(resolved(lexicon, text, "الخالدية", [])) > 1


def test_a_cue_excludes_other_kinds(lexicon: Lexicon) -> None:
    assert resolved(lexicon, "في محافظة تعز", "تعز", []) == ["taiz"]
    assert resolved(lexicon, "في مدينة دير الزور", "دير الزور", []) == ["deir-ez-zor-city"]
    assert resolved(lexicon, "في مدينة الميادين", "الميادين", ["deir-ez-zor"]) == ["mayadin"]


def test_a_country_is_not_mistaken_for_a_hamlet(lexicon: Lexicon) -> None:
    assert resolved(lexicon, "في العراق", "العراق", ["hajjah", "yemen"])[0] == "iraq"


def test_every_place_leads_up_to_a_country(lexicon: Lexicon) -> None:
    tail = [lexicon.tail.entity(i) for i in range(0, len(lexicon.tail.rows), 101)]
    curated = [e for e in lexicon if e.kind in (EntityKind.PLACE, EntityKind.BASE) and e.country]
    for place in tail + curated:
        if place.subtype != "country":
            assert lexicon.ancestors(place)[-1].subtype == "country", place.id


def test_references_lead_to_entities(lexicon: Lexicon) -> None:
    for entity in lexicon:
        for other in (entity.acts_as, entity.parent, entity.operator, entity.located_in):
            assert other is None or lexicon.get(other) is not None, f"{entity.id} -> {other}"
        target = lexicon.get(entity.acts_as) if entity.acts_as else None
        assert target is None or target.acts_as in (None, target.id), f"{entity.id} acts as {target and target.id}"


def test_no_two_entries_share_an_id(lexicon: Lexicon) -> None:
    described = [e.id for name in reference.FILES for e in turtle.read(ontology_dir() / name)]
    assert sorted(described) == sorted(lexicon.entities)
    assert [i for i in described if lexicon.tail.get(i)] == []


def test_labels_are_disjoint(lexicon: Lexicon) -> None:
    """SKOS S13: no label of an entity is of two kinds."""
    for entity in lexicon:
        assert not set(entity.labels).intersection(entity.weak_labels), entity.id
        assert len(entity.labels) == len(set(entity.labels)), entity.id


def test_long_tail_rows_become_entities(lexicon: Lexicon) -> None:
    [found] = lexicon.find("معارك قرب مسرابا")
    place = found.candidates[0]
    assert (place.id, place.kind, place.located_in, place.country) == (
        "sy-misraba",
        EntityKind.PLACE,
        "rural-damascus",
        "SY",
    )
    assert place.latitude == pytest.approx(33.55, abs=0.1)
    assert lexicon.get("sy-misraba") == place
    assert lexicon.get("sy-no-such-village") is None


def test_the_long_tail_is_indexed_under_todays_keys() -> None:
    tail = LongTail.load(LONG_TAIL)
    assert list(tail.rows) == sorted(tail.rows, key=lambda row: row.partition("\t")[0] + "\t")
    for number in range(0, len(tail.rows), 37):
        place = tail.entity(number)
        for key in (key for name in place.labels for key in keys(name)):
            assert place in tail.find(key)[0] or key in vocabulary().cues, (
                f"{key}: run python -m kg.lexicon.make places"
            )


def test_the_compiled_reference_data_is_fresh() -> None:
    """After an edit of `ontology/*.ttl`: python -m kg.lexicon.make reference"""
    assert reference._compiled(reference.digest()) == reference.parse()


def test_loading_takes_at_most_half_a_second() -> None:
    def seconds() -> float:
        start = time.process_time()
        Lexicon.load()
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.5


def test_users_table_adds_and_overrides() -> None:
    lexicon = Lexicon.load([DATA / "more.csv"])
    base = lexicon.get("wadi-sadr-base")
    assert base is not None
    assert (base.kind, base.operator, base.located_in, base.country) == (EntityKind.BASE, "us-forces", "hasakah", "SY")
    assert named(lexicon, "القاعدة الأميركية في وادي السدر") == ["wadi-sadr-base"]
    khasham = lexicon.get("khasham")
    assert khasham is not None
    assert khasham.labels == ("خشام", "خشام الفوقانية")


def test_users_turtle_adds() -> None:
    lexicon = Lexicon.load([DATA / "more.ttl"])
    assert named(lexicon, "بيان حراس الضفتين") == ["river-guards"]
    assert [e.id for e in lexicon.adjective("الضفتينية")] == ["river-guards"]


BAD_TABLES = [
    ("id,name_ar\nx,س\n", "line 1: no column kind"),
    ("id,name_ar,kind,colour\nx,س,base,red\n", "line 1: unknown column 'colour'"),
    ("id,name_ar,kind\nx,,base\n", "line 2: name_ar is empty"),
    ("id,name_ar,kind\nx,سين,castle\n", "line 2: unknown kind 'castle'; use one of actor"),
    ("id,name_ar,kind,lat,lon\nx,سين,base,95,40\n", "line 2: lat '95' is not a number between -90 and 90"),
    ("id,name_ar,kind,lat,lon\nx,سين,base,nan,40\n", "line 2: lat 'nan' is not a number between -90 and 90"),
    ("id,name_ar,kind,country\nx,سين,base,Atlantis\n", "line 2: unknown country 'Atlantis'"),
    ("id,name_ar,kind\nx,سين,base,more\n", "line 2: more cells than the header"),
    ("id,name_ar,kind,operator\nx,سين,base,nobody\n", "x has the unknown operator 'nobody'"),
]


@pytest.mark.parametrize(("table", "message"), BAD_TABLES)
def test_bad_tables_are_refused_with_line_and_remedy(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(table, "utf-8")
    with pytest.raises(LexiconError) as error:
        Lexicon.load([path])
    assert str(path) in str(error.value)
    assert message in str(error.value)


PREFIXES = (
    "@prefix kg: <https://w3id.org/strike-kg/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)
BAD_TURTLE = [
    ("<x:a> a kg:Actor\n<x:b> a kg:Base .\n", "line 4: not Turtle"),
    ('<x:a> a kg:Castle ; skos:prefLabel "سين"@ar .\n', "<x:a> has no known type; give it one of kg:Actor"),
    ('<x:a> a kg:Base ; skos:prefLabel "Castle"@en .\n', '<x:a> has no Arabic name; add skos:prefLabel "..."@ar'),
    ('<x:a> a kg:Weapon ; skos:prefLabel "سين"@ar ; kg:means kg:magic .\n', "unknown kg:means"),
]


@pytest.mark.parametrize(("turtle", "message"), BAD_TURTLE)
def test_bad_turtle_is_refused_with_remedy(tmp_path: Path, turtle: str, message: str) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(PREFIXES + turtle, "utf-8")
    with pytest.raises(LexiconError) as error:
        Lexicon.load([path])
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for name in ("none.csv", "none.ttl"):
        with pytest.raises(LexiconError, match=name):
            Lexicon.load([tmp_path / name])


def test_ids_of_the_long_tail_are_readable_and_unique() -> None:
    row = {"name_ar": "الحسينية", "alt_ar": "", "kind": "village", "lat": "", "lon": "", "country": "SY"}
    rows = [
        row | {"id": "w1", "name_en": "Al-Husayniyah", "admin1": "Homs"},
        row | {"id": "w2", "name_en": "Al Husayniyah", "admin1": "Hama"},
        row | {"id": "w3", "name_en": "Tell Kalakh", "admin1": "Homs"},
    ]
    homs = Entity("syria", EntityKind.PLACE, ("سوريا",), subtype="country", country="SY")
    made = gazetteer.long_tail(rows, [homs], {})
    assert [line[0] for line in made] == ["sy-husayniyah-hama", "sy-husayniyah-homs", "sy-tell-kalakh"]
    assert {line[4] for line in made} == {"syria"}


def test_news_tells_words_from_names() -> None:
    news = ["ظهر الرجل في قرية مراط", "ظهر القمر", *["ظهر الحق"] * 12, *["قصف قرية مراط"] * 12]
    assert gazetteer.ordinary_words(news, {"ظهر", "مراط"}) == {"ظهر"}
