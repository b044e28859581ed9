package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Row security as the database itself enforces it, past all application code. */
@PlatformTest
class RowSecurityTests {
  private static final String PERMISSION_DENIED = "42501";

  @Autowired JdbcTemplate jdbc;
  @Autowired JdbcClient client;
  @Autowired DataFolder folder;
  @Autowired Subjects subjects;
  @Autowired SealedSights sights;
  @Autowired Clock clock;
  @Autowired ApplicationContext context;

  private JsonNode reviewed = new YAMLMapper().nullNode();

  @BeforeEach
  void someRows() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/policy/tables.yaml")) {
      reviewed = new YAMLMapper().readTree(in);
    }
    new Opener(context).open();
    jdbc.update(
        "insert into cases.saved_view values (1, 'mine', '{}', now()) on conflict do nothing");
  }

  @Test
  void everyTableIsGuardedOrReviewed() {
    List<String> unguarded = new ArrayList<>();
    for (String table : tables("not (c.relrowsecurity and c.relforcerowsecurity)")) {
      if (!isReviewed("unguarded", table)) {
        unguarded.add(table);
      }
    }
    assertThat(unguarded).as("call access.guard… for it, or explain it in tables.yaml").isEmpty();
    List<String> open = new ArrayList<>();
    for (String table :
        tables(
            "exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*')"
                + " and pg_get_expr(p.polqual, p.polrelid) = 'true'"
                + " and 'yiwang_system'::regrole <> all (p.polroles))")) {
      if (!isReviewed("open", table)) {
        open.add(table);
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void theServingRoleOwnsNothingAndCannotBypass() throws SQLException {
    assertThat(
            jdbc.query(
                """
                select rolname || ' ' || rolsuper || rolbypassrls || rolcreaterole || rolcreatedb
                from pg_roles where rolname in ('yiwang_app', 'yiwang_system') order by 1
                """,
                (rs, row) -> rs.getString(1)))
        .containsExactly("yiwang_app falsefalsefalsefalse", "yiwang_system falsefalsefalsefalse");
    assertThat(
            jdbc.query(
                """
                select relname from pg_class
                where relowner in ('yiwang_app'::regrole, 'yiwang_system'::regrole)
                  and relpersistence <> 't'
                """,
                (rs, row) -> rs.getString(1)))
        .isEmpty();
    try (Connection serving = database().serving();
        Statement statement = serving.createStatement()) {
      assertThatThrownBy(() -> statement.execute("set role yiwang_system"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("set role yiwang"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> Database.list(serving, "select inner_key from access.row_key"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void withoutADutyNoRowIsSeenAndNoneChanged() throws SQLException {
    assertNothing(Map.of());
  }

  @Test
  void aForgedDutyIsNoDuty() throws SQLException {
    Map<String, String> forged = new HashMap<>();
    forged.put("yiwang.duty", "SYSTEM");
    String until = Long.toString(clock.instant().getEpochSecond() + 600);
    String forgery =
        String.join("\u001e", "0".repeat(64), until, "", "\udbff\udfff", "%", "", "1", "on", "");
    for (String dataClass : shippedClasses()) {
      for (String way : List.of("read", "change")) {
        forged.put("yiwang." + dataClass + "_" + way, forgery);
      }
    }
    assertNothing(forged);
  }

  @Test
  void aSealHoldsForItsWordsAndTimeOnly() throws SQLException {
    Map<String, String> genuine =
        sights.of(new Subject(1, List.of(new Mandate(Duty.CITY_OFFICER, Set.of(), ""))));
    assertThat(visibleCases(genuine)).isPositive();
    String cases = genuine.getOrDefault("yiwang.case_read", "");
    for (int part = 1; part < 9; part++) {
      String[] parts = cases.split("\u001e", -1);
      parts[part] = part == 1 ? "99999999999" : parts[part] + "2";
      String changed = String.join("\u001e", parts);
      assertThat(visibleCases(with(genuine, "yiwang.case_read", changed)))
          .as("part " + part)
          .isZero();
    }
    String workers = genuine.getOrDefault("yiwang.worker_read", "");
    assertThat(visibleCases(with(genuine, "yiwang.case_read", workers))).isZero();
    assertThat(visibleCases(with(genuine, "yiwang.case_read", cases.substring(64)))).isZero();
    assertThat(visibleCases(with(genuine, "yiwang.case_read", ""))).isZero();
    Map<String, String> officer =
        sights.of(new Subject(1, List.of(new Mandate(Duty.STREET_OFFICER, Set.of(), "no.where"))));
    assertThat(visibleCases(officer)).isZero();
  }

  /** 400 policies and subjects × 60 rows: 24,000 answers of the database. */
  @Test
  void theDatabaseAgreesWithTheReference() throws SQLException {
    long seed = Long.getLong("yiwang.seed", 20261125);
    RandomAsking asking = new RandomAsking(seed);
    Database database = database();
    database.asOwner(
        """
        drop schema if exists asked cascade;
        create schema asked;
        grant usage on schema asked to yiwang_app, yiwang_system;
        create table asked.item (id int primary key, region_path text, unit text, person bigint);
        call access.guard('asked.item', 'case', region => 'region_path', unit => 'unit', person => 'person');
        """);
    try {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        items.add(asking.item("case"));
      }
      insert(items);
      PolicyInForce policies = new PolicyInForce(PolicyFile.SHIPPED);
      SealedSights own = new SealedSights(subjects, policies, client, clock);
      int seen = 0;
      try (Connection serving = database.serving()) {
        serving.setAutoCommit(false);
        for (int i = 0; i < 400; i++) {
          Policy policy = asking.policy();
          policies.replace(policy);
          Subject subject = asking.subject();
          ReferenceEvaluator reference = new ReferenceEvaluator(policy);
          List<String> expected = new ArrayList<>();
          for (int n = 0; n < items.size(); n++) {
            if (reference.decide(subject, null, Action.READ, items.get(n)).allowed()) {
              expected.add(Integer.toString(n));
            }
          }
          Database.tell(serving, own.of(subject));
          assertThat(Database.list(serving, "select id from asked.item order by id"))
              .as("seed %d, round %d: %s", seed, i, subject)
              .isEqualTo(expected);
          seen += expected.size();
          serving.rollback();
        }
      }
      assertThat(seen).isPositive();
    } finally {
      database.asOwner("drop schema asked cascade");
    }
  }

  @Test
  void conditionsOnTheRegionUseItsIndex() throws SQLException {
    try (Connection serving = database().serving()) {
      serving.setAutoCommit(false);
      Database.tell(
          serving,
          sights.of(
              new Subject(
                  1, List.of(new Mandate(Duty.DISTRICT_OFFICER, Set.of(), "310000.310105")))));
      Database.tell(serving, Map.of("enable_seqscan", "off"));
      List<String> plan =
          Database.list(serving, "explain select * from cases.case_file where stage < 5");
      assertThat(String.join("\n", plan))
          .contains("case_file_open_region")
          .containsPattern("Index Cond: .*region_path ~>=~ \\(InitPlan \\d\\).col1");
    }
  }

  private void insert(List<Item> items) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      jdbc.update(
          "insert into asked.item values (?, ?, ?, ?)",
          new Object[] {i, item.regionPath(), item.unit(), item.person()},
          new int[] {Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.BIGINT});
    }
  }

  private int visibleCases(Map<String, String> settings) throws SQLException {
    try (Connection serving = database().serving()) {
      serving.setAutoCommit(false);
      Database.tell(serving, settings);
      return Integer.parseInt(
          Database.list(serving, "select count(*) from cases.case_file").getFirst());
    }
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(name, value);
    return changed;
  }

  private void assertNothing(Map<String, String> settings) throws SQLException {
    List<String> leaking = new ArrayList<>();
    try (Connection serving = database().serving()) {
      serving.setAutoCommit(false);
      Database.tell(serving, settings);
      for (String table : tables("true")) {
        int rows = attempt(serving, "select from " + table, true);
        if (rows > 0 && !isReviewed("open", table)) {
          leaking.add("sees " + table);
        }
        if (attempt(serving, "delete from " + table, false) > 0) {
          leaking.add("deletes from " + table);
        }
        String column = column(table);
        String update = "update %1$s set %2$s = %2$s".formatted(table, column);
        if (attempt(serving, update, false) > 0) {
          leaking.add("updates " + table);
        }
        String insert =
            "insert into %1$s select (jsonb_populate_record(null::%1$s, '{}')).*".formatted(table);
        if (attempt(serving, insert, false) > 0) {
          leaking.add("inserts into " + table);
        }
      }
    }
    assertThat(leaking).isEmpty();
  }

  /** Rows seen or changed; none when it is refused. */
  private static int attempt(Connection serving, String sql, boolean reads) throws SQLException {
    Savepoint before = serving.setSavepoint();
    try (PreparedStatement statement = serving.prepareStatement(sql)) {
      if (!reads) {
        return statement.executeUpdate();
      }
      int rows = 0;
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          rows++;
        }
      }
      return rows;
    } catch (SQLException e) {
      // an empty row may fail a constraint only after row security let it through
      boolean insert = sql.startsWith("insert");
      assertThat(e.getSQLState())
          .as(sql + ": " + e.getMessage())
          .matches(insert ? PERMISSION_DENIED + "|428C9|23502" : PERMISSION_DENIED);
      return 0;
    } finally {
      serving.rollback(before);
    }
  }

  private List<String> tables(String condition) {
    return jdbc.query(
        """
        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and c.relpersistence <> 't'
          and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' and
        """
            + condition
            + " order by 1",
        (rs, row) -> rs.getString(1));
  }

  private String column(String table) {
    return String.valueOf(
        jdbc.queryForObject(
            """
            select quote_ident(attname) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and attidentity = '' and not attisdropped
            order by attnum limit 1
            """,
            String.class,
            table));
  }

  private boolean isReviewed(String list, String table) {
    return reviewed.path(list).propertyNames().stream()
        .anyMatch(
            name ->
                name.endsWith("*")
                    ? table.startsWith(name.substring(0, name.length() - 1))
                    : table.equals(name));
  }

  private static Set<String> shippedClasses() {
    return PolicyReader.read(PolicyFile.text(PolicyFile.SHIPPED)).classes().keySet();
  }

  private Database database() {
    return Database.of(jdbc, folder);
  }
}
