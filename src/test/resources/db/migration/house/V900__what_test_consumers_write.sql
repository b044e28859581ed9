create table house.test_effect (text text, at int generated always as identity);
alter table house.test_effect enable row level security;
alter table house.test_effect force row level security;
create policy system on house.test_effect to yiwang_system using (true) with check (true);
grant select, insert on house.test_effect to yiwang_system;
