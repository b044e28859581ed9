-- The region and unit a case was filed under, once its path or unit has become another; null as long as they are the
-- same. Written by the database, whoever moves the case.
alter table cases.case_file
    add column filed_path text,
    add column filed_unit text;

create function cases.keep_filed_path() returns trigger language plpgsql as $$
begin
    new.filed_path := coalesce(old.filed_path, old.region_path);
    return new;
end $$;
create trigger case_file_keeps_filed_path before update of region_path on cases.case_file
    for each row when (old.region_path <> new.region_path) execute function cases.keep_filed_path();
