create index worker_region on dispatch.worker (region_path text_pattern_ops);

call access.guard('dispatch.worker', 'worker', region => 'region_path', unit => 'unit_code', person => 'person_id');
call access.guard_part('dispatch.roster', 'person_id', 'dispatch.worker', 'person_id');
call access.guard_open('dispatch.responsibility');
call access.guard_system('dispatch.refusal');
