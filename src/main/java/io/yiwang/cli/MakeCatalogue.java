package io.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes the kinds of matters an export knows as a catalogue, to be looked through and then
 * imported.
 */
final class MakeCatalogue {
  private MakeCatalogue() {}

  static int run(Records records, Mapping mapping, Path out) throws IOException {
    Map<String, Kind> kinds = new TreeMap<>();
    records.forEach(
        record -> {
          String kind = mapping.kind(record);
          if (!kind.isEmpty()) {
            kinds.computeIfAbsent(mapping.codeOf(kind), c -> new Kind(kind, mapping.group(record)))
                .count++;
          }
        });
    List<Map<String, Object>> classes = new ArrayList<>();
    kinds.forEach((code, kind) -> classes.add(kind.row(code)));
    Files.write(out, new YAMLMapper().writeValueAsBytes(Map.of("classes", classes)));
    System.out.printf("%d classes written to %s%n", classes.size(), out);
    return 0;
  }

  private static final class Kind {
    private final String name;
    private final String group;
    private int count;

    Kind(String name, String group) {
      this.name = name;
      this.group = group;
    }

    Map<String, Object> row(String code) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("code", code);
      row.put("name_en", name);
      row.put("major_en", group);
      row.put("limits", "5 WORK_DAY");
      row.put("valid_from", "2000-01-01");
      return row;
    }
  }
}
