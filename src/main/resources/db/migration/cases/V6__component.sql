-- The component a matter is about, where whoever saw it named one.
alter table cases.case_file add column component_id bigint;
create index case_file_component on cases.case_file (component_id) where component_id is not null;
