package io.yiwang.citymap.catalogue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.kernel.TimeBudget;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one catalogue folder and joins its files by class code. */
final class FolderReader {
  private final Function<String, String> files;
  private final String standardRef;
  private final LocalDate validFrom;
  private final @Nullable LocalDate validTo;
  private final Parameters defaults;
  private final Map<String, String[]> majors = new HashMap<>();
  private final Map<String, Parameters> parameters = new HashMap<>();
  private final Map<String, List<String>> keywords = new HashMap<>();
  private final Map<String, TreeSet<String>> confusable = new HashMap<>();
  private final Map<String, List<FilingCondition>> conditions = new HashMap<>();
  private final Map<String, String> bases = new HashMap<>();

  private record Parameters(
      int radiusMetres, Duration window, double evidence, Duration quiet, boolean autoFile) {}

  FolderReader(Function<String, String> files) {
    this.files = files;
    JsonNode head = new YAMLMapper().readTree(files.apply("catalogue.yaml"));
    this.standardRef = head.path("standardRef").asString();
    this.validFrom = LocalDate.parse(head.path("validFrom").asString());
    this.validTo =
        head.hasNonNull("validTo") ? LocalDate.parse(head.path("validTo").asString()) : null;
    JsonNode d = head.path("defaults");
    this.defaults =
        new Parameters(
            d.path("radiusMetres").asInt(50),
            Duration.ofHours(d.path("windowHours").asInt(24)),
            d.path("evidenceNeeded").asDouble(1),
            Duration.ofHours(d.path("quietHours").asInt(24)),
            d.path("autoFile").asBoolean(false));
  }

  CatalogueData read() {
    rows("majors.csv")
        .forEach(
            r ->
                majors.put(
                    r.getField("kind") + r.getField("code"),
                    new String[] {r.getField("name_zh"), r.getField("name_en")}));
    rows("parameters.csv").forEach(this::readParameters);
    rows("keywords.csv").forEach(this::readKeywords);
    rows("confusable.csv").forEach(this::readConfusable);
    rows("conditions.csv").forEach(this::readCondition);
    List<ClassRow> matters = new ArrayList<>();
    List<ComponentClass> components = new ArrayList<>();
    for (NamedCsvRecord r : rows("components.csv")) {
      components.add(component(r));
    }
    for (NamedCsvRecord r : rows("matters.csv")) {
      matters.add(matter(r, r.getField("component").isEmpty() ? "event" : "component"));
    }
    for (NamedCsvRecord r : rows("classes.csv")) {
      if (r.getField("kind").equals("component")) {
        components.add(component(r));
      } else {
        matters.add(matter(r, "event"));
      }
    }
    List<CodeRule> rules =
        rows("conversion.csv").stream()
            .map(
                r ->
                    new CodeRule(
                        r.getField("kind"), r.getField("old_major"), r.getField("new_major")))
            .toList();
    return new CatalogueData(matters, components, rules);
  }

  private List<NamedCsvRecord> rows(String file) {
    String text = files.apply(file);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
      return reader.stream().toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void readParameters(NamedCsvRecord r) {
    parameters.put(
        r.getField("class"),
        new Parameters(
            field(r, "radius_m").map(Integer::parseInt).orElse(defaults.radiusMetres),
            hours(r, "window_h").orElse(defaults.window),
            field(r, "evidence").map(Double::parseDouble).orElse(defaults.evidence),
            hours(r, "quiet_h").orElse(defaults.quiet),
            field(r, "auto_file").map(Boolean::parseBoolean).orElse(defaults.autoFile)));
  }

  private static Optional<Duration> hours(NamedCsvRecord r, String name) {
    return field(r, name).map(Integer::parseInt).map(Duration::ofHours);
  }

  private static Optional<String> field(NamedCsvRecord r, String name) {
    return r.findField(name).filter(value -> !value.isBlank());
  }

  private void readKeywords(NamedCsvRecord r) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(r.getField("zh").strip().split("\\s+", -1)));
    for (String word : r.getField("en").split(";", -1)) {
      words.add(word.strip());
    }
    words.removeIf(String::isEmpty);
    keywords.put(r.getField("class"), words);
  }

  private void readConfusable(NamedCsvRecord r) {
    List<String> group = List.of(r.getField("classes").strip().split("\\s+", -1));
    for (String code : group) {
      TreeSet<String> others = confusable.computeIfAbsent(code, c -> new TreeSet<>());
      group.stream().filter(other -> !other.equals(code)).forEach(others::add);
    }
  }

  private void readCondition(NamedCsvRecord r) {
    String code = r.getField("class");
    int ordinal = Integer.parseInt(r.getField("ordinal"));
    conditions
        .computeIfAbsent(code, c -> new ArrayList<>())
        .add(
            new FilingCondition(
                ClassRow.conditionId(standardRef, code, ordinal),
                code,
                ordinal,
                r.getField("name_zh"),
                r.getField("name_en"),
                TimeBudget.parse(r.getField("limit"))));
    bases.put(code, r.getField("basis"));
  }

  private ComponentClass component(NamedCsvRecord r) {
    String code = r.getField("code");
    String[] major = majors.getOrDefault("component" + code.substring(0, 2), new String[] {"", ""});
    return new ComponentClass(
        standardRef,
        code,
        r.getField("name_zh"),
        r.getField("name_en"),
        major[0],
        major[1],
        validFrom,
        validTo);
  }

  private ClassRow matter(NamedCsvRecord r, String kind) {
    String code = r.getField("code");
    String[] major = majors.getOrDefault("matter" + code.substring(0, 2), new String[] {"", ""});
    Parameters p = parameters.getOrDefault(code, defaults);
    MatterClass matterClass =
        new MatterClass(
            standardRef,
            kind,
            code,
            r.getField("name_zh"),
            r.getField("name_en"),
            major[0],
            major[1],
            p.radiusMetres,
            p.window,
            p.evidence,
            p.quiet,
            p.autoFile,
            List.copyOf(confusable.getOrDefault(code, new TreeSet<>())),
            keywords.getOrDefault(code, List.of()),
            validFrom,
            validTo);
    return new ClassRow(
        matterClass,
        bases.getOrDefault(code, "default"),
        conditions.getOrDefault(code, List.of(defaultCondition(code))));
  }

  /** For classes without a line in conditions.csv: two working days. */
  private FilingCondition defaultCondition(String code) {
    return new FilingCondition(
        ClassRow.conditionId(standardRef, code, 1),
        code,
        1,
        "一般情形（默认时限）",
        "General (default limit)",
        TimeBudget.parse("2 WORK_DAY"));
  }
}
