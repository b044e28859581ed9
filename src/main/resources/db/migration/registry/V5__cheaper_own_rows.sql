-- One's own rows by fewer subqueries, asked only about rows that nothing else shows: conditions are tried in the order
-- of the policies' names from behind, and most readers are not residents.

create or replace procedure registry.guard_own(tab regclass, class text, condition text) language plpgsql as $$
begin
  execute format(
    $c$create policy own_readable on %1$s for select to yiwang_app using (
      (%3$s) and (select access.gives_own(%2$L)))$c$,
    tab, class || '_read', condition);
end $$;

drop policy readable_own on registry.person;
drop policy readable_own on registry.statement;
drop policy readable_own on registry.residence;
drop policy readable_own on registry.household;
drop policy readable_own on registry.door;
drop policy readable_own on registry.visit;
call registry.guard_own('registry.person', 'person', 'id = (select registry.own_person())');
call registry.guard_own('registry.statement', 'person', 'person_id = (select registry.own_person())');
call registry.guard_own('registry.residence', 'person', 'person_id = (select registry.own_person())');
call registry.guard_own('registry.household', 'household', 'id = (select registry.own_household())');
call registry.guard_own('registry.door', 'door', 'id = (select registry.own_door())');
call registry.guard_own('registry.visit', 'visit',
    'person_id = (select registry.own_person()) or person_id is null and door_id = (select registry.own_door())');
