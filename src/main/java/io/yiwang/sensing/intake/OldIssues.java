package io.yiwang.sensing.intake;

import io.yiwang.access.Retained;
import io.yiwang.access.RetentionAct;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refused rows hold what their source wrote, people included; both acts erase them. */
@Component
class OldIssues implements Retained {
  private static final String KIND = "intake-issue:";

  private final JdbcClient jdbc;

  OldIssues(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String dataClass() {
    return "intake.issue";
  }

  @Override
  public List<String> due(Instant before, String after, int limit) {
    return jdbc.sql(
            "select id from sensing.intake_issue where at < ? and id > ? order by id limit ?")
        .params(Timestamp.from(before), after.isEmpty() ? 0 : id(after), limit)
        .query((rs, i) -> KIND + rs.getLong(1))
        .list();
  }

  @Override
  public void release(RetentionAct act, List<String> objects) {
    jdbc.sql("delete from sensing.intake_issue where id = any(?)").param(ids(objects)).update();
  }

  @Override
  public long left(List<String> objects) {
    return jdbc.sql("select count(*) from sensing.intake_issue where id = any(?)")
        .param(ids(objects))
        .query(Long.class)
        .single();
  }

  private static Long[] ids(List<String> objects) {
    return objects.stream().map(OldIssues::id).toArray(Long[]::new);
  }

  private static long id(String object) {
    return Long.parseLong(object.substring(KIND.length()));
  }
}
