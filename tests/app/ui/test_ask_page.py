"""The page to ask on keeps chats, restricts questions, and takes feedback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driven_page import ask, checked, press, shown
from fake_desk import (
    CRASH,
    CZECH,
    DISAGREE,
    HOSTILE,
    HOSTILE_TEXT,
    HUNGARY,
    KDI,
    STAFF,
    UNKNOWN,
    FakeDesk,
    make_desk,
)
from streamlit.testing.v1 import AppTest

from app.chats.exchange import Ending, Exchange, Rating, Reason
from app.chats.live import LiveChat, LiveChats
from app.chats.store import ChatStore
from app.ui.texts import BOKMAL, ENGLISH
from index.query import Filters

ANNE, BO = "a" * 32, "b" * 32
OWN = BOKMAL.ask


def page_of(desk, chats):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk, chats=chats)


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ChatStore]:
    store = ChatStore(tmp_path / "chats.sqlite")
    yield store
    store.close()


@pytest.fixture
def chats(desk: FakeDesk, store: ChatStore) -> LiveChats:
    return LiveChats(desk, store)


def visit(chats: LiveChats, visitor: str = ANNE, **address: str) -> AppTest:
    page = AppTest.from_function(page_of, args=(chats.desk, chats), default_timeout=20)
    page.session_state["visitor"] = visitor
    for name, value in address.items():
        page.query_params[name.rstrip("_")] = value
    return checked(page.run())


def keys(page: AppTest, beginning: str) -> list[str]:
    return [button.key for button in page.button if (button.key or "").startswith(beginning)]


def labels(page: AppTest, beginning: str) -> list[str]:
    own = [button for button in page.button if (button.key or "").startswith(beginning)]
    return [button.label.replace("\\", "") for button in own]


def menu(page: AppTest) -> AppTest:
    """Open the menu of chats."""
    page.session_state["chats"] = True
    return checked(page.run())


def in_address(page: AppTest, name: str) -> str:
    # Streamlit gives back a list or a text, as the address was set last.
    value = page.query_params[name]
    return value if isinstance(value, str) else value[0]


def chat_of(page: AppTest) -> str:
    return in_address(page, "chat")


def restricted(desk: FakeDesk) -> Filters:
    return desk.restricted[-1]


# Restricting


def test_a_question_is_restricted_and_says_so(chats: LiveChats, desk: FakeDesk) -> None:
    page = visit(chats)
    checked(page.multiselect(key="only-countries").set_value(["CZ"]).run())
    checked(page.multiselect(key="only-languages").set_value(["en", "nb"]).run())
    checked(page.selectbox(key="only-published_from").set_value("2015").run())
    ask(page, HUNGARY)
    wanted = Filters(countries=("CZ",), languages=("en", "nb"), published_from="2015")
    assert restricted(desk) == wanted
    words = ["Land: Tsjekkia", "Språk: engelsk", "Språk: norsk bokmål", "Fra 2015"]
    told = "; ".join(word[:1].lower() + word[1:] for word in words)
    assert f"Avgrenset til {told}" in shown(page)
    assert labels(page, "restriction-") == words


def test_a_restriction_also_holds_for_follow_ups_until_it_is_removed(
    chats: LiveChats, desk: FakeDesk
) -> None:
    page = visit(chats)
    agency = "Prison Service of the Czech Republic"
    checked(page.multiselect(key="only-agencies").set_value([agency]).run())
    ask(page, HUNGARY)
    ask(page, UNKNOWN)
    assert desk.restricted == [Filters(agencies=(agency,))] * 2
    press(page, "restriction-0")
    assert page.multiselect(key="only-agencies").value == []
    ask(page, STAFF)
    assert restricted(desk) == Filters()


def test_all_restrictions_are_removed_at_once(chats: LiveChats) -> None:
    page = visit(chats, country="CZ", to="2020")
    press(page, "clear-filters")
    assert keys(page, "restriction-") == []
    assert dict(page.query_params) == {}


def test_an_address_asks_one_document(chats: LiveChats, desk: FakeDesk) -> None:
    page = visit(chats, document=CZECH.source.path)
    assert labels(page, "restriction-") == ["Dokument: International Cooperation 2014"]
    ask(page, HUNGARY)
    assert restricted(desk) == Filters(documents=(CZECH.source.path,))
    assert in_address(page, "document") == CZECH.source.path
    press(page, "restriction-0")
    assert "document" not in page.query_params


def test_an_address_puts_a_question_once(chats: LiveChats, desk: FakeDesk) -> None:
    page = visit(chats, q=HUNGARY, country="CZ")
    assert "<strong>2 have partners in Hungary</strong>" in shown(page)
    assert restricted(desk) == Filters(countries=("CZ",))
    assert "q" not in page.query_params
    checked(page.run())
    assert len(desk.histories) == 1


def test_a_link_to_a_document_begins_a_new_chat(chats: LiveChats) -> None:
    page = ask(visit(chats), HUNGARY)
    first = chat_of(page)
    page.query_params.clear()
    page.query_params["document"] = KDI.source.path
    checked(page.run())
    assert f">{HUNGARY}</h2>" not in shown(page)
    assert labels(page, "restriction-") == [f"Dokument: {KDI.source.title}"]
    ask(page, STAFF)
    assert chat_of(page) != first


def test_the_way_back_from_another_page_finds_the_chat(chats: LiveChats) -> None:
    page = ask(visit(chats, country="CZ"), HUNGARY)
    address = dict(page.query_params)
    page.query_params.clear()
    checked(page.run())
    assert f">{HUNGARY}</h2>" in shown(page)
    assert dict(page.query_params) == address


def test_nonsense_in_an_address_is_passed_over(chats: LiveChats, desk: FakeDesk) -> None:
    page = visit(chats, from_="yesterday", country="<b>", chat="../../x", agency=HOSTILE_TEXT)
    assert "<b>" not in shown(page)
    ask(page, HUNGARY)
    assert restricted(desk) == Filters(countries=("<b>",), agencies=(HOSTILE_TEXT,))
    assert "<b>" not in shown(page)
    assert "<img" not in shown(page)
    assert all(HOSTILE_TEXT not in button.label for button in page.button)


def test_a_refusal_advises_and_offers_to_ask_without_restrictions(
    chats: LiveChats, desk: FakeDesk
) -> None:
    page = ask(visit(chats), UNKNOWN)
    assert OWN.rephrase in shown(page)
    assert keys(page, "again-") == []
    page = ask(visit(chats, country="CZ"), UNKNOWN)
    assert OWN.restricted_refusal in shown(page)
    press(page, "again-0")
    assert restricted(desk) == Filters()
    assert shown(page).count(f">{UNKNOWN}</h2>") == 2
    assert shown(page).count("Avgrenset til") == 1


def test_both_sides_of_a_conflict_stand_in_the_banner_the_newest_first(chats: LiveChats) -> None:
    html = shown(ask(visit(chats), DISAGREE))
    start = html.index('class="sv-banner"')
    banner = html[start : html.index("</ul>", start)]
    order = ["10 land", "august 2020", KDI.source.title, "126", "27. januar 2015"]
    places = [banner.index(part) for part in order]
    assert places == sorted(places)


# Chats


def test_a_reload_finds_the_chat_with_its_sources(chats: LiveChats) -> None:
    page = ask(visit(chats, country="CZ"), HUNGARY)
    again = visit(chats, chat=chat_of(page))
    assert f">{HUNGARY}</h2>" in shown(again)
    assert labels(again, "restriction-") == ["Land: Tsjekkia"]
    press(again, "citation-0-1-2")
    assert '<mark id="quote">In 2014 there were 126 international' in shown(again)


def test_the_next_server_finds_the_chat_and_what_it_did_not_finish(
    chats: LiveChats, desk: FakeDesk, store: ChatStore
) -> None:
    page = ask(visit(chats), HUNGARY)
    lost = Exchange(id="1", question=STAFF, outcome=Ending.LOST)
    store.begin(ANNE, chat_of(page), lost)
    again = visit(LiveChats(desk, store), chat=chat_of(page))
    assert f">{HUNGARY}</h2>" in shown(again)
    assert OWN.lost in shown(again)
    press(again, "again-1")
    assert "<strong>øverste leder i KDI</strong>" in shown(again)


def test_the_address_of_another_visitors_chat_opens_nothing(chats: LiveChats) -> None:
    page = ask(visit(chats), HUNGARY)
    strange = visit(chats, visitor=BO, chat=chat_of(page))
    assert BOKMAL.welcome in shown(strange)
    assert HUNGARY not in shown(strange)
    assert keys(strange, "chat-") == []
    assert "chat" not in strange.query_params


def test_chats_are_listed_searched_and_opened(chats: LiveChats) -> None:
    page = ask(visit(chats), HUNGARY)
    press(page, "new-chat")
    assert BOKMAL.welcome in shown(page)
    ask(page, STAFF)
    menu(page)
    assert labels(page, "chat-") == [STAFF, HUNGARY]
    checked(page.text_input(key="search-chats").set_value("LITHUANIA").run())
    assert labels(page, "chat-") == [HUNGARY]
    press(page, keys(page, "chat-")[0])
    assert keys(page, "chat-") == []
    assert f">{HUNGARY}</h2>" in shown(page)
    assert f">{STAFF}</h2>" not in shown(page)
    checked(menu(page).text_input(key="search-chats").set_value("finnes ikke").run())
    assert OWN.no_chats_found in shown(page)


def test_a_chat_is_renamed(chats: LiveChats) -> None:
    page = ask(visit(chats), HUNGARY)
    menu(page)
    name = f"name-{chat_of(page)}"
    checked(page.text_input(key=name).set_value(HOSTILE_TEXT[:60]).run())
    (chat,) = chats.listed(ANNE)
    assert chat.name == HOSTILE_TEXT[:60]
    html = shown(page)
    assert 'class="sv-chat-name"' in html
    assert "&lt;script&gt;document.title=" in html
    assert HOSTILE_TEXT[:60] not in page.button(key=f"chat-{chat.id}").label
    checked(page.text_input(key=name).set_value("  ").run())
    assert page.text_input(key=name).value == HOSTILE_TEXT[:60]


def test_a_chat_is_deleted_once_that_is_sure(chats: LiveChats) -> None:
    page = ask(visit(chats), HUNGARY)
    press(page, "new-chat")
    ask(page, STAFF)
    menu(page)
    press(page, "delete-this")
    press(page, "no-this")
    assert len(chats.listed(ANNE)) == 2
    press(page, "delete-this")
    press(page, "yes-this")
    assert [chat.name for chat in chats.listed(ANNE)] == [HUNGARY]
    assert BOKMAL.welcome in shown(page)
    press(menu(page), "delete-all")
    press(page, "yes-all")
    assert chats.listed(ANNE) == ()
    assert keys(page, "chat-") == []


def test_an_empty_page_has_no_bar_of_chats(chats: LiveChats) -> None:
    page = visit(chats)
    assert keys(page, "new-chat") == []
    assert 'class="sv-chat-name"' not in shown(page)


def test_chats_that_are_not_kept_say_so(desk: FakeDesk) -> None:
    page = checked(AppTest.from_function(page_of, args=(desk, None), default_timeout=20).run())
    ask(page, HUNGARY)
    assert OWN.not_kept in shown(menu(page))


# Feedback, copies


def the_exchange(chats: LiveChats, page: AppTest) -> Exchange:
    chat: LiveChat = chats.open(ANNE, chat_of(page))
    return chat.state.exchanges[0]


def test_an_answer_is_rated_with_reasons_and_taken_back(chats: LiveChats, store: ChatStore) -> None:
    page = ask(visit(chats), HUNGARY)
    name = the_exchange(chats, page).id
    assert OWN.thanks not in shown(page)
    press(page, f"bad-{name}")
    assert OWN.thanks in shown(page)
    pills = page.button_group(key=f"reasons-{name}")
    checked(pills.set_value([Reason.OUTDATED, Reason.WRONG]).run())
    (given,) = store.feedback()
    assert set(given.rating.reasons) == {Reason.OUTDATED, Reason.WRONG}
    again = visit(chats, chat=chat_of(page))
    assert set(again.button_group(key=f"reasons-{name}").value) == set(given.rating.reasons)
    press(again, f"good-{name}")
    assert the_exchange(chats, page).rating == Rating(good=True)
    press(again, f"good-{name}")
    assert store.feedback() == ()
    assert OWN.thanks not in shown(again)


def test_errors_are_not_rated_but_may_be_asked_again(chats: LiveChats, desk: FakeDesk) -> None:
    page = ask(visit(chats), CRASH)
    assert keys(page, "good-") == []
    assert BOKMAL.unexpected in shown(page)
    press(page, "again-0")
    assert len(desk.histories) == 2


def test_an_answer_is_copied_with_its_numbered_references(chats: LiveChats) -> None:
    html = shown(ask(visit(chats), HUNGARY))
    copied = html[html.index("<textarea") : html.index("</textarea>")]
    for part in (
        f">{HUNGARY}\n\n",
        "1 partner in Lithuania.» [1]\n\n",
        "[2]\n\nKilder:\n[1] International Cooperation 2014, Prison Service of the Czech Republic",
        "\n[2] International Cooperation 2014",
        f"({CZECH.source.path})",
    ):
        assert part in copied


def test_a_copy_holds_hostile_text_as_text(chats: LiveChats) -> None:
    from fake_desk import STRANGE

    html = shown(ask(visit(chats), STRANGE))
    copied = html[html.index("<textarea") : html.index("</textarea>")]
    assert "&lt;script&gt;document.title=" in copied
    assert HOSTILE.source.title not in copied


def test_everything_is_there_in_english_too(chats: LiveChats) -> None:
    page = ask(visit(chats, country="CZ"), UNKNOWN)
    checked(page.button_group(key="language").set_value("en").run())
    assert "Restricted to country: Czechia" in shown(page)
    assert ENGLISH.ask.restricted_refusal in shown(page)
    assert labels(page, "new-chat") == [ENGLISH.ask.new_chat]
