call access.guard('sensing.intake_issue', 'issue');
-- asked for by tracking code only, which the platform does itself
call access.guard_system('sensing.filing');
