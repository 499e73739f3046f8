"""What tests do to a page that Streamlit runs without a browser, and see of it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def checked(page: AppTest) -> AppTest:
    """Return the page, which raised nothing."""
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    """Return all the HTML of the page."""
    return "\n".join(element.value for element in page.get("html"))


def ask(page: AppTest, question: str) -> AppTest:
    """Type a question, and return the page after it."""
    return checked(page.chat_input(key="question").set_value(question).run())


def press(page: AppTest, key: str) -> AppTest:
    """Press a button, and return the page after it."""
    return checked(page.button(key=key).click().run())
