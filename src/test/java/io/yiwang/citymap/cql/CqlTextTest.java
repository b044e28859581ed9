package io.yiwang.citymap.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** CQL2 text and JSON say the same, are decided exactly, and are refused when they are wrong. */
class CqlTextTest {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "name", Kind.TEXT,
          "state", Kind.TEXT,
          "remark", Kind.TEXT,
          "height", Kind.NUMBER,
          "open", Kind.BOOLEAN,
          "since", Kind.DATE,
          "at", Kind.TIME,
          "geometry", Kind.SHAPE);

  private static final Map<String, @Nullable Object> LAMP = lamp();

  private static Map<String, @Nullable Object> lamp() {
    Map<String, @Nullable Object> lamp = new HashMap<>();
    lamp.put("name", "江苏路 Lamp 12%");
    lamp.put("state", "DAMAGED");
    lamp.put("remark", null);
    lamp.put("height", new BigDecimal("8.5"));
    lamp.put("open", true);
    lamp.put("since", LocalDate.parse("2026-03-01"));
    lamp.put("at", Instant.parse("2026-05-01T12:00:00Z"));
    lamp.put("geometry", new GeometryFactory().createPoint(new Coordinate(121.5, 31.2)));
    return lamp;
  }

  private static boolean holds(String text) {
    Cql.Condition condition = CqlText.read(text, UnaryOperator.identity());
    CqlCheck.check(condition, KINDS);
    return new CqlDecision(condition).holds(LAMP::get);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          state = 'DAMAGED'                                          | true
          state <> 'DAMAGED'                                         | false
          'DAMAGED' = state                                          | true
          height > 8 AND height <= 8.5                               | true
          height < 8 OR height > 1e1                                 | false
          NOT height < 8                                             | true
          NOT (state = 'INTACT' OR height = 8.5)                     | false
          TRUE                                                       | true
          FALSE OR TRUE                                              | true
          open = TRUE                                                | true
          remark IS NULL                                             | true
          remark IS NOT NULL                                         | false
          remark = 'x'                                               | false
          NOT remark = 'x'                                           | false
          remark = 'x' OR state = 'DAMAGED'                          | true
          remark = 'x' AND state = 'DAMAGED'                         | false
          name LIKE '江苏路%'                                        | true
          name LIKE '%lamp%'                                         | false
          CASEI(name) LIKE CASEI('%LAMP%')                           | true
          name LIKE '___ Lamp __\\%'                                 | true
          name LIKE '%13%'                                           | false
          name NOT LIKE '%13%'                                       | true
          height BETWEEN 8 AND 9                                     | true
          height NOT BETWEEN 8 AND 9                                 | false
          state IN ('LOST', 'DAMAGED')                               | true
          state NOT IN ('LOST', 'DAMAGED')                           | false
          CASEI(state) IN (CASEI('damaged'))                         | true
          name = state                                               | false
          state = state                                              | true
          since < DATE('2026-03-02')                                 | true
          at >= TIMESTAMP('2026-05-01T12:00:00Z')                    | true
          S_INTERSECTS(geometry, POINT(121.5 31.2))                  | true
          S_INTERSECTS(geometry, BBOX(121,31,122,32))                | true
          S_INTERSECTS(geometry, BBOX(170,31,-170,32))               | false
          S_WITHIN(geometry, POLYGON((121 31,122 31,122 32,121 32,121 31))) | true
          S_DISJOINT(geometry, LINESTRING(0 0, 1 1))                 | true
          S_TOUCHES(geometry, LINESTRING(121.5 31.2, 122 32))        | true
          S_EQUALS(geometry, POINT(121.5 31.2))                      | true
          S_CONTAINS(BBOX(121,31,122,32), geometry)                  | true
          S_CROSSES(geometry, LINESTRING(121 31.2, 122 31.2))        | false
          S_OVERLAPS(geometry, MULTIPOINT((121.5 31.2),(1 1)))       | false
          T_AFTER(at, DATE('2026-04-30'))                            | true
          T_BEFORE(at, TIMESTAMP('2026-05-01T12:00:00Z'))            | false
          T_DURING(at, INTERVAL('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z')) | true
          T_INTERSECTS(since, INTERVAL('..', '2026-03-01'))          | true
          T_DISJOINT(since, INTERVAL('2026-03-02', '..'))            | true
          T_EQUALS(INTERVAL(since, '2026-03-09'), INTERVAL('2026-03-01', '2026-03-09')) | true
          T_MEETS(INTERVAL('..', at), INTERVAL(at, '..'))            | true
          T_STARTS(INTERVAL('2026-01-01', '2026-01-05'), INTERVAL('2026-01-01', '2026-02-01')) | true
          T_OVERLAPS(INTERVAL('2026-01-01', '2026-01-05'), INTERVAL('2026-01-03', '2026-02-01')) | true
          "name" = '江苏路 Lamp 12%' and Not "state"='x'             | true
          """)
  void decides(String text, boolean expected) {
    assertThat(holds(text)).as(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name =",
        "name = 'x",
        "name = 'x' AND",
        "name = 'x' 'y'",
        "(name = 'x'",
        "name = 'x')",
        "nobody = 1",
        "name = 1",
        "height = 'x'",
        "height LIKE 'x'",
        "name LIKE name",
        "name LIKE 'x\\'",
        "open = 'true'",
        "at = DATE('2026-01-01')",
        "DATE('2026-13-01') = since",
        "at > TIMESTAMP('yesterday')",
        "S_INTERSECTS(name, POINT(1 1))",
        "S_INTERSECTS(geometry, POINT(1))",
        "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))",
        "S_INTERSECTS(geometry, POINT EMPTY)",
        "S_INTERSECTS(geometry, BBOX(1,2,3))",
        "S_INTERSECTS(geometry, BBOX(1,9,3,2))",
        "T_AFTER(name, DATE('2026-01-01'))",
        "avg(height) > 1",
        "geometry = geometry",
        "height BETWEEN 1 OR 2",
        "state IN ()",
        "1 = 1; drop table citymap.component",
        "height = 1e99999999",
      })
  void refusesWhatIsWrong(String text) {
    assertThatThrownBy(() -> holds(text))
        .as(text)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status().value()).isEqualTo(400));
  }

  @Test
  void isBoundedInDepthSizeAndTime() {
    assertThatThrownBy(() -> holds("NOT ".repeat(100) + "TRUE")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> holds("(".repeat(5_000) + "TRUE" + ")".repeat(5_000)))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> holds("TRUE" + " OR TRUE".repeat(1_500))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> holds("name = '" + "x".repeat(20_000) + "'"))
        .isInstanceOf(Problem.class);
    String hungry = "%a".repeat(4_000) + "%";
    assertThat(Wildcards.matches(hungry, "a".repeat(3_999) + "b".repeat(20_000), false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"op":"=","args":[{"property":"state"},"DAMAGED"]}                                   | state = 'DAMAGED'
          {"op":"and","args":[{"op":">","args":[{"property":"height"},8]},{"op":"isNull","args":[{"property":"remark"}]}]} | height > 8 AND remark IS NULL
          {"op":"not","args":[{"op":"like","args":[{"property":"name"},"%13%"]}]}              | name NOT LIKE '%13%'
          {"op":"between","args":[{"property":"height"},8,9]}                                  | height BETWEEN 8 AND 9
          {"op":"in","args":[{"property":"state"},["LOST","DAMAGED"]]}                         | state IN ('LOST','DAMAGED')
          {"op":"=","args":[{"op":"casei","args":[{"property":"state"}]},{"op":"casei","args":["damaged"]}]} | CASEI(state) = CASEI('damaged')
          {"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[121,31,122,32]}]}      | S_INTERSECTS(geometry, BBOX(121,31,122,32))
          {"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[121,31],[122,31],[122,32],[121,32],[121,31]]]}]} | S_WITHIN(geometry, POLYGON((121 31,122 31,122 32,121 32,121 31)))
          {"op":"t_after","args":[{"property":"at"},{"date":"2026-04-30"}]}                    | T_AFTER(at, DATE('2026-04-30'))
          {"op":"t_during","args":[{"property":"at"},{"interval":["2026-05-01T00:00:00Z",".."]}]} | T_DURING(at, INTERVAL('2026-05-01T00:00:00Z','..'))
          {"op":"=","args":[{"property":"at"},{"timestamp":"2026-05-01T12:00:00Z"}]}           | at = TIMESTAMP('2026-05-01T12:00:00Z')
          true                                                                                 | TRUE
          """)
  void jsonSaysWhatTextSays(String json, String text) {
    Cql.Condition ofJson = CqlJson.read(json, UnaryOperator.identity());
    assertThat(ofJson).isEqualTo(CqlText.read(text, UnaryOperator.identity()));
    CqlCheck.check(ofJson, KINDS);
    assertThat(new CqlDecision(ofJson).holds(LAMP::get)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"op\":\"=\"}",
        "{\"op\":\"exec\",\"args\":[1,2]}",
        "{\"op\":\"and\",\"args\":[true]}",
        "{\"op\":\"=\",\"args\":[{\"property\":\"state\"},{\"a\":1}]}",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4]]]}]}",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Point\",\"coordinates\":[\"x\",2]}]}",
      })
  void refusesJsonThatIsWrong(String json) {
    assertThatThrownBy(() -> CqlJson.read(json, UnaryOperator.identity()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void becomesSqlThatBindsEveryValueAndNeverLosesAFeature() {
    Columns columns =
        new Columns() {
          @Override
          public @Nullable String expression(String property) {
            return property.equals("state") || property.equals("height") ? "c." + property : null;
          }

          @Override
          public Object stored(String property, Object value) {
            return value;
          }

          @Override
          public Sql wherever(String property, Object value) {
            return Sql.ANY;
          }
        };
    assertThat(sql("state = 'it''s' AND height > 3", columns))
        .isEqualTo("(c.state = ?) and (c.height > ?) [it's, 3] exact");
    assertThat(sql("state = 'x' AND name = 'y'", columns))
        .isEqualTo("(c.state = ?) and (true) [x] at least");
    assertThat(sql("state = 'x' OR name = 'y'", columns)).isEqualTo("true [] at least");
    assertThat(sql("NOT (state = 'x' OR height IN (1, 2))", columns))
        .isEqualTo("not ((c.state = ?) or ((c.height = ?) or (c.height = ?))) [x, 1, 2] exact");
    assertThat(sql("NOT name = 'y'", columns)).isEqualTo("true [] at least");
    assertThat(sql("state < 'x'", columns)).isEqualTo("true [] at least");
    assertThat(sql("3 < height", columns)).isEqualTo("c.height > ? [3] exact");
    assertThat(sql("state LIKE 'a%'", columns)).isEqualTo("c.state like ? [a%] exact");
  }

  private static String sql(String text, Columns columns) {
    Sql sql = CqlSql.of(CqlText.read(text, UnaryOperator.identity()), columns);
    return sql.text() + " " + sql.arguments() + (sql.exact() ? " exact" : " at least");
  }
}
