-- A responsibility that goes on after a reorganisation, and one that ended by it.
alter table dispatch.responsibility
  add column made_by      bigint,
  add column ended_by     bigint,
  add column was_valid_to date,
  add column added_at     timestamptz not null default now();
-- one that ends on its first day has never held
do $$
declare old name;
begin
  select conname into old from pg_constraint
  where conrelid = 'dispatch.responsibility'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%valid_to%';
  execute format('alter table dispatch.responsibility drop constraint %I', old);
end $$;
alter table dispatch.responsibility add constraint responsibility_period check (valid_to >= valid_from);
