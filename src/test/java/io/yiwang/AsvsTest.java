package io.yiwang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document about OWASP ASVS 5.0 speaks of every item once, and of classes that exist. */
class AsvsTest {
  private static final Path DOCUMENT = Path.of("docs", "asvs.md");
  private static final Path ITEMS = Path.of("src", "test", "resources", "asvs-5.0.csv");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| (\\d) \\| ([^|]+) \\| ([^|]+) \\| ([^|]*)\\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+(?:\\.vue)?)`");
  private static final Set<String> STATES = Set.of("held", "in part", "gap", "n/a");
  private static final Set<String> WITH_LEVEL_3 = Set.of("8", "14", "16");

  @Test
  void everyItemIsThereOnceWithItsLevel() throws IOException {
    Map<String, String> wanted = new LinkedHashMap<>();
    try (var items = CsvReader.builder().ofNamedCsvRecord(ITEMS)) {
      items.forEach(
          item -> {
            String id = item.getField("id");
            String level = item.getField("level");
            if (!level.equals("3") || WITH_LEVEL_3.contains(id.split("\\.")[0])) {
              wanted.put(id, level);
            }
          });
    }
    assertThat(wanted).hasSize(264);
    List<String> told = rows().map(row -> row.group(1) + " " + row.group(2)).toList();
    assertThat(told)
        .containsExactlyElementsOf(
            wanted.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  @Test
  void everyRowSaysHowItStandsAndWhatIsDone() throws IOException {
    rows()
        .forEach(
            row -> {
              assertThat(STATES).as(row.group(1)).contains(row.group(3).strip());
              assertThat(row.group(4).strip()).as(row.group(1)).hasSizeGreaterThan(5);
            });
    String heading =
        Stream.of("held", "in part", "gap", "n/a")
            .map(s -> count(s) + " " + s)
            .collect(Collectors.joining(", "));
    assertThat(Files.readString(DOCUMENT)).contains("Of 264 items: " + heading + ".");
  }

  private static long count(String state) {
    try {
      return rows().filter(row -> row.group(3).strip().equals(state)).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyClassAndTestItNamesExists() throws IOException {
    Map<String, Path> sources = sources();
    Set<String> gone = new TreeSet<>();
    int tests = 0;
    for (MatchResult found : CLASS.matcher(Files.readString(DOCUMENT)).results().toList()) {
      String name = found.group(1);
      Path source = sources.get(name);
      if (source == null) {
        gone.add(name);
      } else if (name.matches(".*Tests?")) {
        assertThat(Files.readString(source)).as(name).containsAnyOf("@Test", "@ParameterizedTest");
        tests++;
      }
    }
    assertThat(gone).isEmpty();
    assertThat(tests).isGreaterThan(100);
  }

  /** Item 15.1.2: the inventory is made with every build that may ask the repositories. */
  @Test
  void theJarListsItsLibraries() throws IOException {
    Path inventory = Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json");
    assumeThat(inventory).as("Maven was offline").exists();
    assertThat(Files.readString(inventory))
        .contains("\"CycloneDX\"", "pkg:maven/org.postgresql/postgresql@")
        .doesNotContain("pkg:maven/org.junit.jupiter");
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCUMENT)).results();
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new LinkedHashMap<>();
    for (Path root : List.of(Path.of("src"), Path.of("web", "src"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                file ->
                    sources.put(file.getFileName().toString().replaceFirst("\\.java$", ""), file));
      }
    }
    return sources;
  }
}
