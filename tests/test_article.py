"""Reading articles: formats, encodings, layout, publication date, and what is refused."""

from __future__ import annotations

import codecs
import sys
from datetime import date
from pathlib import Path

import pytest

from kg.article import Failure, article_id, from_text, read
from kg.article.layout import is_dateline
from kg.model import Article, BlockKind

DATA = Path(__file__).parent / "data" / "articles"
BODY = "أغارت طائرات مجهولة على مستودع للذخيرة قرب مدينة تدمر مساء أمس. وقال مصدر محلي إن الأضرار كبيرة.\n"


def articles(*paths: Path, **options: object) -> list[Article]:
    found = list(read(paths, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Article)]


def failure(path: Path) -> Failure:
    (item,) = read([path])
    assert isinstance(item, Failure)
    return item


def blocks(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


def file(folder: Path, content: bytes | str, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- formats


def test_text_with_headline_and_dateline() -> None:
    (article,) = articles(DATA / "folder" / "b.txt")
    assert article.id == "b"
    assert article.title == "مسيّرات فوق مطار خلخلة"
    assert article.published == date(2023, 5, 3)
    assert blocks(article, BlockKind.HEADLINE) == ["مسيّرات فوق مطار خلخلة"]
    assert blocks(article, BlockKind.DATELINE) == ["السويداء – الأربعاء 3 أيار 2023"]
    assert blocks(article, BlockKind.BODY) == ["حلّقت مسيّرات فوق مطار خلخلة العسكري. ولم تُلق أي قنابل."]


def test_folder_is_walked_in_order_without_hidden_and_unknown_files() -> None:
    assert [article.id for article in articles(DATA / "folder")] == ["a", "b"]


def test_records_of_a_jsonl_file() -> None:
    found = list(read([DATA / "records.jsonl"]))
    first, second, *failures, last = found
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(last, Article)
    assert (first.id, first.url, first.outlet) == ("a-1", "https://example.org/1", "موقع المثال")
    assert first.published == date(2023, 5, 2)
    assert first.text.startswith("قذائف على مطار الثعلة\n\nسقطت")
    assert blocks(first, BlockKind.HEADLINE) == ["قذائف على مطار الثعلة"]
    assert second.id == "7"
    assert second.text.count("هدوء في المزة") == 1
    assert second.published == date(2023, 5, 3)
    assert last.id.startswith("records-")
    lines = {item.path.rsplit(":", 1)[1]: item.reason for item in failures if isinstance(item, Failure)}
    assert {line: reason.split()[-1] for line, reason in lines.items()}.keys() == {"3", "4", "5", "6", "7", "9"}
    assert "JSON" in lines["3"]
    assert "object" in lines["4"]
    assert '"text"' in lines["5"]
    assert "date" in lines["6"]
    assert "records.jsonl:1" in lines["7"]
    assert "not in Arabic" in lines["9"]


def test_id_of_a_record_without_one_does_not_depend_on_its_line(tmp_path: Path) -> None:
    record = '{"text": "قُصف المطار مساء أمس من جهة الشرق."}\n'
    other = '{"text": "لم يُقصف المطار صباح اليوم."}\n'
    alone = articles(file(tmp_path, record, "x.jsonl"))
    second = articles(file(tmp_path, other + record, "x.jsonl"))
    assert alone[0].id == second[1].id != second[0].id


def test_html_page() -> None:
    (article,) = articles(DATA / "page.html")
    assert article.title == "غارة على مستودع قرب تدمر"
    assert article.published == date(2024, 3, 8)
    assert article.url == "https://example.org/news/17"
    assert article.outlet == "موقع المثال"
    assert blocks(article, BlockKind.HEADLINE) == ["غارة على مستودع قرب تدمر"]
    assert blocks(article, BlockKind.BODY) == [
        "أغارت طائرة مسيّرة مجهولة مساء الجمعة على مستودع للذخيرة قرب مدينة تدمر.",
        "وقال مصدر محلي إن الانفجارات استمرت ساعة كاملة.",
        "ولم تتبنَّ أي جهة الهجوم حتى الآن.",
    ]


def test_html_that_a_script_fills(tmp_path: Path) -> None:
    page = (
        '<html><body><div id="app"></div><script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
        '{"@type": "NewsArticle", "headline": "قصف قرب تدمر", "datePublished": "2024-03-08",'
        f'"articleBody": "{BODY.strip()}"}}]}}</script></body></html>'
    )
    (article,) = articles(file(tmp_path, page, "page.html"))
    assert article.title == "قصف قرب تدمر"
    assert article.published == date(2024, 3, 8)
    assert blocks(article, BlockKind.BODY) == [BODY.strip()]


def test_html_without_lxml_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert "pip install 'strike-kg[html]'" in failure(DATA / "page.html").remedy


# --- encodings


@pytest.mark.parametrize(
    "content",
    [
        BODY.encode(),
        codecs.BOM_UTF8 + BODY.encode(),
        BODY.encode("utf-16"),
        codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"),
        BODY.encode("cp1256"),
        BODY.encode("iso8859_6"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1256", "iso-8859-6"],
)
def test_encodings(tmp_path: Path, content: bytes) -> None:
    (article,) = articles(file(tmp_path, content))
    assert article.text == BODY


def test_one_broken_byte_does_not_cost_the_article(tmp_path: Path) -> None:
    (article,) = articles(file(tmp_path, (BODY * 5).encode()[:-2]))
    assert article.text.startswith(BODY)


def test_the_clock_of_a_live_blog_is_no_text(tmp_path: Path) -> None:
    (article,) = articles(file(tmp_path, "تغطية مستمرة\n● 21:40 قصف على بلدة سرمين.\n٢٠:٠٥ | غارة على البارة."))
    assert blocks(article, BlockKind.BODY) == ["قصف على بلدة سرمين.", "غارة على البارة."]


def test_line_ends_stay_and_offsets_count_them(tmp_path: Path) -> None:
    (article,) = articles(file(tmp_path, "عنوان الخبر\r\n\r\n\u200f• " + BODY.replace("\n", "\r\n")))
    assert "\r\n" in article.text
    assert blocks(article, BlockKind.BODY) == [BODY.strip()]


# --- layout


@pytest.mark.parametrize(
    "line",
    [
        "السبت 22 رجب 1445 – 3 فبراير 2024",
        "أربيل – السبت 4 تشرين الثاني 2023",
        "03 يناير 2024",
        "أنقرة/ وكالة السهل/ الإثنين 21 نوفمبر/ تشرين الثاني 2022",
        "كتب – مراسلو الصحيفة في القاهرة وغزة: الخميس 11 مايو 2023",
        "2024-01-15T10:30:00+03:00",
        "أربيل – 26/11/2022 – السبت",
        "الإثنين ١٨ / نوفمبر / ٢٠٢٤",
        "المكلا - 9 شعبان 1445هـ، 19 فبراير 2024م",
        "موقع السهل – متابعات – 2 رمضان 1444هجرية",
        "نُشر في: 12/01/2024 الساعة 14:35 بتوقيت غرينتش",
        "دمشق 4 تشرين الثاني 2023",
        "آخر تحديث: 2024-01-03 | 10:35 م",
        "راصد السهل @rased_sahl — الأربعاء 6-3-2024 — 23:15",
        "إسطنبول/ سليم حداد/ متابعات/ الإثنين 21 نوفمبر/ تشرين الثاني 2022",
        "كتب – مراسلو صحيفة السهل في تونس وطرابلس: الخميس 11 مايو 2023",
        "صحيفة السهل – لندن – الأحد 2024/01/21 السنة 46 العدد 13018",
    ],
)
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "عمّان – أُصيب جنديان بجروح في هجوم بمسيّرة",
        "قصف مطار تدمر يوم 3 فبراير 2024",
        "قالت الوزارة في بيان يوم السبت 3 فبراير 2024",
        "السبت الأسود",
        "ملف: 12 قتيلاً",
        "أحمد (@ahmad) December 13, 2023",
        "مراسلو الصحيفة يروون ما جرى في تدمر – الخميس",
    ],
)
def test_no_datelines(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "كتبت - هدى سالم: نشر في: السبت 3 فبراير 2024 - 11:40 ص",
        "تم النشر في: 03 فبراير 2024: 03:20 PM GST",
        "نُشرت في: 03/02/2024 - 17:40 آخر تحديث: 03/02/2024 - 18:01",
    ],
)
def test_author_and_hour_beside_the_day_of_publication(line: str) -> None:
    assert from_text(f"قصف على تدمر\n{line}\n{BODY}\n").published == date(2024, 2, 3)


def test_date_in_headline_or_body_is_not_the_day_of_publication() -> None:
    text = f"ما جرى في تدمر يوم 3 فبراير 2024\n\n{BODY}\nووقع هجوم مماثل في 5 يناير 2024.\n"
    article = from_text(text)
    assert article.published is None
    assert blocks(article, BlockKind.HEADLINE) == ["ما جرى في تدمر يوم 3 فبراير 2024"]


def test_a_dateline_that_ends_with_an_agency_is_no_caption() -> None:
    article = from_text(f"غارة قرب تدمر\nبغداد/واشنطن 6 أغسطس آب 2024 (رويترز)\n\n{BODY}")
    assert article.published == date(2024, 8, 6)


def test_dateline_before_the_first_words() -> None:
    article = from_text(f"غارة قرب تدمر\n\nحمص، 8 آذار 2024 (متابعات) – {BODY}")
    assert article.published == date(2024, 3, 8)
    assert blocks(article, BlockKind.DATELINE) == ["حمص، 8 آذار 2024 (متابعات)"]
    assert blocks(article, BlockKind.BODY) == [BODY.strip()]


def test_dateline_that_ends_with_the_agency_is_no_caption() -> None:
    article = from_text(f"غارة قرب تدمر\nدمشق/حمص 8 مارس آذار 2024 (رويترز)\n\n{BODY}")
    assert article.published == date(2024, 3, 8)
    assert "رويترز" not in "".join(blocks(article, BlockKind.BODY))


def test_date_beside_other_columns_of_a_dateline() -> None:
    article = from_text(f"غارة قرب تدمر\n8/3/2024 | آخر تحديث: 03:41 م (بتوقيت مكة المكرمة)\n\n{BODY}")
    assert article.published == date(2024, 3, 8)


def test_city_before_the_first_words_is_body() -> None:
    article = from_text("غارة قرب تدمر\n\nحمص – أغارت طائرات على مستودع.\n")
    assert blocks(article, BlockKind.BODY) == ["حمص – أغارت طائرات على مستودع."]


def test_article_that_begins_with_a_sentence_has_no_headline() -> None:
    article = from_text(BODY + "\nوأضاف المصدر أن الطرق أُغلقت.\n")
    assert blocks(article, BlockKind.HEADLINE) == []
    assert article.title is None


def test_page_around_the_article_is_left_out() -> None:
    text = (
        "شبكة السهل\nالسبت 9 آذار 2024\nLogo\n• غارة على مستودع قرب تدمر\n\nغارة على مستودع قرب تدمر\n"
        f"دخان فوق تدمر (Getty)\n+ الخط -\n\n{BODY}\nاقرأ المزيد: ماذا يجري في البادية؟\n\nوأضاف أن فرق الإطفاء وصلت.\n"
        "https://example.org/x\nاشترك في قائمتنا البريدية!\n"
    )
    article = from_text(text)
    assert article.title == "غارة على مستودع قرب تدمر"
    assert blocks(article, BlockKind.BODY) == [BODY.strip(), "وأضاف أن فرق الإطفاء وصلت."]


def test_sentence_that_names_an_agency_at_its_end_is_no_caption() -> None:
    article = from_text(f"غارة قرب تدمر\n\n{BODY}وقُتل حارسان في الغارة. (رويترز)\n")
    assert blocks(article, BlockKind.BODY)[-1] == "وقُتل حارسان في الغارة. (رويترز)"


def test_day_of_publication_by_metadata_then_option_then_dateline(tmp_path: Path) -> None:
    dated = file(tmp_path, f"غارة قرب تدمر\n8 آذار 2024\n\n{BODY}")
    option = date(2024, 3, 9)
    assert articles(dated)[0].published == date(2024, 3, 8)
    assert articles(dated, published=option)[0].published == option
    assert articles(DATA / "page.html", published=option)[0].published == date(2024, 3, 8)
    assert articles(file(tmp_path, BODY))[0].published is None


# --- refusals


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        ("\ufeff".encode(), "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"The base was shelled at dawn, local sources said.", "not in Arabic"),
        (b"2024-01-01\n12345\n", "not in Arabic"),
        (
            "هواپیماهای بدون سرنشین به پایگاه حمله کردند و چند نفر کشته شدند و گزارش‌ها ادامه دارد ".encode() * 3,
            "Persian",
        ),
        (BODY.encode().decode("cp1256", errors="replace").encode(), "garbled"),
        ("Größe und Maße der Straße, façade".encode("latin-1"), "encoding"),
    ],
    ids=["empty", "blank", "mark only", "png", "controls", "english", "digits", "persian", "garbled", "latin-1"],
)
def test_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    refused = failure(file(tmp_path, content))
    assert refused.path == str(tmp_path / "article.txt")
    assert reason in refused.reason
    assert refused.remedy
    assert "\n" not in str(refused)


