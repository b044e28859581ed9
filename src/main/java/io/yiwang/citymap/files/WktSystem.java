package io.yiwang.citymap.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the well-known text of a .prj (WKT 1, of OGC or ESRI) into parameters of PROJ.
 *
 * @param name as the text gives it
 */
record WktSystem(String name, String parameters) {
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("false_easting", "+x_0"),
          Map.entry("false_northing", "+y_0"),
          Map.entry("central_meridian", "+lon_0"),
          Map.entry("longitude_of_center", "+lon_0"),
          Map.entry("longitude_of_origin", "+lon_0"),
          Map.entry("latitude_of_origin", "+lat_0"),
          Map.entry("latitude_of_center", "+lat_0"),
          Map.entry("scale_factor", "+k"),
          Map.entry("standard_parallel_1", "+lat_1"),
          Map.entry("standard_parallel_2", "+lat_2"));

  static WktSystem of(String text) {
    Node root = new Parser(text).node();
    return switch (root.word) {
      case "GEOGCS" ->
          new WktSystem(root.label(), "+proj=longlat " + ellipsoid(root) + " +no_defs");
      case "PROJCS" -> new WktSystem(root.label(), projected(root));
      case "COMPD_CS" -> {
        Node flat = root.find("PROJCS") == null ? root.find("GEOGCS") : root.find("PROJCS");
        yield of(Objects.requireNonNull(flat, "a horizontal system").text());
      }
      default ->
          throw new IllegalArgumentException(
              "crs (" + root.word + ") must be GEOGCS or PROJCS. Maybe it is WKT 2.");
    };
  }

  private static String projected(Node root) {
    Node projection = root.find("PROJECTION");
    String kind = projection == null ? "" : projection.label().toLowerCase(Locale.ROOT);
    if (root.label().toLowerCase(Locale.ROOT).contains("web_mercator")
        || kind.contains("mercator_auxiliary_sphere")) {
      return Objects.requireNonNull(Zones.parameters(3857));
    }
    StringBuilder parameters = new StringBuilder("+proj=" + projection(kind));
    double unit = unit(root);
    for (Node child : root.children) {
      String known = PARAMETERS.get(child.label().toLowerCase(Locale.ROOT));
      if (child.word.equals("PARAMETER") && known != null) {
        double value =
            child.number(1) * (known.endsWith("_0") && known.charAt(1) != 'l' ? unit : 1);
        parameters.append(' ').append(known).append('=').append(value);
      }
    }
    Node geographic = Objects.requireNonNull(root.find("GEOGCS"), "GEOGCS");
    return parameters + " " + ellipsoid(geographic) + " +to_meter=" + unit + " +no_defs";
  }

  private static String projection(String kind) {
    return switch (kind) {
      case "transverse_mercator", "gauss_kruger" -> "tmerc";
      case "mercator", "mercator_1sp", "mercator_2sp" -> "merc";
      case "lambert_conformal_conic",
          "lambert_conformal_conic_2sp",
          "lambert_conformal_conic_1sp" ->
          "lcc";
      case "albers", "albers_conic_equal_area" -> "aea";
      default ->
          throw new IllegalArgumentException(
              "crs (" + kind + ") is a projection we do not read. Maybe give parameters of PROJ.");
    };
  }

  private static double unit(Node root) {
    for (Node child : root.children) {
      if (child.word.equals("UNIT")) {
        return child.number(1);
      }
    }
    return 1;
  }

  /** Axes of the Earth's figure; the shift to WGS-84 when the text says one. */
  private static String ellipsoid(Node geographic) {
    Node datum = Objects.requireNonNull(geographic.find("DATUM"), "DATUM");
    Node figure = Objects.requireNonNull(datum.find("SPHEROID"), "SPHEROID");
    Node shift = datum.find("TOWGS84");
    String to = "0,0,0";
    if (shift != null) {
      to = String.join(",", shift.values);
    }
    return "+a=" + figure.number(1) + " +rf=" + figure.number(2) + " +towgs84=" + to;
  }

  /** A word with values and words below it. */
  private record Node(String word, List<String> values, List<Node> children) {
    String label() {
      return values.isEmpty() ? "" : values.getFirst();
    }

    double number(int index) {
      return Double.parseDouble(values.get(index));
    }

    @org.jspecify.annotations.Nullable
    Node find(String wanted) {
      return children.stream().filter(c -> c.word.equals(wanted)).findFirst().orElse(null);
    }

    String text() {
      List<String> parts = new ArrayList<>();
      values.forEach(v -> parts.add('"' + v + '"'));
      children.forEach(c -> parts.add(c.text()));
      return word + "[" + String.join(",", parts) + "]";
    }
  }

  private static final class Parser {
    private static final int DEPTH = 20;

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
      this.text = text;
    }

    Node node() {
      if (++depth > DEPTH) {
        throw broken();
      }
      String word = word().toUpperCase(Locale.ROOT);
      skip('[');
      List<String> values = new ArrayList<>();
      Map<Integer, Node> children = new LinkedHashMap<>();
      do {
        blanks();
        if (peek() == '"') {
          values.add(quoted());
        } else if (Character.isLetter(peek())) {
          int from = at;
          String bare = word();
          blanks();
          if (peek() == '[') {
            at = from;
            children.put(children.size(), node());
          } else {
            values.add(bare);
          }
        } else {
          values.add(number());
        }
        blanks();
      } while (text.charAt(at++) == ',');
      depth--;
      return new Node(word, values, List.copyOf(children.values()));
    }

    private char peek() {
      if (at >= text.length()) {
        throw broken();
      }
      return text.charAt(at);
    }

    private void blanks() {
      while (Character.isWhitespace(peek())) {
        at++;
      }
    }

    private void skip(char wanted) {
      blanks();
      if (peek() != wanted) {
        throw broken();
      }
      at++;
    }

    private String word() {
      blanks();
      int from = at;
      while (Character.isLetterOrDigit(peek()) || peek() == '_') {
        at++;
      }
      return text.substring(from, at);
    }

    private String quoted() {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw broken();
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private String number() {
      int from = at;
      while ("+-.eE".indexOf(peek()) >= 0 || Character.isDigit(peek())) {
        at++;
      }
      String value = text.substring(from, at);
      Double.parseDouble(value);
      return value;
    }

    private IllegalArgumentException broken() {
      return new IllegalArgumentException(
          "crs (" + text.substring(0, Math.min(80, text.length())) + ") is no well-known text.");
    }
  }
}
