package io.yiwang.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.ApplicationModule;

/**
 * Migrates each module's own schema from {@code db/migration/<module>}, a module after those it may
 * use. Each module has a history of its own ({@code flyway_schema_history_<module>}), so versions
 * start at 1 in each.
 *
 * <p>Spring Modulith can do this too, but finds the order by reading all byte code at every start;
 * the declared neighbours in {@code package-info} say the same at once.
 */
class ModuleMigrations implements FlywayMigrationStrategy {
  private static final Pattern MODULE = Pattern.compile("/db/migration/([a-z]+)/[^/]+\\.sql$");

  @Override
  public void migrate(Flyway flyway) {
    for (String module : inOrder(modulesWithMigrations())) {
      Flyway.configure(flyway.getConfiguration().getClassLoader())
          .configuration(flyway.getConfiguration())
          .locations("classpath:db/migration/" + module)
          .table("flyway_schema_history_" + module)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
      letIn(flyway, module);
    }
  }

  /** The roles that serve may enter the module's schema; each table says what they may do there. */
  private static void letIn(Flyway flyway, String module) {
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("grant usage on schema %s to yiwang_app, yiwang_system".formatted(module));
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The schema "
              + module
              + " could not be opened to yiwang_app and yiwang_system. Maybe these roles are"
              + " missing.",
          e);
    }
  }

  private static Set<String> modulesWithMigrations() {
    try {
      Set<String> modules = new TreeSet<>();
      for (Resource script :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:db/migration/*/*.sql")) {
        Matcher path = MODULE.matcher(script.getURL().toString());
        if (path.find()) {
          modules.add(path.group(1));
        }
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Neighbours first; alphabetical where nothing else decides. */
  static List<String> inOrder(Set<String> modules) {
    Set<String> ordered = new LinkedHashSet<>();
    modules.forEach(module -> visit(module, ordered));
    List<String> result = new ArrayList<>(ordered);
    result.retainAll(modules);
    return result;
  }

  private static void visit(String module, Set<String> ordered) {
    if (!ordered.contains(module)) {
      neighbours(module).forEach(neighbour -> visit(neighbour, ordered));
      ordered.add(module);
    }
  }

  private static List<String> neighbours(String module) {
    try {
      ApplicationModule declared =
          Class.forName("io.yiwang." + module + ".package-info")
              .getAnnotation(ApplicationModule.class);
      return declared == null
          ? List.of()
          : Stream.of(declared.allowedDependencies())
              .map(name -> name.replaceFirst("\\s*::.*", ""))
              .toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "db/migration/%s must belong to a module. Maybe io.yiwang.%s has no package-info.java."
              .formatted(module, module),
          e);
    }
  }
}
