"""A case whole in one statement says what the single queries say."""

from __future__ import annotations

import pytest

from store.queries.awaiting import awaiting
from store.queries.effect_reads import case_by_reference, personal_values
from store.queries.whole_case import whole_case
from tests.given import APPLICANT, staff
from tests.store.given import VAULT, Store, fresh_moment, new_play
from workflow.errors import NotFound

DISPATCHER = staff("dispatcher", "dispatcher", unit="utility")


def test_it_is_the_case_who_is_awaited_and_every_value(store: Store) -> None:
    # given
    play = new_play()
    reference = store.open_case(play).reference
    store.do(play, "route", DISPATCHER)
    # when
    found = whole_case(store.database.glance(1), reference)
    # then
    with store.reading() as look:
        assert found.case == case_by_reference(look, reference) == play.case
        assert found.awaiting == awaiting(look, play.case.id) != frozenset()
        values = personal_values(look, play.case.id)
    assert found.personal_values(VAULT) == values
    assert values["applicant.surname"] == APPLICANT["surname"]


def test_a_sealed_value_is_opened_by_the_vault_alone(store: Store) -> None:
    # given: a value under its case's key
    case = store.open_case()
    moment = fresh_moment()
    key, wrapped = VAULT.new_case_key(1, case.id, moment)
    sealed = VAULT.seal(key, '"дуже особисте"'.encode(), 1, case.id, "form.secret", moment)
    with store.superuser() as connection:
        connection.execute(
            "INSERT INTO case_keys (municipality, case_id, wrapped) VALUES (1, %s, %s)", (case.id, wrapped)
        )
        connection.execute(
            "INSERT INTO personal_values VALUES (1, %s, 'form.secret', NULL, %s, '\\x00')", (case.id, sealed)
        )
    # when
    found = whole_case(store.database.glance(1), case.reference)
    # then
    assert found.personal_values(VAULT)["form.secret"] == "дуже особисте"
    assert "особисте" not in repr(found)


@pytest.mark.parametrize(("sequence", "earlier"), [(99, True), (100, False)])
def test_a_long_case_leaves_out_what_its_inputs_said_before(store: Store, sequence: int, *, earlier: bool) -> None:
    # given: an input given twice, the second time in force
    play = new_play()
    case = store.open_case(play)
    with store.superuser() as connection:
        for name in ("input.7.reply", "input.9.reply"):
            connection.execute(
                "INSERT INTO personal_values VALUES (1, %s, %s, '{\"is\": \"вісімка\"}', NULL, '\\x00')",
                (case.id, name),
            )
        connection.execute(
            "UPDATE cases SET sequence = %s, body = jsonb_set(body, '{places,reply}', '\"input.9.reply\"') WHERE id = %s",
            (sequence, case.id),
        )
    # when
    found = whole_case(store.database.glance(1), case.reference).personal_values(VAULT)
    # then
    assert ("input.7.reply" in found) is earlier
    assert found["input.9.reply"] == "вісімка"
    assert found["applicant.surname"] == APPLICANT["surname"]
    assert found["form.note"] == "Глибока яма"


def test_a_long_case_with_reviews_keeps_earlier_inputs_to_compare(store: Store) -> None:
    # given
    case = store.open_case()
    with store.superuser() as connection:
        connection.execute(
            "INSERT INTO personal_values VALUES (1, %s, 'input.7.text', '{\"is\": \"було\"}', NULL, '\\x00')",
            (case.id,),
        )
        connection.execute(
            "UPDATE cases SET sequence = 100, body = jsonb_set(body, '{reviews}', '[]') WHERE id = %s", (case.id,)
        )
    # when
    found = whole_case(store.database.glance(1), case.reference).personal_values(VAULT)
    # then
    assert found["input.7.text"] == "було"


def test_a_case_of_another_town_is_unknown(store: Store) -> None:
    reference = store.open_case().reference

    with pytest.raises(NotFound, match="unknown_case"):
        whole_case(store.database.glance(2), reference)
