package io.yiwang.vision.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How good an ability is, as far as reviews can know.
 *
 * <p>Not everything is looked at: of what fires without a person, and of what lies below the lower
 * threshold, one in so many. A stratum is what one version saw of one class at one camera in one
 * band; it saw N things, of which people looked at n, so each verdict stands for w = N / n things
 * (Horvitz and Thompson 1952). With T the true ones, by the class the person says:
 *
 * <ul>
 *   <li>precision of what fired = Σ w·[fired, said what it was taken for] ÷ Σ w·[fired]
 *   <li>precision of candidates = the same between the thresholds
 *   <li>recall without people = Σ w·[fired, true] ÷ Σ w·[seen in any band and true]
 *   <li>recall with people = Σ w·[fired or between, true] ÷ the same
 * </ul>
 *
 * A recall is told only when every band that saw something of the class was looked at. It knows
 * nothing of things that the ability saw in no picture at all, so it is an upper bound of the
 * recall on the street; {@code ./yiwang score} on a labelled folder measures that one.
 */
final class Figures {
  /** 95 in 100 of the normal distribution lie within so many deviations. */
  private static final double Z = 1.959964;

  private Figures() {}

  /** What one version saw of one class at one camera in one band. */
  record Stratum(String version, String camera, String classCode, Band band) {}

  /** How many things of a stratum were seen. */
  record SeenThings(Stratum stratum, long things) {}

  /**
   * How many things of a stratum people said to be something.
   *
   * @param said the class; null when it was nothing
   */
  record Said(Stratum stratum, @Nullable String said, long things) {}

  /**
   * A share and how sure it is.
   *
   * @param low and high the 95 % interval of Wilson (1927) for the verdicts it rests on
   */
  record Share(double value, double low, double high, long of) {}

  /**
   * Figures of one class, camera or version.
   *
   * @param seen things it saw, by band
   * @param looked verdicts of people
   */
  record FigureRow(
      String key,
      Map<Band, Long> seen,
      long looked,
      long confirmed,
      long corrected,
      long rejected,
      @Nullable Share precisionFired,
      @Nullable Share precisionCandidates,
      @Nullable Double recallAlone,
      @Nullable Double recallWithPeople) {}

  /** One row for each value of the key, in order of their names. */
  static List<FigureRow> by(Function<Stratum, String> key, List<SeenThings> seen, List<Said> said) {
    return said.isEmpty() && seen.isEmpty()
        ? List.of()
        : seen.stream()
            .map(s -> key.apply(s.stratum))
            .distinct()
            .sorted()
            .map(value -> row(value, s -> key.apply(s).equals(value), seen, said))
            .toList();
  }

  private static FigureRow row(
      String key, Predicate<Stratum> in, List<SeenThings> allSeen, List<Said> allSaid) {
    List<SeenThings> seen = allSeen.stream().filter(s -> in.test(s.stratum)).toList();
    List<Said> said = allSaid.stream().filter(s -> in.test(s.stratum)).toList();
    Map<Stratum, Double> weights = weights(seen, said);
    Map<Band, Long> bands =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.stratum.band,
                    LinkedHashMap::new,
                    Collectors.summingLong(s -> s.things)));
    return new FigureRow(
        key,
        bands,
        total(said, s -> true),
        total(said, Figures::isRight),
        total(said, s -> s.said != null && !isRight(s)),
        total(said, s -> s.said == null),
        precision(said, weights, Band.FIRED),
        precision(said, weights, Band.BETWEEN),
        recall(EnumSet.of(Band.FIRED), said, weights, bands),
        recall(EnumSet.of(Band.FIRED, Band.BETWEEN), said, weights, bands));
  }

  private static boolean isRight(Said s) {
    return Objects.equals(s.said, s.stratum.classCode);
  }

  private static long total(List<Said> said, Predicate<Said> which) {
    return said.stream().filter(which).mapToLong(Said::things).sum();
  }

  /** For how many things one verdict of a stratum stands. */
  private static Map<Stratum, Double> weights(List<SeenThings> seen, List<Said> said) {
    Map<Stratum, Long> looked =
        said.stream()
            .collect(Collectors.groupingBy(Said::stratum, Collectors.summingLong(Said::things)));
    Map<Stratum, Long> things =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    SeenThings::stratum, Collectors.summingLong(SeenThings::things)));
    return looked.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> Math.max(1, things.getOrDefault(e.getKey(), 0L) / (double) e.getValue())));
  }

  private static double weighed(
      List<Said> said, Map<Stratum, Double> weights, Predicate<Said> which) {
    return said.stream()
        .filter(which)
        .mapToDouble(s -> s.things * weights.getOrDefault(s.stratum, 1.0))
        .sum();
  }

  private static @Nullable Share precision(
      List<Said> said, Map<Stratum, Double> weights, Band band) {
    long looked = total(said, s -> s.stratum.band == band);
    if (looked == 0) {
      return null;
    }
    double of = weighed(said, weights, s -> s.stratum.band == band);
    double right = weighed(said, weights, s -> s.stratum.band == band && isRight(s));
    return share(right / of, looked);
  }

  private static @Nullable Double recall(
      Set<Band> found, List<Said> said, Map<Stratum, Double> weights, Map<Band, Long> seen) {
    List<Band> unlooked = new ArrayList<>();
    seen.forEach(
        (band, things) -> {
          if (things > 0 && total(said, s -> s.stratum.band == band) == 0) {
            unlooked.add(band);
          }
        });
    double there = weighed(said, weights, s -> s.said != null);
    return there == 0 || !unlooked.isEmpty()
        ? null
        : weighed(said, weights, s -> isRight(s) && found.contains(s.stratum.band)) / there;
  }

  static Share share(double p, long n) {
    double z2 = Z * Z;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    return new Share(p, Math.max(0, middle - half), Math.min(1, middle + half), n);
  }
}
