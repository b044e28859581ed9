package io.yiwang.sensing.rules.alarms;

import io.yiwang.sensing.rules.engine.Engine.Kept;
import java.sql.Array;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where the rules stand, kept between runs: one statement for a whole batch of readings. */
@Component
class RuleStates {
  private final JdbcTemplate jdbc;

  RuleStates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  List<Kept> all() {
    return jdbc.query(
        "select device, quantity, state from sensing.rule_state",
        (rs, row) -> new Kept(rs.getLong(1), rs.getString(2), rs.getBytes(3)));
  }

  void keep(List<Kept> changed) {
    List<Kept> there = changed.stream().filter(k -> k.state() != null).toList();
    List<Kept> gone = changed.stream().filter(k -> k.state() == null).toList();
    if (!there.isEmpty()) {
      write(
          """
          insert into sensing.rule_state (device, quantity, state) select * from unnest(?, ?, ?)
          on conflict (device, quantity) do update set state = excluded.state
          """,
          there,
          true);
    }
    if (!gone.isEmpty()) {
      write(
          """
          delete from sensing.rule_state s using unnest(?, ?) g(device, quantity)
          where s.device = g.device and s.quantity = g.quantity
          """,
          gone,
          false);
    }
  }

  private void write(String sql, List<Kept> rows, boolean states) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              Array devices =
                  connection.createArrayOf(
                      "bigint", rows.stream().map(Kept::device).toArray(Long[]::new));
              Array quantities =
                  connection.createArrayOf(
                      "text", rows.stream().map(Kept::quantity).toArray(String[]::new));
              try (var statement = connection.prepareStatement(sql)) {
                statement.setArray(1, devices);
                statement.setArray(2, quantities);
                if (states) {
                  byte[][] bytes =
                      rows.stream()
                          .map(k -> Objects.requireNonNull(k.state()))
                          .toArray(byte[][]::new);
                  statement.setArray(3, connection.createArrayOf("bytea", bytes));
                }
                return statement.executeUpdate();
              }
            });
  }
}
