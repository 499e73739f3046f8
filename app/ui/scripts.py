"""The few things that only a script can do to the page; no foreign text ever enters here."""

from __future__ import annotations

import streamlit as st

from app.ui.texts import PageLanguage


def set_page_language(language: PageLanguage) -> None:
    """Tell the browser, and with it screen readers, which language the page is in."""
    _run("page-language", f"document.documentElement.lang = '{language}';")


def scroll_to_question(number: int) -> None:
    """Bring the question that is the `number`-th on the page to the top, once.

    Draw this at the same place in every run: the browser runs it again only when `number` changes.
    The question may reach the browser after the script does, hence the waiting.
    """
    _run(
        "question",
        "(function wait(left) {"
        "const all = document.querySelectorAll('h2.sv-question');"
        f"if (all.length >= {number}) all[{number} - 1].scrollIntoView({{block: 'start'}});"
        "else if (left) setTimeout(wait, 50, left - 1);"
        "})(60);",
    )


def scroll_to_element(element_id: str) -> None:
    """Bring an element into view, once, when this is first drawn.

    It tries again until the element has been seen for a second on end, for 15 seconds at most:
    while an expander unfolds there is nowhere to scroll to, what is drawn late above pushes it out
    again, and lying inside the window is not yet lying inside the panel.
    """
    _run(
        element_id,
        "(function wait(left, calm) {"
        f"const place = document.getElementById('{element_id}');"
        "const box = place && place.getClientRects()[0];"
        "if (box) {"
        "const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];"
        "const seen = document.elementFromPoint(x, y);"
        "calm = seen && place.contains(seen) ? calm + 1 : 0;"
        "if (!calm) place.scrollIntoView({block: 'center'});"
        "}"
        "if (left && calm < 10) setTimeout(wait, 100, left - 1, calm);"
        "})(150, 0);",
    )


def reveal_element(element_id: str) -> None:
    """Bring an element just into view, once, so that as much as can be of what is above stays.

    It tries for a second, for what is drawn late above pushes the element out again.
    """
    _run(
        element_id,
        "(function wait(left) {"
        f"const place = document.getElementById('{element_id}');"
        "if (place) place.scrollIntoView({block: 'nearest'});"
        "if (left) setTimeout(wait, 100, left - 1);"
        "})(10);",
    )


def keep_cookie(name: str, value: str) -> None:
    """Let the browser keep a cookie for a year, and send it to this server only.

    Both are made of ASCII letters, digits and hyphens.
    """
    _run(
        "cookie",
        f"document.cookie = '{name}={value}; path=/; max-age=31536000; samesite=strict'"
        " + (location.protocol === 'https:' ? '; secure' : '');",
    )


def focus_question(number: int) -> None:
    """Put the cursor into the input once the `number`-th answer is there.

    Draw this at the same place in every run: the browser runs it again only when `number` changes.
    It takes the focus from nobody, and opens no keyboard on a phone.
    """
    _run(
        "focus",
        f"/* {number} */ (function wait(left) {{"
        "const input = document.querySelector('[data-testid=stChatInputTextArea]');"
        "const lost = !document.activeElement || document.activeElement === document.body;"
        "if (matchMedia('(pointer: coarse)').matches) return;"
        "if (input && lost) input.focus({preventScroll: true});"
        "if (left && document.activeElement !== input) setTimeout(wait, 100, left - 1);"
        "})(10);",
    )


def copy_on_click() -> None:
    """Let every `sv-copy` button copy the text of the `textarea` after it.

    Where the browser refuses, the text is shown, selected, so that it can be copied by hand.
    """
    _run(
        "copy",
        "if (!window.samsvarCopies) {"
        "window.samsvarCopies = true;"
        "document.addEventListener('click', async (event) => {"
        "const button = event.target.closest && event.target.closest('button.sv-copy');"
        "if (!button) return;"
        "const box = button.parentElement;"
        "const text = box.querySelector('textarea');"
        "let copied = true;"
        "try { await navigator.clipboard.writeText(text.value); }"
        "catch (refused) {"
        "text.hidden = false; text.select();"
        "copied = document.execCommand('copy');"
        "text.hidden = copied;"
        "}"
        "box.querySelector('.sv-by-hand').hidden = copied;"
        "const told = box.querySelector('[role=status]');"
        "told.textContent = copied ? button.dataset.copied : '';"
        "if (copied) setTimeout(() => { told.textContent = ''; }, 4000);"
        "else text.select();"
        "});"
        "}",
    )


def _run(name: str, script: str) -> None:
    with st.container(key=f"script-{name}"):
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
