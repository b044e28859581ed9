package io.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./yiwang import KIND FILE}: sends a file to the running instance. */
public final class Import {
  private static final String USAGE =
      """
      ./yiwang import 311 FILE --map MAPPING.yaml [options]     a city's 311 or hotline export (.csv .json .ndjson .xlsx, also .gz)
          --batch N            rows a request (1000)
          --limit N            stop after N rows
          --rejects FILE       where rows that were refused go (FILE.rejects.ndjson)
          --dry-run            read and map only, send nothing
          --make-catalogue OUT.yaml   write the file's own kinds of matters as a catalogue, send nothing
      ./yiwang import catalogue FILE.yaml|FILE.csv [--as NAME] [--only]  matter classes of a city
          --only               all other classes end
      ./yiwang import regions FILE --map MAPPING.yaml   regions of a city (.geojson .shp .zip .gpkg)
          --code C --name N    of a file that is one bare geometry (the name of the file)
      ./yiwang import houses FILE.csv                           doors, buildings and quarters
      ./yiwang import people FILE.csv [--source NAME] [--kind KIND]  persons, as one source tells of them
          --kind               SELF_REPORT, COMMUNITY_CHECK (default), ENTERPRISE_CHECK, CHECKPOINT, THIRD_PARTY
      ./yiwang import map FILE --mapping MAPPING.yaml|NAME [--apply]  things on the map, compared to the city first
          --apply              without being looked at; begun again it goes on where it was cut off
      ./yiwang import enterprises FILE.csv                      enterprises by credit code
      ./yiwang import devices FILE.csv                          sensors by code, model and place
      ./yiwang import readings FILE … --mapping MAPPING.yaml [options]  what they measured, of any export
          --speed X            so many times as fast as it was measured (as fast as it goes)
          --limit N            stop after N rows
          --rehearse           send nothing; print what the shipped rules find in it
      All: --data DIR of the instance, or --url http://host:port --key API_KEY
      Mappings are explained in mappings/README.md.
      """;

  private static final Set<String> FLAGS = Set.of("--dry-run", "--only", "--apply", "--rehearse");

  private Import() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    try {
      var words = new ArrayList<String>();
      Map<String, String> options = options(args, words);
      if (words.size() < 2) {
        System.err.print(USAGE);
        return 2;
      }
      List<Path> files = words.stream().skip(1).map(Import::readable).toList();
      Path file = files.getFirst();
      return switch (words.get(0)) {
        case "311" -> Import311.run(file, options);
        case "catalogue" -> ImportCityData.catalogue(file, options);
        case "regions" -> ImportCityData.regions(file, options);
        case "map" -> ImportMap.run(file, options);
        case "devices" -> ImportReadings.devices(file, options);
        case "readings" -> ImportReadings.run(files, options);
        case "people", "houses", "enterprises" -> ImportRegistry.run(words.get(0), file, options);
        default -> {
          System.err.print(
              "KIND ("
                  + words.get(0)
                  + ") must be 311, catalogue, regions, map, houses, people, enterprises, devices"
                  + " or readings.\n"
                  + USAGE);
          yield 2;
        }
      };
    } catch (ImportException e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("The import stopped: " + e);
      return 1;
    }
  }

  private static Path readable(String word) {
    Path file = Path.of(word);
    if (!Files.isReadable(file)) {
      throw new ImportException(
          "FILE (" + file + ") cannot be read. Maybe the path is relative to another folder.");
    }
    return file;
  }

  private static Map<String, String> options(String[] args, List<String> words) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        words.add(args[i]);
      } else if (FLAGS.contains(args[i])) {
        options.put(args[i], "true");
      } else if (i + 1 < args.length) {
        options.put(args[i], args[++i]);
      } else {
        throw new ImportException(args[i] + " needs a value.");
      }
    }
    return options;
  }
}
