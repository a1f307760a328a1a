-- The tables of an office on SQLite. Written by the program's own steps; a test compares.

CREATE TABLE schema_step (
    number integer not null primary key,
    title text not null,
    digest text not null
) strict;

CREATE TABLE office_key (
    purpose text not null primary key,
    key text not null
) strict;

CREATE TABLE log (
    log_id integer not null primary key,
    origin text not null unique,
    provenance text not null check (provenance in ('live', 'replayed', 'simulated'))
) strict;

CREATE TABLE log_head (
    log_id integer not null primary key references log (log_id),
    size integer not null,
    last_recorded integer not null,
    root blob not null,
    frontier blob not null
) strict;

CREATE TABLE event (
    log_id integer not null references log (log_id),
    seq integer not null,
    act integer not null,
    type text not null,
    version integer not null,
    occurred integer not null,
    recorded integer not null,
    actor text not null,
    rules integer not null,
    body text not null,
    commitment blob,
    primary key (log_id, seq)
) strict;

CREATE TABLE event_words (
    log_id integer not null,
    seq integer not null,
    salt blob not null,
    words text not null,
    primary key (log_id, seq)
) strict;

CREATE TABLE tile (
    log_id integer not null references log (log_id),
    level integer not null,
    number integer not null,
    hashes blob not null,
    primary key (log_id, level, number)
) strict;

CREATE TABLE signed_head (
    log_id integer not null references log (log_id),
    size integer not null,
    recorded integer not null,
    note text not null,
    primary key (log_id, size)
) strict;

CREATE TABLE command_key (
    log_id integer not null references log (log_id),
    key text not null,
    first_seq integer not null,
    events integer not null, content text not null default '',
    primary key (log_id, key)
) strict;

CREATE TABLE count_fact (
    log_id integer not null,
    seq integer not null,
    ordinal integer not null,
    subject integer not null,
    measure text not null,
    type text not null,
    channel text not null,
    reception_day integer not null,
    occurred integer not null,
    recorded integer not null,
    amount integer not null,
    primary key (log_id, seq, ordinal)
) strict;

CREATE TRIGGER event_is_final before update on event
begin select raise(abort, 'an event is never changed'); end;

CREATE TRIGGER event_stays before delete on event
begin select raise(abort, 'an event is never removed'); end;

CREATE TRIGGER words_are_final before update on event_words
begin select raise(abort, 'words are erased, never changed'); end;

CREATE TRIGGER head_is_final before update on signed_head
begin select raise(abort, 'a signed head is never changed'); end;

CREATE TRIGGER head_stays before delete on signed_head
begin select raise(abort, 'a signed head is never removed'); end;

CREATE TABLE sealed_original (
    log_id integer not null,
    ref integer not null,
    algorithm text not null,
    ephemeral blob not null,
    position integer not null,
    content blob not null,
    primary key (log_id, ref)
) strict;

CREATE TABLE inspection (
    log_id integer not null,
    inspection_id text not null,
    settings text not null,
    primary key (log_id, inspection_id)
) strict;

CREATE TABLE inspected_object (
    log_id integer not null,
    inspection_id text not null,
    code text not null,
    object_log integer not null,
    settings text not null, unit text not null default '',
    primary key (log_id, inspection_id, code)
) strict;

CREATE TABLE report (
    log_id integer not null,
    report_id integer not null,
    own_id text not null,
    channel text not null,
    kind text not null,
    occurred integer not null,
    postmark integer,
    reception_day integer not null,
    original integer not null,
    original_digest text not null,
    row_digest text not null,
    primary key (log_id, report_id)
) strict;

CREATE UNIQUE INDEX report_by_own_id on report (log_id, own_id);

CREATE TABLE matter (
    log_id integer not null,
    matter_id integer not null,
    report_id integer not null,
    state text not null,
    state_seq integer not null,
    urgent text not null,
    types text not null,
    title text not null,
    text text not null,
    place text not null,
    enterprise text not null, occurred integer not null default 0,
    primary key (log_id, matter_id)
) strict;

CREATE INDEX matter_by_report on matter (log_id, report_id, matter_id);

CREATE INDEX matter_undecided on matter (log_id, matter_id) where state = 'undecided';

CREATE TABLE matter_reason (
    log_id integer not null,
    seq integer not null,
    matter_id integer not null,
    reason text not null,
    office text not null,
    why text not null,
    primary key (log_id, seq)
) strict;

CREATE TABLE case_file (
    log_id integer not null,
    case_id integer not null,
    standing text not null,
    number text not null,
    letter text not null,
    serial integer not null,
    watched integer not null,
    batch_day integer,
    due integer,
    channel text not null,
    reception_day integer not null,
    types text not null,
    primary key (log_id, case_id)
) strict;

