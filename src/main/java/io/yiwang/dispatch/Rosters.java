package io.yiwang.dispatch;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is planned to be on duty when. */
@Component
public class Rosters {
  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  Rosters(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  public List<Shift> list() {
    return jdbc.sql("select * from dispatch.roster order by id").query(Rosters::shift).list();
  }

  public List<Shift> list(long personId) {
    return jdbc.sql("select * from dispatch.roster where person_id = ? order by id")
        .param(personId)
        .query(Rosters::shift)
        .list();
  }

  /** Adds shifts; ids are ours to give, and a shift that is there already stays one. */
  public void addAll(Collection<Shift> shifts) {
    template.batchUpdate(
        """
        insert into dispatch.roster (person_id, days, from_time, to_time, valid_from, valid_to)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        shifts,
        500,
        (ps, s) -> {
          ps.setLong(1, s.personId());
          ps.setInt(2, bits(s.days()));
          ps.setTime(3, Time.valueOf(s.from()));
          ps.setTime(4, Time.valueOf(s.to()));
          ps.setDate(5, Date.valueOf(s.validFrom()));
          LocalDate end = s.validTo();
          ps.setDate(6, end == null ? null : Date.valueOf(end));
        });
  }

  /** Whose shift it is, if the present subject may see it. */
  Optional<Long> findPerson(long id) {
    return jdbc.sql("select person_id from dispatch.roster where id = ?")
        .param(id)
        .query(Long.class)
        .optional();
  }

  void remove(long id) {
    jdbc.sql("delete from dispatch.roster where id = ?").param(id).update();
  }

  private static int bits(Set<DayOfWeek> days) {
    return days.stream().mapToInt(d -> 1 << d.ordinal()).sum();
  }

  private static Set<DayOfWeek> days(int bits) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    Arrays.stream(DayOfWeek.values())
        .filter(d -> (bits & 1 << d.ordinal()) != 0)
        .forEach(days::add);
    return days;
  }

  private static Shift shift(ResultSet rs, int i) throws SQLException {
    Date end = rs.getDate("valid_to");
    return new Shift(
        rs.getLong("id"),
        rs.getLong("person_id"),
        days(rs.getInt("days")),
        rs.getTime("from_time").toLocalTime(),
        rs.getTime("to_time").toLocalTime(),
        rs.getDate("valid_from").toLocalDate(),
        end == null ? null : end.toLocalDate());
  }
}
