package io.yiwang.citymap;

import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a city file and tells all its mistakes at once. */
final class CityFile {
  private final String location;
  private final JsonNode root;
  private final List<String> mistakes = new ArrayList<>();

  private CityFile(String location, JsonNode root) {
    this.location = location;
    this.root = root;
  }

  /**
   * @param location {@code classpath:city/shanghai.yaml} or a path, with or without {@code file:}
   */
  static City read(String location, boolean demo) {
    try (InputStream in = open(location)) {
      return new CityFile(location, new YAMLMapper().readTree(in)).city(demo);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yiwang.city (" + location + ") must be a readable city file.", e);
    }
  }

  /** The folder whose files go before those of the repository. */
  static Optional<Path> folder(String location) {
    return location.startsWith("classpath:")
        ? Optional.empty()
        : Optional.ofNullable(path(location).toAbsolutePath().getParent());
  }

  private static InputStream open(String location) throws IOException {
    if (!location.startsWith("classpath:")) {
      return Files.newInputStream(path(location));
    }
    String name = location.substring("classpath:".length()).replaceFirst("^/*", "/");
    InputStream in = CityFile.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("There is no " + name + " on the class path.");
    }
    return in;
  }

  private static Path path(String location) {
    return Path.of(location.replaceFirst("^file:(//)?", ""));
  }

  private City city(boolean demo) {
    String code = text("code");
    String nameZh = text("nameZh");
    String nameEn = text("nameEn");
    ZoneId zone = zone(text("zone"));
    List<Double> extent = numbers("extent", 4, "[west, south, east, north] in degrees");
    List<Double> centre = numbers("centre", 2, "[longitude, latitude] in degrees");
    String calendar = text("calendar");
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(location + ": " + String.join(" ", mistakes));
    }
    return new City(
        code,
        nameZh,
        nameEn,
        zone,
        texts("languages"),
        new City.Extent(extent.get(1), extent.get(0), extent.get(3), extent.get(2)),
        new GeoPoint(centre.get(1), centre.get(0)),
        calendar,
        texts("catalogues"),
        demo);
  }

  private String text(String field) {
    String value = root.path(field).asString("");
    if (value.isBlank()) {
      mistakes.add(field + " must be given.");
    }
    return value;
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name.isBlank() ? "UTC" : name);
    } catch (DateTimeException e) {
      mistakes.add("zone (" + name + ") must be a time zone. Maybe Asia/Shanghai.");
      return ZoneId.of("UTC");
    }
  }

  private List<Double> numbers(String field, int count, String meaning) {
    List<Double> numbers = new ArrayList<>();
    root.path(field).forEach(n -> numbers.add(n.asDouble(Double.NaN)));
    if (numbers.size() != count || numbers.contains(Double.NaN)) {
      mistakes.add(field + " (" + root.path(field) + ") must be " + meaning + ".");
    }
    return numbers;
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    root.path(field).forEach(t -> texts.add(t.asString()));
    return texts;
  }
}
