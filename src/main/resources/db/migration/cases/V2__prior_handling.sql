-- The system a matter was imported from, and by when that had promised it mended.
alter table cases.case_file
    add column prior_system text,
    add column promised_at  timestamptz;
