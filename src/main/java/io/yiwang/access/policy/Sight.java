package io.yiwang.access.policy;

import io.yiwang.access.Reach;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reaches of one data class in one way, in the form the conditions of row security
 * read: bounds that an index can use, exact patterns, units, person.
 */
record Sight(
    String from, String to, String paths, String units, String person, String all, String denied) {
  /** Between the values of a list. */
  static final String ITEM = "\u001f";

  private static final String DENIED_PART = "\u001d";
  private static final String ABOVE_ALL = Character.toString(Character.MAX_CODE_POINT);

  static Sight of(Reach reach, Reach denied) {
    return new Sight(
        reach.everywhere() ? "" : bound(reach.regions(), true),
        reach.everywhere() ? ABOVE_ALL : bound(reach.regions(), false),
        patterns(reach),
        String.join(ITEM, reach.units()),
        text(reach.person()),
        reach.everywhere() ? "on" : "",
        denied.nothing()
            ? ""
            : patterns(denied)
                + DENIED_PART
                + String.join(ITEM, denied.units())
                + DENIED_PART
                + text(denied.person()));
  }

  private static String patterns(Reach reach) {
    return reach.everywhere()
        ? "%"
        : reach.regions().stream().map(Sight::pattern).collect(Collectors.joining(ITEM));
  }

  /** Matches the path itself and those below it, once a dot is put behind the path. */
  private static String pattern(String path) {
    return path.isEmpty() ? "%" : path.replaceAll("([\\\\%_])", "\\\\$1") + ".%";
  }

  /**
   * A slash comes right behind the dot, so all paths of a region lie below its path and a slash.
   */
  private static String bound(Set<String> regions, boolean low) {
    if (low) {
      return regions.stream().min(Comparator.naturalOrder()).orElse("");
    }
    return regions.contains("")
        ? ABOVE_ALL
        : regions.stream().map(path -> path + "/").max(Comparator.naturalOrder()).orElse("");
  }

  private static String text(@Nullable Long person) {
    return person == null ? "" : person.toString();
  }

  /** The value of the setting of a class and way, such as case_read: the seal, then its parts. */
  String setting(String what, long until, RowSeal seal) {
    String parts =
        String.join(
            RowSeal.PART, Long.toString(until), from, to, paths, units, person, all, denied);
    return seal.of(what + RowSeal.PART + parts) + RowSeal.PART + parts;
  }
}