CREATE UNIQUE INDEX case_by_number on case_file (log_id, number) where number <> '';

CREATE INDEX case_by_standing on case_file (log_id, standing, reception_day, case_id);

CREATE TABLE case_matter (
    log_id integer not null,
    matter_id integer not null,
    case_id integer not null,
    primary key (log_id, matter_id)
) strict;

CREATE INDEX matter_by_case on case_matter (log_id, case_id, matter_id);

CREATE TABLE placement (
    log_id integer not null,
    matter_id integer not null,
    how text not null,
    case_id integer not null,
    nearest_id integer not null,
    score_ppm integer not null,
    seq integer not null,
    primary key (log_id, matter_id)
) strict;

CREATE INDEX placement_by_seq on placement (log_id, seq, matter_id);

CREATE INDEX placement_waiting on placement (log_id, matter_id) where how in ('waiting', 'freed');

CREATE INDEX placement_by_nearest on placement (log_id, nearest_id)
    where how in ('engine', 'person');

CREATE TABLE never_together (
    log_id integer not null,
    matter_id integer not null,
    other_id integer not null,
    seq integer not null,
    primary key (log_id, matter_id, other_id)
) strict;

CREATE INDEX never_together_by_other on never_together (log_id, other_id);

CREATE TABLE batch (
    log_id integer not null,
    day integer not null,
    number integer not null,
    state text not null,
    primary key (log_id, day)
) strict;

CREATE TABLE supplement (
    log_id integer not null,
    matter_id integer not null,
    case_id integer not null,
    day integer,
    primary key (log_id, matter_id, case_id)
) strict;

CREATE TABLE urgent_notice (
    log_id integer not null,
    case_id integer not null,
    day integer not null,
    issued integer not null,
    listed integer,
    primary key (log_id, case_id)
) strict;

CREATE TABLE case_result (
    log_id integer not null,
    case_id integer not null,
    handed_over integer not null,
    occurred integer,
    status text,
    truth text,
    class text,
    ordered integer not null,
    penalised integer not null,
    fine_fen integer not null,
    seized integer not null,
    criminal integer not null,
    detained_admin integer not null,
    detained_criminal integer not null,
    interviewed integer not null,
    accountable integer not null,
    primary key (log_id, case_id)
) strict;

CREATE TABLE earlier_result (
    log_id integer not null,
    case_id integer not null,
    replaced_by integer not null,
    occurred integer not null,
    outcome text not null,
    primary key (log_id, case_id, replaced_by)
) strict;

CREATE TABLE case_partner (
    log_id integer not null,
    case_id integer not null,
    object text not null,
    primary key (log_id, case_id, object)
) strict;

CREATE TABLE packed_facts (
    log_id integer not null,
    block integer not null,
    measure text not null,
    facts integer not null,
    amount integer not null,
    first_occurred integer not null,
    last_occurred integer not null,
    first_recorded integer not null,
    last_recorded integer not null,
    types text not null,
    channels text not null,
    packed blob not null,
    primary key (log_id, block, measure)
) strict;

CREATE TABLE issued_bulletin (
    log_id integer not null,
    inspection_id text not null,
    number integer not null,
    seq integer not null,
    primary key (log_id, inspection_id, number)
) strict;

CREATE TABLE merging_model (
    log_id integer not null,
    seq integer not null,
    name text not null,
    version text not null,
    sha256 text not null,
    content text not null,
    primary key (log_id, seq)
) strict;

CREATE INDEX object_by_log on inspected_object (log_id, object_log);

CREATE TABLE act_proposal (
    log_id integer not null,
    seq integer not null,
    act text not null,
    digest text not null,
    proposer text not null,
    unit text not null,
    proposed integer not null,
    state text not null,
    primary key (log_id, seq)
) strict;

CREATE TABLE attachment (
    log_id integer not null,
    attachment_id integer not null,
    report_id integer not null,
    blob text not null,
    kind text not null,
    original integer not null,
    removed integer not null,
    bytes integer not null,
    width integer not null,
    height integer not null,
    content text not null,
    name text not null,
    primary key (log_id, attachment_id)
) strict;

CREATE INDEX attachment_by_report on attachment (log_id, report_id, attachment_id);

CREATE INDEX attachment_by_blob on attachment (log_id, blob);

CREATE TABLE person (
    log_id integer not null,
    person_id integer not null,
    pseudonym text not null,
    login text not null,
    name text not null,
    suspended text,
    admitted integer not null,
    primary key (log_id, person_id)
) strict;

CREATE INDEX person_login on person (log_id, login);

