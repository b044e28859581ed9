package io.yiwang.citymap.components;

import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.GeoPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the database is asked about the things in some ranges that a filter lets through.
 *
 * <p>Range by range: {@code offset 0} keeps the planner from reading a whole class instead.
 */
record Questions(Ranges ranges, ComponentFilter filter) {
  /** Up to so many classes the index of classes and places is asked for each of them. */
  private static final int FEW_CLASSES = 24;

  private static final String COVERED =
      """
      select e.id from unnest(?::bigint[], ?::bigint[]) r (low, high),
        lateral (select id from citymap.component_cell where cell between r.low and r.high offset 0) e
      union select e.id from citymap.component_cell e where e.cell = any(?)
      """;

  private static final String COVERED_OF_CLASSES =
      """
      select e.id from unnest(?::int[]) k (no), unnest(?::bigint[], ?::bigint[]) r (low, high),
        lateral (select id from citymap.component_cell where class_no = k.no and cell between r.low and r.high offset 0) e
      union select e.id from unnest(?::int[]) k (no), unnest(?::bigint[]) a (cell),
        lateral (select id from citymap.component_cell where class_no = k.no and cell = a.cell offset 0) e
      """;

  private static final String NEAREST =
      "from (select n.*, null::timestamptz as valid_to, null::timestamptz as known_to"
          + " from citymap.nearest(?, ?, ?, ?, ?, ?, ?, ?) n) c";

  /**
   * A statement and its values.
   *
   * @param sql of things from its {@code from} on, where they are called {@code c}
   */
  record Question(String sql, List<Object> values) {
    static Question of(String sql, Object... values) {
      return new Question(sql, List.of(values));
    }

    Question select(String columns) {
      return new Question("select " + columns + " " + sql, values);
    }

    PreparedStatement on(Connection connection) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      for (int i = 0; i < values.size(); i++) {
        switch (values.get(i)) {
          case Integer[] numbers ->
              statement.setArray(i + 1, connection.createArrayOf("int4", numbers));
          case Long[] numbers ->
              statement.setArray(i + 1, connection.createArrayOf("int8", numbers));
          case Object other -> statement.setObject(i + 1, other);
        }
      }
      return statement;
    }
  }

  Question points() {
    List<Object> values = new ArrayList<>(kinds());
    values.addAll(List.of(boxed(ranges.low()), boxed(ranges.high())));
    values.addAll(conditionValues());
    String sql =
        "from %s unnest(?::bigint[], ?::bigint[]) r (low, high), lateral (select * from %s p"
                .formatted(few() ? "unnest(?::int[]) k (no)," : "", relation())
            + " where %s p.s2 between r.low and r.high offset 0) c where c.shape is null and %s"
                .formatted(few() ? "p.class_no = k.no and" : "", conditions());
    return new Question(sql, values);
  }

  /** The next points of one range along the curve; of few classes each class is asked by itself. */
  Question pointsAfter(int range, long s2, long id, int limit) {
    List<Object> values = new ArrayList<>(kinds());
    values.addAll(List.of(ranges.low()[range], ranges.high()[range], s2, id));
    values.addAll(conditionValues());
    values.add(limit);
    String each =
        "%s c where %s c.s2 between ? and ? and (c.s2, c.id) > (?, ?) and c.shape is null and %s"
                .formatted(relation(), few() ? "c.class_no = k.no and" : "", conditions())
            + " order by c.s2, c.id limit ?";
    if (!few()) {
      return new Question("from " + each, values);
    }
    values.add(limit);
    return new Question(
        "from unnest(?::int[]) k (no), lateral (select * from "
            + each
            + ") c order by c.s2, c.id limit ?",
        values);
  }

  /** Those whose cover meets the ranges first, then the things by their keys. */
  Question shapes() {
    Question covered = covered();
    List<Object> values = new ArrayList<>(covered.values);
    values.addAll(conditionValues());
    String sql =
        "from (%s) e, lateral (select * from %s p where p.id = e.id offset 0) c"
                .formatted(covered.sql, relation())
            + " where c.shape is not null and "
            + conditions();
    return new Question(sql, values);
  }

  /** Identifiers of those whose cover meets the ranges, a statement of its own. */
  Question covered() {
    List<Object> values = new ArrayList<>(kinds());
    values.addAll(List.of(boxed(ranges.low()), boxed(ranges.high())));
    values.addAll(kinds());
    values.add(ranges.above());
    return new Question(few() ? COVERED_OF_CLASSES : COVERED, values);
  }

  /** Shapes by identifier. */
  Question shapes(Long[] ids) {
    List<Object> values = new ArrayList<>();
    values.add(ids);
    values.addAll(conditionValues());
    String sql =
        "from %s c where c.id = any(?) and c.shape is not null and %s"
            .formatted(relation(), conditions());
    return new Question(sql, values);
  }

  /** Points and shapes in one question; a journey to the database costs as much as the answer. */
  Question all() {
    Question points = points();
    Question shapes = shapes();
    List<Object> values = new ArrayList<>(points.values);
    values.addAll(shapes.values);
    return new Question(
        "from (select c.* %s union all select c.* %s) c".formatted(points.sql, shapes.sql), values);
  }

  /** All of them, or of today's things of few classes only the points that are nearest. */
  Question nearest(GeoPoint from, int k) {
    return few() && filter.asOf().isNow()
        ? Question.of(
            NEAREST,
            boxed(filter.classes()),
            boxed(ranges.low()),
            boxed(ranges.high()),
            ranges.above(),
            states(),
            from.lat(),
            from.lng(),
            k)
        : all();
  }

  private String relation() {
    return Rows.relation(filter.asOf());
  }

  private boolean few() {
    return filter.classes().length > 0 && filter.classes().length <= FEW_CLASSES;
  }

  private List<Object> kinds() {
    return few() ? List.of((Object) boxed(filter.classes())) : List.of();
  }

  /** Of few classes each was asked for by itself already. */
  private String conditions() {
    String states = "c.state = any(?)";
    return filter.classes().length <= FEW_CLASSES ? states : states + " and c.class_no = any(?)";
  }

  private List<Object> conditionValues() {
    return filter.classes().length <= FEW_CLASSES
        ? List.of((Object) states())
        : List.of(states(), boxed(filter.classes()));
  }

  private Integer[] states() {
    return filter.wanted().stream().map(ComponentState::number).toArray(Integer[]::new);
  }

  private static Integer[] boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }

  private static Long[] boxed(long[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Long[]::new);
  }
}
