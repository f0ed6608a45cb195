"""A town of some thousand cases, made by SQL from one real case: enough for PostgreSQL to want its indexes."""

from __future__ import annotations

from tests.store.given import Store

CASES = 6_000

_CASES = f"""
INSERT INTO cases (municipality, id, reference, request_type, definition, state, outcome, channel, opened, closed,
    recorded, version, sequence, unit, assignee, urgent, main, due, promise, late, reopened, street, cell, latitude_e7,
    longitude_e7, head, work, body)
SELECT 1 + n % 2, gen_random_uuid(), '25-' || lpad(n::text, 5, '0'), 'type_' || n % 12, c.definition,
    'state_' || n % 9, CASE WHEN n % 3 > 0 THEN 'satisfied' END, (ARRAY['page', 'phone', 'counter'])[1 + n % 3],
    c.opened - n * interval '17 minutes', CASE WHEN n % 3 > 0 THEN c.opened - n * interval '16 minutes' END, c.opened, 1, 1, 'unit_' || n % 40,
    'user_' || n % 200, false, NULL, CASE WHEN n % 3 = 0 THEN c.opened + (n % 500) * interval '1 hour' END, NULL, false,
    0, 'вул. ' || n % 100, 1027000000 + n % 3000, 513500000 + n * 10, 258500000 + n * 10, c.head, NULL, c.body
FROM cases c, generate_series(1, {CASES}) AS n WHERE c.reference = '26-00001'
"""
_REST = r"""
INSERT INTO history SELECT s.municipality, s.id, k, s.opened, 'system', NULL, 'Transitioned', 1,
    '{"from_state":"a","name":"n","to_state":"b"}', 'd', CASE WHEN k > 1 THEN s.head END, s.head,
    gen_random_uuid(), gen_random_uuid() FROM cases s, generate_series(1, 4) k WHERE s.reference LIKE '25-%';
INSERT INTO deadlines SELECT municipality, id, 'service', NULL, '20', 'running', opened, current_date,
    coalesce(due, opened), closed, false FROM cases WHERE reference LIKE '25-%';
INSERT INTO work_items SELECT municipality, id, 'transition:' || unit, 'transition', 'role_' || right(assignee,
    1), unit, CASE WHEN right(unit, 1) = '3' THEN assignee END, 'service', due, NULL, NULL FROM cases WHERE
    closed IS NULL AND reference LIKE '25-%';
INSERT INTO timers SELECT municipality, id, 'service', 0, due FROM cases WHERE due IS NOT NULL AND reference LIKE
    '25-%';
INSERT INTO search_words SELECT municipality, id, w FROM cases, LATERAL (VALUES (lower(md5(id::text))), ('слово'
    || right(reference, 4)), ('38050' || right(reference, 5))) v(w) WHERE reference LIKE '25-%';
INSERT INTO messages SELECT municipality, gen_random_uuid(), id, NULL, 'sms', '+380', 't', 1, 'sent', 'p' ||
    reference, opened, opened FROM cases WHERE reference LIKE '25-%';
INSERT INTO resolutions SELECT municipality, id, id, '1', NULL, assignee, NULL, assignee, assignee, unit, 'open',
    opened, NULL, due, false, NULL, NULL, NULL FROM cases WHERE reference LIKE '25-%';
INSERT INTO executors SELECT municipality, id, 0, id, assignee, unit, 'lead', 'pending', due FROM cases WHERE
    reference LIKE '25-%';
INSERT INTO papers SELECT municipality, id, id, 'letter', 'draft', opened, 'outgoing', 2025, reference, NULL,
    reference, NULL, NULL, NULL, NULL FROM cases WHERE reference LIKE '25-%';
INSERT INTO paper_words SELECT municipality, id, id, w, '' FROM cases, LATERAL (VALUES (lower(md5(reference))), ('папір'
    || right(reference, 4))) v(w) WHERE reference LIKE '25-%';
INSERT INTO paper_versions SELECT municipality, md5(id::text), id, 'opened', opened FROM cases WHERE reference
    LIKE '25-%';
INSERT INTO bookings SELECT municipality, 'mayor_reception', 's' || reference, 1, opened, opened + interval '20
    min', NULL, NULL, id FROM cases WHERE reference LIKE '25-%';
INSERT INTO alarms SELECT municipality, id, id, 'blown', '{}', opened FROM cases WHERE reference LIKE '25-%';
INSERT INTO alarm_recipients SELECT municipality, 'role:role_' || right(assignee, 2), id, opened FROM cases WHERE
    reference LIKE '25-%';
INSERT INTO incidents SELECT municipality, id, id, id, 'notify', 'r', '{}', opened, CASE WHEN closed IS NOT NULL
    THEN closed END, NULL, CASE WHEN closed IS NOT NULL THEN 'drop' END FROM cases WHERE reference LIKE '25-%';
INSERT INTO post_entries SELECT municipality, id, id, id, opened, NULL, closed FROM cases WHERE reference LIKE
    '25-%';
INSERT INTO files SELECT m, '02-' || lpad(i::text, 2, '0'), y, 't', '5 year', NULL, '', 1000, now(), 'system' FROM
    generate_series(1, 2) m, generate_series(1, 20) i, generate_series(2021, 2025) y;
INSERT INTO volumes SELECT municipality, index, year, v, 10, NULL, NULL FROM files, generate_series(1, 3) v;
INSERT INTO filed_cases SELECT municipality, '02-' || lpad((1 + n % 20)::text, 2, '0'), 2021 + n % 5, n, 1 + n % 3, id,
    closed, 1, CASE WHEN n % 9 > 0 THEN date '2031-01-01' + n END, NULL FROM (SELECT municipality, id, closed,
    (row_number() OVER (PARTITION BY municipality ORDER BY reference))::int n FROM cases WHERE closed IS NOT NULL AND
    reference LIKE '25-%') c;
UPDATE cases SET filed = true WHERE closed IS NOT NULL AND right(reference, 2) <> '07';
INSERT INTO erasures SELECT municipality, id, closed, 'system', '', 'keep_ended', closed FROM cases WHERE closed IS NOT
    NULL AND right(reference, 1) = '3' AND reference LIKE '25-%';
INSERT INTO journal_entries SELECT municipality, (ARRAY['incoming', 'appeals'])[1 + n % 2], 2023 + n % 3, n, n ||
    '/02-21', opened::date, id, id, NULL, NULL, 'їх-' || n, '{}' FROM (SELECT municipality, id, opened, (row_number()
    OVER (PARTITION BY municipality ORDER BY reference))::int n FROM cases WHERE reference LIKE '25-%') c;
INSERT INTO status_links SELECT municipality, sha256(id::text::bytea), id, id, 1, 'k', opened, false FROM cases
    WHERE reference LIKE '25-%';
INSERT INTO personal_values SELECT municipality, id, 'form.note', '{"is": "x"}', NULL, '\x00' FROM cases WHERE
    reference LIKE '25-%';
INSERT INTO attachments SELECT municipality, id, 'image/png', md5(id::text), 1, NULL, NULL, id, opened FROM cases
    WHERE reference LIKE '25-%';
INSERT INTO sessions SELECT municipality, sha256(id::text::bytea), assignee, 'c', NULL, opened, opened, false
    FROM cases WHERE reference LIKE '25-%';
INSERT INTO replies SELECT municipality, 'public', reference, 'h', 200, '{}', '', opened FROM cases WHERE
    reference LIKE '25-%'
"""


def seed_town(store: Store) -> None:
    """Two municipalities of CASES / 2 cases each, and what hangs on them, with fresh statistics."""
    store.open_case(reference="26-00001")
    with store.superuser() as connection:
        connection.execute(_CASES.encode())
        connection.execute(_REST.encode())
        connection.execute("ANALYZE")