def test_large_article_is_refused_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    path = file(tmp_path, BODY * 28_500)
    assert "5.0 MB, more than the limit of 1.0 MB" in failure(path).reason
    assert len(articles(path, limit=10_000_000)) == 1


def test_large_record_costs_only_itself(tmp_path: Path) -> None:
    large = '{"id": "large", "text": "' + "قصف " * 300_000 + '"}\n'
    path = file(tmp_path, large + '{"id": "small", "text": "قُصف المطار مساء أمس."}\n', "x.jsonl")
    first, second = read([path])
    assert isinstance(first, Failure) and first.path == f"{path}:1" and "limit" in first.reason
    assert isinstance(second, Article) and second.id == "small"


def test_unreadable_file_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, other = file(tmp_path, BODY, "a.txt"), file(tmp_path, BODY, "b.txt")
    opened = Path.open

    def refuse(self: Path, *arguments: str, **options: str) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    first, second = read([locked, other])
    assert isinstance(first, Failure) and "permission denied" in first.reason and "chmod" in first.remedy
    assert isinstance(second, Article)


def test_second_article_with_one_id_is_refused_naming_both_files(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, two = file(tmp_path, BODY, "a.txt"), file(tmp_path / "x", BODY, "a.txt")
    first, second = read([one, two])
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert second.path == str(two) and str(one) in second.reason


def test_same_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = file(tmp_path, BODY)
    assert len(articles(path, tmp_path, path)) == 1


def test_paths_that_are_no_articles(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "missing.txt").reason
    assert "no known format" in failure(file(tmp_path, BODY, "x.docx")).reason
    (tmp_path / "none").mkdir()
    assert "no article" in failure(tmp_path / "none").reason


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("conoco-2024", "conoco-2024"),
        ("خبر ١", "خبر-1"),
        ("2024/01/05 news?", "2024-01-05-news"),
        ("قَصـف", "قصف"),
        ("..", "5ec1f7e7"),
    ],
)
def test_ids_can_stand_in_iris_and_file_names(name: str, identifier: str) -> None:
    assert article_id(name) == identifier


def test_long_ids_stay_different() -> None:
    assert article_id("ا" * 200 + "1") != article_id("ا" * 200 + "2")
    assert len(article_id("ا" * 200)) < 120
