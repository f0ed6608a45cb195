import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from notifications.message import Attachment
from notifications.print_directory import PrintDirectory
from notifications.print_queue import PrintEntry
from tests.notifications.given import EFFECT, LETTER, NOW

ENTRY = PrintEntry(
    id=EFFECT,
    municipality=1,
    address="Олені ЗРАЗКОВІЙ\nвул. Лісова, 8, кв. 4",
    subject="Відповідь",
    text="Додаємо відповідь.",
    papers=(LETTER,),
    queued_at=NOW,
)


def test_an_envelope_is_a_folder_with_the_words_and_the_papers(tmp_path: Path) -> None:
    PrintDirectory(tmp_path).put(ENTRY)

    folder = tmp_path / "1" / str(EFFECT)
    letter = json.loads((folder / "letter.json").read_text())
    assert letter["address"] == ENTRY.address
    assert letter["papers"] == [{"file": "1.pdf", "name": "Відповідь.pdf", "media_type": "application/pdf"}]
    assert (folder / "1.pdf").read_bytes() == LETTER.content


def test_a_repeat_changes_nothing(tmp_path: Path) -> None:
    queue = PrintDirectory(tmp_path)
    queue.put(ENTRY)
    queue.put(replace(ENTRY, text="Інше."))

    assert "Додаємо" in (tmp_path / "1" / str(EFFECT) / "letter.json").read_text()
    assert [path.name for path in (tmp_path / "1").iterdir()] == [str(EFFECT)]


def test_a_paper_named_as_a_path_stays_in_its_folder(tmp_path: Path) -> None:
    evil = Attachment(name="../../../evil.pdf", media_type="application/x-unheard-of", content=b"x")

    PrintDirectory(tmp_path / "queue").put(replace(ENTRY, papers=(evil,)))

    assert sorted(path.name for path in (tmp_path / "queue" / "1" / str(EFFECT)).iterdir()) == ["1.bin", "letter.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["queue"]


def test_twenty_workers_with_one_entry_leave_one_envelope(tmp_path: Path) -> None:
    queue = PrintDirectory(tmp_path)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(queue.put, [ENTRY] * 20))

    assert [path.name for path in (tmp_path / "1").iterdir()] == [str(EFFECT)]
