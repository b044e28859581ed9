package io.yiwang.citymap.catalogue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.kernel.TimeBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a city's own matter classes. A CSV file has a header, a YAML file a list {@code classes} of
 * maps with the same names:
 *
 * <ul>
 *   <li>{@code code} (needed, unique, at most 80 characters), {@code name_zh}, {@code name_en} (one
 *       is needed, the other defaults to it), {@code major_zh}, {@code major_en}
 *   <li>{@code limits}: one or more of {@code [name=]4 WORK_HOUR}, separated by semicolons; default
 *       5 WORK_DAY
 *   <li>{@code radius_m}, {@code window_h}, {@code evidence}, {@code quiet_h}, {@code auto_file}:
 *       correlation
 *   <li>{@code confusable}, {@code keywords}: separated by semicolons
 *   <li>{@code valid_from}, {@code valid_to}: dates; default from today
 * </ul>
 */
final class CatalogueImport {
  private static final String DEFAULT_LIMIT = "5 WORK_DAY";
  private static final int MAX_CODE = 80;

  private final String standardRef;
  private final LocalDate today;
  private final List<ClassRow> rows = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Set<String> codes = new HashSet<>();

  /** Why a row was not taken. */
  record Reject(
      int row, @Nullable String code, String field, @Nullable String value, String reason) {}

  private static final class BadField extends RuntimeException {
    private final String field;
    private final @Nullable String value;

    BadField(String field, @Nullable String value, String reason) {
      super(reason);
      this.field = field;
      this.value = value;
    }
  }

  CatalogueImport(String standardRef, LocalDate today) {
    this.standardRef = standardRef;
    this.today = today;
  }

  List<ClassRow> rows() {
    return rows;
  }

  List<Reject> rejects() {
    return rejects;
  }

  void readCsv(String text) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(text)) {
      int row = 0;
      for (NamedCsvRecord r : reader) {
        row++;
        Map<String, String> fields = new LinkedHashMap<>();
        r.getHeader().forEach(name -> r.findField(name).ifPresent(v -> fields.put(name, v)));
        take(row, fields);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void readYaml(String text) throws JacksonException {
    JsonNode classes = new YAMLMapper().readTree(text).path("classes");
    if (!classes.isArray()) {
      rejects.add(new Reject(0, null, "classes", null, "must be a list. Maybe it is indented."));
    }
    int row = 0;
    for (JsonNode item : classes) {
      row++;
      Map<String, String> fields = new LinkedHashMap<>();
      item.properties().forEach(e -> fields.put(e.getKey(), scalar(e.getValue())));
      take(row, fields);
    }
  }

  private static String scalar(JsonNode node) {
    if (node.isArray()) {
      List<String> parts = new ArrayList<>();
      node.forEach(part -> parts.add(part.asString()));
      return String.join(";", parts);
    }
    return node.asString();
  }

  private void take(int row, Map<String, String> fields) {
    String code = fields.getOrDefault("code", "").strip();
    try {
      rows.add(classRow(code, new Fields(fields)));
    } catch (BadField e) {
      rejects.add(new Reject(row, code, e.field, e.value, String.valueOf(e.getMessage())));
    }
  }

  private ClassRow classRow(String code, Fields f) {
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw new BadField("code", code, "must have 1 to 80 characters.");
    }
    if (!codes.add(code)) {
      throw new BadField("code", code, "must be unique in the file.");
    }
    String nameEn = f.text("name_en", f.text("name_zh", ""));
    if (nameEn.isEmpty()) {
      throw new BadField("name_zh", null, "must be given. Maybe the column is called otherwise.");
    }
    LocalDate from = f.date("valid_from", today);
    LocalDate to = f.text("valid_to", "").isEmpty() ? null : f.date("valid_to", today);
    if (to != null && !to.isAfter(from)) {
      throw new BadField("valid_to", to.toString(), "must be after valid_from " + from + ".");
    }
    Duration window = Duration.ofHours((long) f.number("window_h", 24));
    MatterClass matterClass =
        new MatterClass(
            standardRef,
            "event",
            code,
            f.text("name_zh", nameEn),
            nameEn,
            f.text("major_zh", f.text("major_en", "")),
            f.text("major_en", f.text("major_zh", "")),
            (int) f.number("radius_m", 50),
            window,
            f.number("evidence", 1),
            Duration.ofHours((long) f.number("quiet_h", window.toHours())),
            f.flag("auto_file"),
            f.list("confusable"),
            f.list("keywords"),
            from,
            to);
    return new ClassRow(matterClass, "import", conditions(code, f.text("limits", DEFAULT_LIMIT)));
  }

  private List<FilingCondition> conditions(String code, String limits) {
    List<FilingCondition> conditions = new ArrayList<>();
    for (String part : limits.split(";", -1)) {
      int ordinal = conditions.size() + 1;
      int equals = part.lastIndexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      try {
        conditions.add(
            new FilingCondition(
                ClassRow.conditionId(standardRef, code, ordinal),
                code,
                ordinal,
                name.isEmpty() ? "情形 " + ordinal : name,
                name.isEmpty() ? "Condition " + ordinal : name,
                TimeBudget.parse(part.substring(equals + 1))));
      } catch (IllegalArgumentException e) {
        throw new BadField("limits", limits, String.valueOf(e.getMessage()));
      }
    }
    return conditions;
  }

  private record Fields(Map<String, String> values) {

    String text(String name, String fallback) {
      String value = values.getOrDefault(name, "").strip();
      return value.isEmpty() ? fallback : value;
    }

    double number(String name, double fallback) {
      String value = text(name, "");
      if (value.isEmpty()) {
        return fallback;
      }
      try {
        double number = Double.parseDouble(value);
        if (number > 0 && number < 1e6) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below, with those out of range
      }
      throw new BadField(name, value, "must be a positive number.");
    }

    boolean flag(String name) {
      String value = text(name, "false");
      if (!value.equals("true") && !value.equals("false")) {
        throw new BadField(name, value, "must be true or false.");
      }
      return value.equals("true");
    }

    LocalDate date(String name, LocalDate fallback) {
      String value = text(name, "");
      try {
        return value.isEmpty() ? fallback : LocalDate.parse(value);
      } catch (DateTimeParseException e) {
        throw new BadField(name, value, "must be a date. Maybe write 2026-07-01.");
      }
    }

    List<String> list(String name) {
      List<String> parts = new ArrayList<>();
      for (String part : text(name, "").split(";", -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
      return parts;
    }
  }
}
