package io.yiwang.registry.load;

import io.yiwang.access.Vault;
import io.yiwang.house.SystemDuty;
import io.yiwang.registry.people.Groups;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty registry: indexes off, rows by COPY on as many lanes as one likes, indexes on. The
 * definitions of the indexes wait in a table meanwhile, so that a load that was cut short is seen
 * and done again from the beginning.
 */
@Component
public class RegistryLoad {
  private static final Logger log = LoggerFactory.getLogger(RegistryLoad.class);
  private static final String TABLES = "'door', 'person', 'household', 'residence', 'enterprise'";
  private static final int INDEX_THREADS = 2;

  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private final Vault vault;
  private final Groups groups;
  private final JsonMapper json;

  RegistryLoad(
      JdbcClient jdbc, DataSource dataSource, Vault vault, Groups groups, JsonMapper json) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.vault = vault;
    this.groups = groups;
    this.json = json;
  }

  /** Whether there is anything in the registry, from a load that has come to its end. */
  public boolean isFilled() {
    boolean filled =
        jdbc.sql("select exists (select from registry.quarter)").query(Boolean.class).single();
    return filled && waiting().isEmpty();
  }

  /** Empties what a cut-off load has left and takes the indexes off. */
  public void begin() {
    if (waiting().isEmpty()) {
      jdbc.sql(
              """
              insert into registry.index_to_make
              select indexname, indexdef from pg_indexes
              where schemaname = 'registry' and tablename in (%s) and indexname not like '%%_pkey'
              """
                  .formatted(TABLES))
          .update();
    }
    for (Waiting index : waiting()) {
      jdbc.sql("select registry.take_index_off(?)").param(index.name).query(rs -> {});
    }
    jdbc.sql(
            """
            truncate registry.quarter, registry.building, registry.door, registry.person, registry.household,
              registry.residence, registry.family_link, registry.enterprise, registry.visit, registry.statement,
              registry.verdict, registry.doubt, registry.visit_round, registry.visit_act
            """)
        .update();
  }

  /** A lane of one thread with its own connection, under the platform's duty; to be closed. */
  public LoadLane lane() throws SQLException {
    return new LoadLane(dataSource.getConnection(), vault, groups, json);
  }

  /** Puts the indexes on and moves the sequences behind the ids that were used. */
  public void finish() {
    try (ExecutorService threads = Executors.newFixedThreadPool(INDEX_THREADS)) {
      List<Future<?>> made = new ArrayList<>();
      for (Waiting index : waiting()) {
        made.add(threads.submit(() -> make(index)));
      }
      for (Future<?> each : made) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("An index could not be made.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    for (String table :
        List.of("quarter", "building", "door", "person", "household", "enterprise")) {
      jdbc.sql(
              "select setval('registry.%1$s_id_seq', (select coalesce(max(id), 0) + 1 from registry.%1$s), false)"
                  .formatted(table))
          .query(Long.class)
          .single();
    }
    for (String table :
        List.of("quarter", "building", "door", "person", "residence", "enterprise")) {
      jdbc.sql("analyze registry." + table).update();
    }
    jdbc.sql("delete from registry.index_to_make").update();
  }

  private void make(Waiting index) {
    long start = System.nanoTime();
    SystemDuty.run(
        () -> jdbc.sql("select registry.put_index_on(?)").param(index.definition).query(rs -> {}));
    log.info("{} made in {} ms", index.name, (System.nanoTime() - start) / 1_000_000);
  }

  private record Waiting(String name, String definition) {}

  /** Definitions of indexes a load has taken off; the widest table's first. */
  private List<Waiting> waiting() {
    return jdbc.sql(
            "select name, definition from registry.index_to_make order by name not like 'person%',"
                + " name not like 'residence%', name")
        .query((rs, i) -> new Waiting(rs.getString(1), rs.getString(2)))
        .list();
  }
}
