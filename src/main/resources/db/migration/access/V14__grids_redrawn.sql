-- All that lies right below a region can be drawn anew in one plan: the unit grids of a neighbourhood.
alter table access.reorganisation drop constraint reorganisation_kind_check;
alter table access.reorganisation add constraint reorganisation_kind_check
  check (kind in ('RENAME', 'MOVE', 'MERGE', 'SPLIT', 'REDRAW'));
