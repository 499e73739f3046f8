"""The maps carry every country once, and say in words which."""

from __future__ import annotations

import base64
import re

import pytest

from app.ui.documents.country_map import _countries, maps_html
from app.ui.documents.make_countries import make
from app.ui.texts import BOKMAL, ENGLISH
from ingest.countries import countries_named


def numbers(html: str) -> dict[str, int]:
    found = re.findall(r'<span class="sv-unseen">([^<]*): </span>(\d+)</li>', html)
    assert len(found) == len(dict(found))
    return {name: int(number) for name, number in found}


def test_a_country_has_its_number_on_one_map() -> None:
    counts = {"NO": 12, "CZ": 9, "MT": 1, "SO": 2, "US": 2, "XK": 1, "RU": 3}
    europe, world = maps_html(counts, BOKMAL).split("</figure>")[:2]

    assert set(numbers(europe)) == {"Norge", "Tsjekkia", "Malta", "Kosovo", "Russland"}
    assert numbers(world) == {"Somalia": 2, "USA": 2}
    assert "Norway: 12 documents" in maps_html(counts, ENGLISH)


def test_places_lie_where_a_reader_looks_for_them() -> None:
    html = maps_html({"NO": 1, "IT": 1, "IE": 1, "UA": 1}, ENGLISH)
    places = {
        name: (float(left), float(top))
        for left, top, name in re.findall(r'left:([\d.]+)%;top:([\d.]+)%[^>]*title="(\w+):', html)
    }
    assert places["Ireland"][0] < places["Norway"][0] < places["Ukraine"][0]
    assert places["Norway"][1] < places["Ireland"][1] < places["Italy"][1]


def test_the_land_is_a_picture_that_fetches_nothing() -> None:
    pictures = re.findall(r'src="([^"]*)"', maps_html({"NO": 1}, BOKMAL))
    assert len(pictures) == 2
    for picture in pictures:
        head, data = picture.split(",")
        assert head == "data:image/svg+xml;base64"
        svg = base64.b64decode(data).decode()
        assert "url(" not in svg
        assert "href" not in svg
        assert svg.count('class="land has"') == 1


def test_a_code_of_no_country_is_named_below_the_maps() -> None:
    html = maps_html({"NO": 1, "QQ": 1}, BOKMAL)
    assert BOKMAL.shelf.map_outside.format(names="QQ") in html


def test_every_country_that_documents_can_be_about_has_a_place() -> None:
    known = _countries()
    named = countries_named("Norway Latvia Malta Kosovo Liechtenstein Somalia Haiti Rwanda")
    assert set(named) <= set(known)
    assert len(known) > 240
    assert all(-180 <= at.at[0] <= 180 and -90 <= at.at[1] <= 90 for at in known.values())


def test_outlines_are_made_of_arcs_walked_either_way() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [170, 0]},
        # Two halves of a square that lies across the date line.
        "arcs": [[[0, 0], [20, 0]], [[0, 0], [0, 10], [20, 0], [0, -10]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "Fiji"}},
                    {"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "Antarctica"}},
                    *(
                        {"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": name}}
                        for name in ("Russia", "United States of America", "Norway", "Canada")
                    ),
                ]
            }
        },
    }
    made = make(topology, "# comment\nMT\t+3554+01431\tEurope/Malta\n")["countries"]

    assert made["FJ"]["rings"] == [[1700, 0, 1900, 0, 1900, 100, 1700, 100, 1700, 0]]
    assert made["FJ"]["at"] == [1800, 50]
    assert made["MT"] == {"rings": [], "at": [145, 359]}
    assert "AQ" not in made


def test_an_unknown_name_in_the_outlines_stops_the_making() -> None:
    shape = {"type": "Polygon", "arcs": [], "properties": {"name": "Atlantis"}}
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [],
        "objects": {"countries": {"geometries": [shape]}},
    }
    with pytest.raises(ValueError, match="Atlantis"):
        make(topology, "")
