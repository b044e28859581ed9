-- Classes of which a thing has, or once had, a shape: where only points are asked about, nobody looks for lines and areas.
create table citymap.shaped_class (class_no int primary key);

insert into citymap.shaped_class (class_no)
  select distinct (id / 1000000 % 100000)::int from citymap.component_cell;

call access.guard_open('citymap.shaped_class');
