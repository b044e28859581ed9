package io.yiwang.citymap.catalogue;

import io.yiwang.kernel.WorkingCalendar.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The catalogue files: folders under {@code catalogue/} on the class path, or beside the city file.
 * ({@code catalogue/README.md} describes them.)
 */
public final class CatalogueFiles {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** In the order in which they are read and hashed. */
  private static final List<String> FILES =
      List.of(
          "catalogue.yaml",
          "majors.csv",
          "components.csv",
          "matters.csv",
          "classes.csv",
          "conditions.csv",
          "parameters.csv",
          "confusable.csv",
          "keywords.csv",
          "conversion.csv");

  private final @Nullable Path besides;

  private CatalogueFiles(@Nullable Path besides) {
    this.besides = besides;
  }

  /** Those of the repository. */
  public static CatalogueFiles bundled() {
    return new CatalogueFiles(null);
  }

  /** Those of a folder, and those of the repository for names it does not have. */
  public static CatalogueFiles in(Path folder) {
    return new CatalogueFiles(folder);
  }

  public CatalogueData all(List<String> names) {
    return names.stream().map(this::folder).reduce(CatalogueData.empty(), CatalogueData::and);
  }

  public CatalogueData folder(String name) {
    return new FolderReader(file -> text(name + "/" + file).orElse("")).read();
  }

  /** Changes whenever one of the folder's files does. */
  public String version(String name) {
    return hash(FILES.stream().map(file -> text(name + "/" + file).orElse("")).toList());
  }

  public String calendarVersion(String name) {
    return hash(List.of(calendarText(name)));
  }

  public CalendarData calendar(String name) {
    JsonNode root = YAML.readTree(calendarText(name));
    List<DayOfWeek> workingDays = new ArrayList<>();
    root.path("working")
        .path("days")
        .forEach(day -> workingDays.add(DayOfWeek.valueOf(day.asString())));
    List<Span> spans = new ArrayList<>();
    root.path("working").path("spans").forEach(span -> spans.add(span(span.asString())));
    List<CalendarData.Day> days = new ArrayList<>();
    root.path("holidays").forEach(holiday -> addDays(holiday, days));
    return new CalendarData(name, workingDays, spans, days);
  }

  private static void addDays(JsonNode holiday, List<CalendarData.Day> days) {
    String zh = holiday.path("nameZh").asString();
    String en = holiday.path("nameEn").asString();
    LocalDate last = LocalDate.parse(holiday.path("to").asString());
    for (LocalDate day = LocalDate.parse(holiday.path("from").asString());
        !day.isAfter(last);
        day = day.plusDays(1)) {
      days.add(new CalendarData.Day(day, false, zh, en));
    }
    for (JsonNode makeUp : holiday.path("makeUp")) {
      days.add(
          new CalendarData.Day(
              LocalDate.parse(makeUp.asString()), true, zh + "调休上班", en + " make-up working day"));
    }
  }

  private static Span span(String text) {
    String[] ends = text.split("-", -1);
    return new Span(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
  }

  private String calendarText(String name) {
    return text("calendars/" + name + ".yaml")
        .or(() -> text(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "calendar ("
                        + name
                        + ") must be a file. Maybe catalogue/calendars/"
                        + name
                        + ".yaml is missing."));
  }

  private Optional<String> text(String path) {
    try {
      if (besides != null && Files.isRegularFile(besides.resolve(path))) {
        return Optional.of(Files.readString(besides.resolve(path)));
      }
      try (InputStream in = CatalogueFiles.class.getResourceAsStream("/catalogue/" + path)) {
        return in == null
            ? Optional.empty()
            : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(List<String> texts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
