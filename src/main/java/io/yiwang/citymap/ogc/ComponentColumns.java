package io.yiwang.citymap.ogc;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.cql.Columns;
import io.yiwang.citymap.cql.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which properties of components are columns of {@code citymap.component}, there called c. */
final class ComponentColumns implements Columns {
  @Override
  public @Nullable String expression(String property) {
    return switch (property) {
      case "identifier" -> "c.id";
      case "classCode" -> "c.class_no";
      case "state" -> "c.state";
      case "source" -> "c.source";
      case "accuracy" -> "c.accuracy";
      case "name" -> "c.name";
      case "address" -> "c.address";
      case "remark" -> "c.remark";
      case "height" -> "c.height::text::numeric"; // the shortest number, as Java has it
      case "validFrom" -> "c.valid_from";
      case "managerCode" -> keeper("code", "manager");
      case "managerName" -> keeper("name_zh", "manager");
      case "ownerCode" -> keeper("code", "owner");
      case "ownerName" -> keeper("name_zh", "owner");
      case "maintainerCode" -> keeper("code", "maintainer");
      case "maintainerName" -> keeper("name_zh", "maintainer");
      default -> detail(property);
    };
  }

  private static String keeper(String column, String role) {
    return "(select k." + column + " from citymap.keeper k where k.id = c." + role + ")";
  }

  private static @Nullable String detail(String property) {
    String path = ComponentFields.PATHS.get(property);
    if (path == null) {
      return null;
    }
    String node = "c.details #> '{" + path.replace('/', ',') + "}'";
    String text = "c.details #>> '{" + path.replace('/', ',') + "}'";
    return switch (ComponentFields.kind(property)) {
      case NUMBER ->
          "case when jsonb_typeof(" + node + ") = 'number' then (" + text + ")::numeric end";
      case BOOLEAN ->
          "case when jsonb_typeof(" + node + ") = 'boolean' then (" + text + ")::bool end";
      default ->
          "case when jsonb_typeof("
              + node
              + ") in ('string', 'number', 'boolean') then "
              + text
              + " end";
    };
  }

  @Override
  public @Nullable Object stored(String property, Object value) {
    String text = value.toString();
    return switch (property) {
      case "identifier" -> text.matches("\\d{17}") ? (Object) Long.valueOf(text) : null;
      case "classCode" -> text.matches("\\d{5}") ? (Object) Integer.valueOf(text) : null;
      case "state" -> number(ComponentState.values(), text);
      case "source" -> number(ComponentSource.values(), text);
      case "accuracy" -> number(Accuracy.values(), text);
      case "validFrom" -> Timestamp.from((Instant) value);
      default -> value;
    };
  }

  private static @Nullable Object number(Enum<?>[] values, String name) {
    for (Enum<?> value : values) {
      if (Objects.equals(value.name(), name)) {
        return value.ordinal();
      }
    }
    return null;
  }

  /** Regions are worked out from the place; each row is decided. */
  @Override
  public Sql wherever(String property, Object value) {
    return Sql.ANY;
  }
}
