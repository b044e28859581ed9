package io.yiwang.vision.review;

import io.yiwang.access.Retained;
import io.yiwang.access.RetentionAct;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The pictures of candidates and the names of who decided; the verdict stays for the figures when
 * they are pseudonymised.
 */
@Component
class CandidatePictures implements Retained {
  private static final String KIND = "candidate:";

  private final JdbcClient jdbc;

  CandidatePictures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String dataClass() {
    return "camera.candidate";
  }

  @Override
  public List<String> due(Instant before, String after, int limit) {
    return jdbc.sql(
            """
            select id from vision.candidate
            where photo is not null and seen_at < ? and id > ? order by id limit ?
            """)
        .params(Timestamp.from(before), after.isEmpty() ? 0 : id(after), limit)
        .query((rs, i) -> KIND + rs.getLong(1))
        .list();
  }

  @Override
  public void release(RetentionAct act, List<String> objects) {
    String sql =
        act == RetentionAct.ERASE
            ? "delete from vision.candidate where id = any(?)"
            : """
            update vision.candidate set photo = null, decided_by = null, decider = null,
              status = case when status = 'OPEN' then 'EXPIRED' else status end
            where id = any(?)
            """;
    jdbc.sql(sql).param(ids(objects)).update();
  }

  @Override
  public long left(List<String> objects) {
    return jdbc.sql("select count(*) from vision.candidate where id = any(?) and photo is not null")
        .param(ids(objects))
        .query(Long.class)
        .single();
  }

  private static Long[] ids(List<String> objects) {
    return objects.stream().map(CandidatePictures::id).toArray(Long[]::new);
  }

  private static long id(String object) {
    return Long.parseLong(object.substring(KIND.length()));
  }
}
