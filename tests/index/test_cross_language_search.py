"""The real model on a dozen small documents: a question finds its answer in another language."""

from __future__ import annotations

import pytest

from index.build import IndexWriter
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.query import Query
from index.search import IndexRetriever
from index.similarity import Similarity
from ingest.document import Access

NORWEGIAN = {
    "verksted": "Verkstedet i fengselet lager benker og bord som selges til kommunene i fylket.",
    "helse": "Legen kommer til fengselet to ganger i uken, og sykepleieren er der hver dag.",
    "skole": "Innsatte kan ta fagbrev som kokk eller tømrer mens de soner dommen.",
    "besøk": "Barn under tolv år kan besøke foreldrene sine i en egen leilighet utenfor muren.",
    "språk": "De utsendte rådgiverne får et kurs i ukrainsk på seks uker før de reiser.",
    "lønn": "Den som tjenestegjør i utlandet, beholder lønnen sin og får et tillegg for risiko.",
    "soning": "Straff under fire måneder kan sones hjemme med fotlenke når boligen er egnet.",
    "seminar": "Seminaret i Bergen samlet førti dommere til samtaler om varetektsfengsling.",
    "flytting": "Den nye avdelingen ble flyttet fra hovedbygget til en fløy ved sjøen i vår.",
}
ENGLISH = {
    "dogs": "Trained dogs search the cells for drugs every second night, always with two officers.",
    "budget": "The ministry set aside three million euros for new kitchens in the women's prison.",
    "garden": "Prisoners grow tomatoes in the greenhouse and give the harvest to a hospital.",
}
QUESTIONS = {
    # Norwegian questions whose answer is in English only
    "Hvor ofte leter hundene etter narkotika på cellene?": "dogs.md",
    "Hvem får grønnsakene som de innsatte dyrker?": "garden.md",
    "Kor mykje pengar sette departementet av til kjøken?": "budget.md",
    # English questions whose answer is in Norwegian only
    "Who may serve a short sentence at home with an ankle monitor?": "soning.md",
    "How long is the language course before advisers leave?": "språk.md",
    "How old are the children who may visit their parents?": "besøk.md",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory, models_folder, embedder):
    folder = tmp_path_factory.mktemp("languages")
    for name, text in {**NORWEGIAN, **ENGLISH}.items():
        (folder / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    paths = IndexPaths(folder / "data")
    paths.data.mkdir()
    # The projection of the kept model is kept beside it.
    paths.models.symlink_to(models_folder)
    report = IndexWriter(paths, embedder).ingest(sorted(folder.glob("*.md")))
    assert report.documents == len(NORWEGIAN) + len(ENGLISH)
    return OpenIndex(paths)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_in_the_other_language_is_among_the_first_three_of_twelve(
    index, embedder, question
):
    query = Query(text=question, clearance=Access.PUBLIC)

    hits = IndexRetriever(index, embedder).search(query, 3)

    assert QUESTIONS[question] in [hit.passage.source.path for hit in hits]


def test_similarity_sees_through_the_language(index, embedder):
    similarity = Similarity(embedder, index.paths.models)
    asked = "Hvor ofte leter hundene etter narkotika på cellene?"

    near, far = similarity(asked, [ENGLISH["dogs"], NORWEGIAN["helse"]])

    assert near > far
    assert similarity(asked, []).shape == (0,)
