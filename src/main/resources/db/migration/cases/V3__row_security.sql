grant usage on all sequences in schema cases to yiwang_system;

call access.guard('cases.case_file', 'case', region => 'region_path', unit => 'unit_code', person => 'worker_id');
call access.guard_part('cases.incident_case', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.case_link', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.case_clock', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.history', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.explanation', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.photo', 'case_id', 'cases.case_file', 'id');
call access.guard_part('cases.member', 'case_id', 'cases.case_file', 'id');
call access.guard_system('cases.kept_apart');
call access.guard_system('cases.action_key');
call access.guard_system('cases.day_number');
call access.guard('cases.saved_view', 'view', person => 'person_id', change => true);
