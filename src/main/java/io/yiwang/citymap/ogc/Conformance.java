package io.yiwang.citymap.ogc;

import java.util.List;
import java.util.stream.Stream;

/** The requirements classes that are met, each with a test for every requirement. */
final class Conformance {
  private static final String SPEC = "http://www.opengis.net/spec/";

  static final List<String> CLASSES =
      Stream.of(
              of("ogcapi-features-1/1.0", "core", "oas30", "html", "geojson"),
              of("ogcapi-features-2/1.0", "crs"),
              of(
                  "ogcapi-features-3/1.0",
                  "queryables",
                  "queryables-query-parameters",
                  "filter",
                  "features-filter"),
              of(
                  "cql2/1.0",
                  "cql2-text",
                  "cql2-json",
                  "basic-cql2",
                  "advanced-comparison-operators",
                  "case-insensitive-comparison",
                  "basic-spatial-functions",
                  "basic-spatial-functions-plus",
                  "spatial-functions",
                  "temporal-functions",
                  "property-property"),
              of(
                  "ogcapi-tiles-1/1.0",
                  "core",
                  "tileset",
                  "tilesets-list",
                  "dataset-tilesets",
                  "geodata-tilesets",
                  "oas30",
                  "mvt"),
              of("tms/2.0", "tilematrixset", "json-tilematrixset"))
          .flatMap(List::stream)
          .toList();

  private Conformance() {}

  private static List<String> of(String standard, String... classes) {
    return Stream.of(classes).map(name -> SPEC + standard + "/conf/" + name).toList();
  }
}
