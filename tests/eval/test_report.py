"""The page of a run: complete in itself, and never taken in by what it shows."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from eval_fakes import FakeDesk, FakeRanker, make_case, make_document, near, refused, unit

from app.assistant.steps import Turn
from eval.bootstrap import NO_ESTIMATE, Estimate
from eval.compare import compare
from eval.evaluation import evaluate
from eval.evaluation_json import evaluation_json
from eval.plots import intervals, latency_plot, reliability_plot, risk_plot, threshold_plot
from eval.report_html import report_html
from eval.run_cases import Subject, run_cases

EVIL = "</q><script>alert('x')</script> & <img src=http://evil.example/a.png onerror=x>"
HOSTILE = make_document(f"odd/<b>{EVIL[:8]}.md", f"Before. {EVIL} After.", title=EVIL)


class Page(HTMLParser):
    """What a browser would make of a page: its elements and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def evaluation(name: str = EVIL):
    desk = FakeDesk(
        {
            f"{EVIL}1": refused(near(HOSTILE, EVIL)),
            f"{EVIL}2": RuntimeError(EVIL),
            f"{EVIL}3": replace(refused(), standalone=f"{EVIL} in other words"),
        },
        documents=[HOSTILE],
    )
    cases = [
        make_case(
            id=f"{name}{number}",
            question=f"{EVIL}{number}",
            answers=(EVIL,),
            documents=(HOSTILE.source.path,),
            kind=EVIL,
            history=(Turn(role="user", content=EVIL),),
        )
        for number in (1, 2, 3)
    ]
    subject = Subject(
        desk=desk,
        ranker=FakeRanker([unit(HOSTILE)]),
        baselines={EVIL: FakeRanker()},
        index={EVIL: EVIL},
    )
    return evaluate(
        run_cases(subject, cases), machine=EVIL, when=EVIL, index=subject.index, files=[EVIL]
    )


@pytest.fixture(scope="module")
def hostile_page() -> str:
    run = evaluation()
    old = evaluation_json(run)
    turned = [{**one, "right": True, "verdict": EVIL} for one in old["questions"]]
    comparison = compare({**old, "questions": turned}, old, EVIL)
    return report_html(run, comparison)


def test_no_text_becomes_markup(hostile_page):
    page = Page(hostile_page)

    assert {"script", "img", "link", "iframe", "object", "b"} & set(page.tags) == set()
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.open == []
    assert "&lt;script&gt;" in hostile_page


def test_nothing_is_fetched_from_anywhere(hostile_page):
    page = Page(hostile_page)
    links = [value for name, value in page.attributes if name in {"src", "href", "xlink:href"}]

    assert links
    assert all(link.startswith("#") for link in links)
    assert "@import" not in hostile_page
    assert "url(" not in hostile_page
    assert "default-src 'none'" in hostile_page


def test_a_link_leads_to_a_section(hostile_page):
    page = Page(hostile_page)
    anchors = [value for name, value in page.attributes if name == "id"]
    links = [value.removeprefix("#") for name, value in page.attributes if name == "href"]

    assert links == anchors
    assert len(set(anchors)) == len(anchors)


def test_the_page_says_its_language_and_that_of_each_question(hostile_page):
    assert hostile_page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<h3 lang="nb">' in hostile_page


def test_every_failed_question_with_what_came_and_what_was_expected(hostile_page):
    for words in (
        "Wrongly refused: 2",
        "Failed: 1",
        "refused; nearest",
        "searched for",
        "expected",
        "From right to wrong: 3",
        "Passage R@5",
        "LlamaIndex",
    ):
        assert words in hostile_page


def test_a_run_without_failures_baselines_or_questions():
    page = report_html(evaluate([], machine="m", when="w", index={}, files=["c"]))

    assert "None." in page
    assert "Other retrievers" not in page
    assert Page(page).open == []


HALF = Estimate(value=0.5, low=0.4, high=0.6, n=12)


@pytest.mark.parametrize(
    "drawing",
    [
        intervals("<t>", [("<a>", HALF), ("none", NO_ESTIMATE)]),
        intervals("t", []),
        reliability_plot(evaluation().bins),
        reliability_plot([]),
        risk_plot(evaluation().points, (0.5, 0.5)),
        risk_plot([], None),
        threshold_plot(evaluation().thresholds, 0.4),
        threshold_plot([], None),
        latency_plot([10.0, 20.0, 400.0]),
        latency_plot([]),
    ],
)
def test_a_plot_is_a_whole_drawing_with_a_name(drawing):
    root = ElementTree.fromstring(drawing)

    assert root.tag == "svg"
    assert root.get("role") == "img"
    assert root.find("title").text == root.get("aria-label")


def test_points_of_intervals_stand_where_their_values_are():
    root = ElementTree.fromstring(intervals("t", [("a", HALF)]))
    (point,) = root.iter("circle")
    low, high = sorted(
        float(one.get("x1"))
        for one in root.iter("line")
        if one.get("class") == "whisker" and one.get("x1") == one.get("x2")
    )

    # Half way between 0 at 230 and 1 at 550.
    assert float(point.get("cx")) == 390
    assert (low, high) == (358, 422)
