package io.yiwang.cases.desk;

import io.yiwang.access.Reach;
import io.yiwang.cases.CaseStage;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.DueState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: conditions with parameters, and an order. Values never become part of the text.
 */
final class Where {
  private static final Map<String, String> ORDER =
      Map.ofEntries(
          Map.entry("dueAt", "due_at"),
          Map.entry("reportedAt", "reported_at"),
          Map.entry("updatedAt", "updated_at"),
          Map.entry("closedAt", "closed_at"),
          Map.entry("number", "id"),
          Map.entry("stage", "stage"),
          Map.entry("class", "class_code"),
          Map.entry("district", "district_code"),
          Map.entry("unit", "unit_code"),
          Map.entry("reports", "reports"),
          Map.entry("escalated", "escalated"));

  /** The words a search looks in; the index of V1__cases.sql has the same expression. */
  private static final String WORDS =
      "(number || ' ' || class_zh || ' ' || class_en || ' ' || coalesce(address, '') || ' '"
          + " || coalesce(description, ''))";

  /** What those may search who do not see the texts. */
  private static final String FACTS = "(number || ' ' || class_zh || ' ' || class_en)";

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private final Instant now;

  private Where(Instant now) {
    this.now = now;
  }

  /**
   * @param seesWords whether texts of the case may be searched, see {@code Decisions.mayAskBy}
   */
  static Where of(CaseFilter f, Regions regions, ZoneId zone, Instant now, boolean seesWords) {
    Where where = new Where(now);
    where.anyOf("stage", ordinals(f.stage()));
    where.anyOf("state", names(f.state(), "state", CaseState.class));
    where.anyOf("district_code", values(f.district()));
    where.inside(f.region(), regions);
    where.anyOf("unit_code", values(f.unit()));
    if (f.worker() != null) {
      where.add("worker_id = ?", f.worker());
    }
    where.anyOf("class_code", values(f.classCode()));
    where.anyOf("channel", values(f.channel()));
    where.due(names(f.due(), "due", DueState.class));
    if (f.onTime() != null) {
      where.add("on_time = ?", f.onTime());
    }
    if (f.selfClosed() != null) {
      where.add("(undo_until is not null) = ?", f.selfClosed());
    }
    if (f.escalated() != null) {
      where.add("escalated >= ?", f.escalated());
    }
    where.words(f.q(), seesWords);
    where.time("reported_at >= ?", "from", f.from(), zone, 0);
    where.time("reported_at < ?", "to", f.to(), zone, 1);
    return where;
  }

  /** Open cases inside a region. */
  static Where open(@Nullable String region, Regions regions, Instant now) {
    return within(region, regions, now).and("stage < 5");
  }

  /** All cases inside a region. */
  static Where within(@Nullable String region, Regions regions, Instant now) {
    Where where = new Where(now);
    where.inside(region, regions);
    return where;
  }

  /** Only rows that the policy lets somebody reach; row security says the same once more. */
  Where reached(Reach reach, Reach denied) {
    conditions.add(any(reach));
    if (!denied.nothing()) {
      conditions.add("not coalesce(" + any(denied) + ", false)");
    }
    return this;
  }

  private String any(Reach reach) {
    List<String> arms = new ArrayList<>();
    if (reach.everywhere() || reach.regions().contains("")) {
      return "true";
    }
    for (String path : reach.regions()) {
      arms.add("region_path = ? or (region_path ~>=~ ? and region_path ~<~ ?)");
      parameters.addAll(List.of(path, path + ".", path + "/"));
    }
    if (!reach.units().isEmpty()) {
      arms.add("unit_code = any(?)");
      parameters.add(reach.units().toArray(new String[0]));
    }
    if (reach.person() != null) {
      arms.add("worker_id = ?");
      parameters.add(reach.person());
    }
    return arms.isEmpty() ? "false" : "(" + String.join(" or ", arms) + ")";
  }

  Where and(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  String sql() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  Object[] parameters(Object... more) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  static String order(@Nullable String sort) {
    List<String> terms = new ArrayList<>();
    for (String key : values(sort == null || sort.isBlank() ? "-reportedAt" : sort)) {
      boolean down = key.startsWith("-");
      String column = ORDER.get(down ? key.substring(1) : key);
      if (column == null) {
        throw Problem.badField("sort", key, "must be one of " + ORDER.keySet() + ".", null);
      }
      terms.add(column + (down ? " desc nulls last" : " nulls last"));
    }
    return " order by " + String.join(", ", terms) + ", id desc";
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    parameters.add(value);
  }

  private void anyOf(String column, List<?> wanted) {
    if (!wanted.isEmpty()) {
      Object[] array = wanted.getFirst() instanceof Integer ? new Integer[0] : new String[0];
      add(column + " = any(?)", wanted.toArray(array));
    }
  }

  private void inside(@Nullable String code, Regions regions) {
    if (code == null || code.isBlank()) {
      return;
    }
    Region region =
        regions
            .find(code)
            .orElseThrow(() -> Problem.badField("region", code, "is no region here.", null));
    if (region.parent() != null) {
      conditions.add("(region_path = ? or region_path like ?)");
      parameters.add(region.path());
      parameters.add(region.path() + ".%");
    }
  }

  private void due(List<String> wanted) {
    List<String> any = new ArrayList<>();
    for (String name : wanted) {
      any.add(
          switch (DueState.valueOf(name)) {
            case NONE -> "(stage < 5 and due_at is null and state <> 'SUSPENDED')";
            case ON_TIME -> "(stage < 5 and warn_at > ? and due_at > ?)";
            case DUE_SOON -> "(stage < 5 and warn_at <= ? and due_at > ?)";
            case OVERDUE -> "(stage < 5 and due_at <= ?)";
            case PAUSED -> "state = 'SUSPENDED'";
            case DONE -> "stage = 5";
          });
    }
    if (!any.isEmpty()) {
      String condition = "(" + String.join(" or ", any) + ")";
      conditions.add(condition);
      condition.chars().filter(c -> c == '?').forEach(c -> parameters.add(Timestamp.from(now)));
    }
  }

  private void words(@Nullable String q, boolean seesWords) {
    if (q != null && !q.isBlank()) {
      String pattern = q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
      add((seesWords ? WORDS : FACTS) + " ilike ?", "%" + pattern + "%");
    }
  }

  private void time(
      String condition, String field, @Nullable String text, ZoneId zone, int daysAfter) {
    if (text == null || text.isBlank()) {
      return;
    }
    try {
      Instant at =
          text.length() == "2026-11-23".length()
              ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(zone).toInstant()
              : Instant.parse(text);
      add(condition, Timestamp.from(at));
    } catch (DateTimeException e) {
      throw Problem.badField(
          field, text, "must be a day or an instant.", "Maybe write 2026-11-23 or end it with Z.");
    }
  }

  private static List<Integer> ordinals(@Nullable String text) {
    return names(text, "stage", CaseStage.class).stream()
        .map(name -> CaseStage.valueOf(name).ordinal())
        .toList();
  }

  private static <E extends Enum<E>> List<String> names(
      @Nullable String text, String field, Class<E> type) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    List<String> wanted = values(text);
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw Problem.badField(field, name, "must be one of " + known + ".", null);
      }
    }
    return wanted;
  }

  private static List<String> values(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(v -> !v.isEmpty())
            .collect(Collectors.toList());
  }
}
