package io.yiwang.access.reorganisation;

import io.yiwang.house.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to become of which regions or units.
 *
 * @param codes what there is now: one, or several to be united
 * @param into what shall be instead; of several the first is the heir, which keeps whatever no
 *     other part is given
 */
public record Plan(Subject subject, Kind kind, List<String> codes, List<Part> into) {
  private static final int MOST = 100;
  private static final int MOST_DRAWN = 400;

  public Plan {
    codes = List.copyOf(Objects.requireNonNullElse(codes, List.of()));
    into = List.copyOf(Objects.requireNonNullElse(into, List.of()));
  }

  /** What a plan speaks of. */
  public enum Subject {
    REGION,
    UNIT
  }

  /** What happens to it. */
  public enum Kind {
    RENAME,
    /** Below another parent. */
    MOVE,
    MERGE,
    SPLIT,
    /** All that lies right below a region is drawn anew: into tells the whole of it. */
    REDRAW
  }

  /**
   * What shall be; what is null stays as it is.
   *
   * @param children codes of what lies below and goes to this part
   * @param outline of a region's part, a GeoJSON polygon in WGS-84 degrees
   * @param classes leading digits of the matter classes that go to this part of a unit
   */
  public record Part(
      @Nullable String code,
      @Nullable String nameZh,
      @Nullable String nameEn,
      @Nullable String parent,
      @Nullable List<String> children,
      @Nullable JsonNode outline,
      @Nullable List<String> classes) {
    public Part {
      outline = outline == null || outline.isNull() ? null : outline;
    }

    /** The text, which must be there for what is new. */
    public String required(String field, @Nullable String value, @Nullable String present) {
      String text = value == null || value.isBlank() ? present : value.strip();
      if (text == null || text.length() > MOST) {
        throw Problem.badField(
            "into." + field, value, "must have 1 to " + MOST + " characters.", null);
      }
      return text;
    }
  }

  /** Refuses what cannot be meant, whatever the plan speaks of. */
  public void check() {
    if (subject == null || kind == null) {
      throw Problem.badField("kind", null, "must be given, and so must subject.", null);
    }
    boolean one = kind != Kind.MERGE;
    if (one ? codes.size() != 1 : codes.size() < 2 || codes.size() > MOST) {
      throw Problem.badField(
          "codes", codes, one ? "must name one." : "must name 2 to " + MOST + ".", null);
    }
    int least = kind == Kind.SPLIT ? 2 : 1;
    int most = kind == Kind.SPLIT ? MOST : kind == Kind.REDRAW ? MOST_DRAWN : 1;
    if (into.size() < least || into.size() > most) {
      throw Problem.badField(
          "into",
          into.size(),
          most == 1 ? "must have one part." : "must have " + least + " to " + most + " parts.",
          null);
    }
    if (codes.stream().distinct().count() < codes.size()) {
      throw Problem.badField("codes", codes, "must name each once.", null);
    }
  }

  public String code() {
    return codes.getFirst();
  }

  public Part heir() {
    return into.getFirst();
  }
}
