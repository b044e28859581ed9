package io.yiwang.dispatch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the matrix from CSV with the columns {@code class,region,owner,unit,valid_from,valid_to};
 * good rows are kept, bad ones are told with line, column and advice.
 */
final class ResponsibilityFile {
  private final Predicate<String> knownRegion;
  private final Predicate<String> knownUnit;
  private final LocalDate today;

  /**
   * @param today first day of a row that names none
   */
  ResponsibilityFile(Predicate<String> knownRegion, Predicate<String> knownUnit, LocalDate today) {
    this.knownRegion = knownRegion;
    this.knownUnit = knownUnit;
    this.today = today;
  }

  /** What is wrong with one line. */
  record Issue(long line, String field, @Nullable String value, String rule, String advice) {}

  /** What a file held. */
  record Read(List<Responsibility> rows, List<Issue> issues) {}

  Read read(String text) {
    List<Responsibility> rows = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(body)) {
      try {
        rows.add(row(line));
      } catch (BadField bad) {
        issues.add(
            new Issue(line.getStartingLineNumber(), bad.field, bad.value, bad.rule, bad.advice));
      }
    }
    return new Read(rows, issues);
  }

  private Responsibility row(NamedCsvRecord line) {
    String pattern = need(line, "class");
    String region = need(line, "region");
    String unit = need(line, "unit");
    if (!knownRegion.test(region)) {
      throw new BadField("region", region, "is not a region of this city.", "import regions first");
    }
    if (!knownUnit.test(unit)) {
      throw new BadField("unit", unit, "is not a known unit.", "import units first");
    }
    LocalDate from = day(line, "valid_from").orElse(today);
    LocalDate to = day(line, "valid_to").orElse(null);
    try {
      String owner = find(line, "owner").orElse(null);
      return new Responsibility(0, pattern, region, owner, unit, from, to);
    } catch (IllegalArgumentException e) {
      throw new BadField("class", pattern, String.valueOf(e.getMessage()), "look at the columns");
    }
  }

  private static String need(NamedCsvRecord line, String field) {
    return find(line, field)
        .orElseThrow(() -> new BadField(field, null, "must not be empty.", "fill in the column"));
  }

  private static Optional<String> find(NamedCsvRecord line, String field) {
    return line.findField(field).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static Optional<LocalDate> day(NamedCsvRecord line, String field) {
    return find(line, field)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeException e) {
                throw new BadField(field, text, "is not a date.", "write it as 2026-07-01");
              }
            });
  }

  private static final class BadField extends RuntimeException {
    final String field;
    final @Nullable String value;
    final String rule;
    final String advice;

    BadField(String field, @Nullable String value, String rule, String advice) {
      super(field);
      this.field = field;
      this.value = value;
      this.rule = rule;
      this.advice = "Maybe " + advice + ".";
    }
  }
}
