"""Normalisation: what counts as the same word, and the way back to the raw text."""

from __future__ import annotations

import time

import pytest

from kg.text import arabic_share, clean, fold


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("القاعدةُ الأميركيّة", "القاعده الاميركيه"),
        ("قاعـ.ـدة", "قاعده"),
        ("قـــصف", "قصف"),
        ("هـ", "ه"),
        ("إب", "اب"),
        ("آب", "اب"),
        ("ٱلشدادي", "الشدادي"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("طائرة", "طايره"),
        ("\ufedb\ufeee\ufee7\ufef4\ufb90\ufeee", "كونيكو"),  # presentation forms, one of them a Persian kāf
        ("ﻻ", "لا"),
        ("١٢ و۱۲", "12 و12"),
        ("MQ9", "mq9"),
        ("حقل\u200f\u202b العمر\u202c", "حقل العمر"),
        (" حقل\u00a0 العمر\n", "حقل العمر"),
        ("ا\u0654ربيل", "اربيل"),
    ],
)
def test_spellings_of_one_word_have_one_key(written: str, key: str) -> None:
    assert fold(written) == key
    assert fold(key) == key


def test_different_words_keep_different_keys() -> None:
    assert fold("حرير") != fold("تحرير")
    assert fold("شن") != fold("شان")
    assert fold("سماء") != fold("سما")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("شنَّ هُجومًا", "شن هجوما"),
        ("استهداف قاعـ.ـدة التنف", "استهداف قاعدة التنف"),
        ("قـ ـصف", "قصف"),
        ("قصـــف", "قصف"),
        ("منطقة الـ55", "منطقة الـ55"),
        ("تابعة لـ«قسد»", 'تابعة لـ"قسد"'),
        ("لــــ”قسد“", 'لـ"قسد"'),
        ("بـالاحتلال", "بالاحتلال"),
        ("١٤٤٥هـ", "1445هـ"),
        ("دير الزور ـ ١٧ تشرين", "دير الزور - 17 تشرين"),
        ("ا\u0654ربيل", "أربيل"),
        ("\u200fقاعدة\u200f الأسد\ufeff", "قاعدة الأسد"),
        ("ﻗﺼﻒ ﻻ", "قصف لا"),
        ("٣٫٥٪", "3.5%"),
        ("مدينة إب والمكلا", "مدينة إب والمكلا"),
        ("سطر\r\nآخر\x00", "سطر \nآخر "),
        ("قاعدة #كونيكو شمال #دير_الزور#عاجل", "قاعدة كونيكو شمال دير الزور عاجل"),
        ("رقم #5 و a_b", "رقم #5 و a_b"),
        ("تحليق فوق الحقل https://t.co/x1 #سوريا_NEWS", "تحليق فوق الحقل سوريا NEWS"),
        ("حقل   العمر \u00a0 النفطي", "حقل العمر النفطي"),
        ("", ""),
    ],
)
def test_clean_text(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_offsets_lead_back_to_the_raw_text() -> None:
    raw = "قالت «\u202bقَسَد\u202c» إنّ قاعـ.ـدةَ ﻻزورد قُصفتْ بـ١٠ صواريـخٍ."
    cleaned = clean(raw)
    for word, written in [
        ("قسد", "قَسَد"),
        ("إن", "إنّ"),
        ("قاعدة", "قاعـ.ـدةَ"),
        ("لازورد", "ﻻزورد"),
        ("قصفت", "قُصفتْ"),
        ("10", "١٠"),
        ("صواريخ", "صواريـخٍ"),
        (".", "."),
    ]:
        at = cleaned.text.index(word)
        start, end = cleaned.raw(at, at + len(word))
        assert raw[start:end] == written
    assert cleaned.raw(0, len(cleaned.text)) == (0, len(raw))


def test_every_stretch_of_clean_text_comes_from_its_raw_stretch() -> None:
    raw = "أَبْ\u200f جـــدٍ «هـ» ﷲ ـ قاعـ.ـدة ِ x\u0301 ٢ "
    cleaned = clean(raw)
    previous = 0
    for at in range(len(cleaned.text)):
        start, end = cleaned.raw(at, at + 1)
        assert previous <= start < end <= len(raw)
        assert cleaned.text[at] in clean(raw[start:end]).text or raw[start:end] == "ـ"
        previous = start
    assert cleaned.raw(3, 3)[0] == cleaned.raw(3, 3)[1]


def test_clean_text_is_clean_already() -> None:
    once = clean('قاعـ.ـدةٌ «أُولى» لـ"قسد" ١٠').text
    assert clean(once).text == once
    assert clean(once).edits == ()


def test_share_of_arabic_letters() -> None:
    assert arabic_share("قصف 2024 !") == 1.0
    assert arabic_share("abcd قصفا") == 0.5
    assert arabic_share("123 ...") == 0.0
    assert arabic_share("") == 0.0


@pytest.mark.parametrize("hostile", ["ـ" * 50_000, "ق" + "ـ" * 50_000 + " ", "قـ ـ" * 20_000, "\u064b\u200f" * 50_000])
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    clean(hostile)
    fold(hostile)
    assert time.perf_counter() - begin < 2