CREATE TABLE role_grant (
    log_id integer not null,
    person_id integer not null,
    role text not null,
    inspection text not null,
    object text not null,
    unit text not null,
    primary key (log_id, person_id, role, inspection, object, unit)
) strict;

CREATE TABLE credential (
    person_id integer not null primary key,
    hash text not null,
    changed integer not null
) strict;

CREATE TABLE one_time_secret (
    person_id integer not null primary key,
    sealed blob not null,
    used_step integer not null
) strict;

CREATE TABLE staff_session (
    digest blob not null primary key,
    name text not null,
    person_id integer not null,
    created integer not null,
    last_seen integer not null,
    authenticated integer not null,
    locked integer not null,
    log_size integer not null
) strict;

CREATE INDEX staff_session_person on staff_session (person_id, name);

CREATE TABLE api_key (
    digest blob not null primary key,
    name text not null,
    person_id integer not null,
    title text not null,
    roles text not null,
    created integer not null,
    expires integer not null,
    log_size integer not null
) strict;

CREATE INDEX api_key_person on api_key (person_id, name);

CREATE TABLE failed_attempt (
    subject blob not null primary key,
    failures integer not null,
    latest integer not null
) strict;

CREATE TABLE proven_place (
    subject blob not null primary key,
    latest integer not null
) strict;

CREATE TABLE search_text (
    place integer primary key,
    log_id integer not null,
    matter_id integer not null,
    report_id integer not null,
    reception_day integer not null,
    recorded integer not null,
    words text not null
) strict;

CREATE UNIQUE INDEX search_text_by_matter on search_text (log_id, matter_id);

CREATE INDEX search_text_newest on search_text (log_id, recorded);

CREATE VIRTUAL TABLE search_index using fts5 (
    words, content = 'search_text', content_rowid = 'place', columnsize = 0, tokenize = 'pairs'
);

CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE receipt (
    log_id integer not null,
    report_id integer not null,
    code text not null,
    primary key (log_id, report_id)
) strict;

CREATE UNIQUE INDEX receipt_by_code on receipt (code);

CREATE TABLE used_form (
    log_id integer not null,
    seq integer not null,
    token text not null,
    content text not null,
    primary key (log_id, seq)
) strict;

CREATE UNIQUE INDEX used_form_by_token on used_form (token);

CREATE TABLE addition (
    log_id integer not null,
    seq integer not null,
    report_id integer not null,
    told integer not null,
    original integer not null,
    text text not null,
    primary key (log_id, seq)
) strict;

CREATE INDEX addition_by_report on addition (log_id, report_id, seq);

CREATE TABLE threat (
    log_id integer not null,
    seq integer not null,
    told integer not null,
    original integer not null,
    of_log integer not null,
    report_id integer not null,
    text text not null,
    primary key (log_id, seq)
) strict;

CREATE INDEX matter_by_time on matter (log_id, occurred, matter_id);

CREATE INDEX matter_by_state on matter (log_id, state, occurred, matter_id);

CREATE INDEX matter_urgent on matter (log_id, occurred, matter_id) where urgent <> '';

CREATE INDEX case_by_day on case_file (log_id, reception_day, case_id);

CREATE INDEX case_watched on case_file (log_id, reception_day, case_id) where watched = 1;

CREATE INDEX case_by_batch on case_file (log_id, batch_day, reception_day, case_id)
    where batch_day is not null;

CREATE INDEX case_due on case_file (log_id, due) where standing = 'handed_over';

CREATE INDEX event_by_matter on event (
    log_id, (coalesce(json_extract(body, '$.matter'), json_extract(body, '$.of.matter'))), seq
) where coalesce(json_extract(body, '$.matter'), json_extract(body, '$.of.matter')) is not null;

CREATE INDEX event_by_case on event (
    log_id, (json_extract(body, '$.case')), seq
) where json_extract(body, '$.case') is not null;

CREATE INDEX event_by_report on event (
    log_id, (json_extract(body, '$.report')), seq
) where type in ('matter_split_off', 'addition_received', 'attachment_added', 'attachment_removed');

CREATE INDEX event_by_batch on event (
    log_id, (json_extract(body, '$.day')), seq
) where type in ('batch_sealed', 'batch_handed_over', 'batch_acknowledged');

CREATE INDEX proposal_open on act_proposal (log_id, proposed, seq) where state = 'open';

CREATE TABLE backup_taken (
    taken integer not null,
    folder text not null,
    program text not null,
    schema_step integer not null,
    files integer not null,
    bytes integer not null,
    primary key (taken)
) strict;

CREATE TABLE backup_log (
    taken integer not null,
    log_id integer not null,
    events integer not null,
    root text not null,
    primary key (taken, log_id)
) strict;

