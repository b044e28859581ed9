package io.yiwang.incidents;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What correlation needs to know of one matter class.
 *
 * @param family the classes it can be confused with, directly or through others; different families
 *     never meet
 * @param radius metres, up to and including which another observation may be the same matter
 * @param window milliseconds of silence after which a matter is over
 * @param needed evidence from which the matter is worth a case, in millionths
 */
record ClassRule(
    String code, String family, int radius, long window, int needed, Set<String> confusable) {

  private static final int DEFAULT_RADIUS_METRES = 50;
  private static final Duration DEFAULT_WINDOW = Duration.ofHours(24);

  ClassRule {
    confusable = Set.copyOf(confusable);
  }

  /** The rule of the catalogue in force; a class it does not know (any more) gets the defaults. */
  static ClassRule of(String code, Catalogue catalogue) {
    Optional<MatterClass> known = catalogue.find(code);
    if (known.isEmpty()) {
      return new ClassRule(
          code,
          catalogue.family(code),
          DEFAULT_RADIUS_METRES,
          DEFAULT_WINDOW.toMillis(),
          Weight.CERTAIN,
          Set.of());
    }
    MatterClass c = known.get();
    return new ClassRule(
        code,
        catalogue.family(code),
        c.radiusMetres(),
        c.window().toMillis(),
        Weight.micro(c.evidenceNeeded()),
        Set.copyOf(c.confusable()));
  }

  boolean relatedTo(ClassRule other) {
    return code.equals(other.code)
        || confusable.contains(other.code)
        || other.confusable.contains(code);
  }
}
