package io.yiwang.citymap.ogc;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.Ranges;
import io.yiwang.citymap.cql.CqlSql;
import io.yiwang.citymap.cql.Sql;
import io.yiwang.house.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Components of some classes. Without an area they come by identifier; in an area points come along
 * the S2 curve and then lines and areas by identifier. SQL brings candidates, each is decided
 * exactly; a page ends early when too many had to be looked at, and the next goes on from there.
 */
final class ComponentFeatures implements Features {
  private static final Logger log = LoggerFactory.getLogger(ComponentFeatures.class);
  private static final ComponentColumns COLUMNS = new ComponentColumns();
  private static final Pattern TOKEN = Pattern.compile("([ips])(-?\\d{1,19})(?:_(\\d{1,17}))?");
  private static final int MOST_LOOKED_AT = 50_000;
  private static final int MOST_COUNTED = 10_000;
  private static final int FEWEST_READ = 500;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** An area smaller than this part of the city is asked for by the cells that cover shapes. */
  private static final double SMALL = 1 / 30.0;

  private final int[] classes;
  private final ComponentStore store;
  private final SurroundingsMaker surroundings;
  private final Decisions decisions;
  private final Subjects subjects;
  private final City city;

  /**
   * @param classes empty for all
   */
  ComponentFeatures(
      int[] classes,
      ComponentStore store,
      SurroundingsMaker surroundings,
      Decisions decisions,
      Subjects subjects,
      City city) {
    this.classes = classes;
    this.store = store;
    this.surroundings = surroundings;
    this.decisions = decisions;
    this.subjects = subjects;
    this.city = city;
  }

  @Override
  public List<Field> fields() {
    Decision decision =
        decisions.decide(
            subjects.current(), null, Action.READ, Item.anywhere(SurroundingsMaker.OPEN_THINGS));
    return ComponentFields.ALL.stream()
        .filter(
            f -> ComponentFields.OPEN.contains(f.shownBy()) || decision.field(f.shownBy()).plain())
        .toList();
  }

  @Override
  public List<Field> queryables() {
    Subject subject = subjects.current();
    boolean seesGuarded =
        !decisions.reach(subject, Action.READ, SurroundingsMaker.GUARDED_THINGS).nothing();
    return fields().stream().filter(f -> mayAskBy(subject, f.shownBy(), seesGuarded)).toList();
  }

  private boolean mayAskBy(Subject subject, String field, boolean seesGuarded) {
    boolean open =
        ComponentFields.OPEN.contains(field)
            || decisions.mayAskBy(subject, SurroundingsMaker.OPEN_THINGS, field);
    return open
        && (!seesGuarded || decisions.mayAskBy(subject, SurroundingsMaker.GUARDED_THINGS, field));
  }

  @Override
  public Optional<ComponentFeature> find(String id, @Nullable Period period) {
    if (!id.matches("\\d{17}")) {
      return Optional.empty();
    }
    var around = surroundings.make();
    List<Component> versions = store.find(Long.parseLong(id), period);
    around.expect(versions);
    List<ComponentFeature> found = features(versions, around);
    return found.stream().filter(f -> has(f.component())).findFirst();
  }

  private boolean has(Component component) {
    return classes.length == 0 || Arrays.stream(classes).anyMatch(c -> c == component.classNo());
  }

  @Override
  public Page page(Question question) {
    Sql condition =
        question.filter() == null ? Sql.exactly("1 = 1") : CqlSql.of(question.filter(), COLUMNS);
    var wanted = new ComponentStore.Wanted(classes, question.period(), condition);
    Geometry area = question.area();
    boolean versions = question.period() != null && !question.period().moment();
    Walk walk = new Walk(question, wanted);
    if (area == null || versions) {
      walk.byIdentifier(Token.of(question.after(), 'i'), 'i', null);
    } else {
      Token from = Token.of(question.after(), 'p');
      Ranges ranges = Ranges.of(area);
      if (from.stage == 'p') {
        walk.alongCurve(from, ranges);
        from = Token.first('s');
      }
      if (walk.next == null) {
        walk.byIdentifier(from, 's', small(area) ? ranges : null);
      }
    }
    walk.around.expect(walk.found.stream().map(ComponentFeature::component).toList());
    return new Page(walk.found, walk.next, matched(question, walk, wanted, area != null));
  }

  private @Nullable Long matched(
      Question question, Walk walk, ComponentStore.Wanted wanted, boolean inArea) {
    if (question.after() == null && walk.next == null) {
      return (long) walk.found.size();
    }
    if (inArea || !wanted.condition().exact() || versions(question)) {
      return null;
    }
    try {
      long count = store.count(wanted, MOST_COUNTED + 1);
      return count > MOST_COUNTED ? null : count;
    } catch (DataAccessException e) {
      log.debug("Counting took too long", e);
      return null;
    }
  }

  private static boolean versions(Question question) {
    return question.period() != null && !question.period().moment();
  }

  private boolean small(Geometry area) {
    City.Extent e = city.extent();
    double whole = (e.maxLng() - e.minLng()) * (e.maxLat() - e.minLat());
    double part = 0;
    for (int i = 0; i < area.getNumGeometries(); i++) {
      Envelope box = area.getGeometryN(i).getEnvelopeInternal();
      part += box.getArea();
    }
    return part < whole * SMALL;
  }

  private static List<ComponentFeature> features(
      List<Component> components, ComponentFeature.Surroundings around) {
    return components.stream().map(c -> new ComponentFeature(c, around)).toList();
  }

  /** Where the next page goes on: i by identifier, p along the curve, s shapes by identifier. */
  private record Token(char stage, long at, long id) {
    static Token first(char stage) {
      return new Token(stage, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    static Token of(@Nullable String text, char first) {
      if (text == null) {
        return first(first);
      }
      Matcher matcher = TOKEN.matcher(text);
      boolean known = matcher.matches() && (first == 'i') == text.startsWith("i");
      if (!known || text.startsWith("p") != (matcher.group(3) != null)) {
        throw refuse(text);
      }
      try {
        String id = matcher.group(3);
        return new Token(
            text.charAt(0), Long.parseLong(matcher.group(2)), id == null ? 0 : Long.parseLong(id));
      } catch (NumberFormatException e) {
        throw refuse(text);
      }
    }

    private static Problem refuse(String text) {
      return Problem.badField(
          "next", text, "is no place to go on from.", "Maybe follow the link \"next\" as it is.");
    }
  }

  /** Collects a page from candidates. */
  private final class Walk {
    private final Question question;
    private final ComponentStore.Wanted wanted;
    private final Predicate<Feature> exactly;
    private final ComponentFeature.Surroundings around = surroundings.make();
    private final List<ComponentFeature> found = new ArrayList<>();
    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private int lookedAt;
    private @Nullable String next;

    Walk(Question question, ComponentStore.Wanted wanted) {
      this.question = question;
      this.wanted = wanted;
      this.exactly = question.exactly();
    }

    void byIdentifier(Token from, char stage, @Nullable Ranges near) {
      long after = from.at;
      while (true) {
        int read = toRead();
        List<Component> some = store.byIdentifier(wanted, after, stage == 's', near, read);
        if (take(some, stage + "" + after, c -> stage + "" + c.id()) || some.size() < read) {
          return;
        }
        after = some.getLast().id();
      }
    }

    void alongCurve(Token from, Ranges ranges) {
      long s2 = from.at;
      long id = from.id;
      while (true) {
        int read = toRead();
        List<Component> some = store.alongCurve(wanted, ranges, s2, id, read);
        String before = "p" + s2 + "_" + id;
        if (take(some, before, c -> "p" + c.point().s2Leaf() + "_" + c.id())
            || some.size() < read) {
          return;
        }
        s2 = some.getLast().point().s2Leaf();
        id = some.getLast().id();
      }
    }

    private int toRead() {
      int lacking = question.limit() - found.size() + 1;
      boolean mostFit = wanted.condition().exact() && question.box() == null;
      return mostFit ? lacking : Math.max(FEWEST_READ, lacking);
    }

    /**
     * Whether the page is at its end.
     *
     * @param before the place before the first of them
     */
    private boolean take(List<Component> some, String before, Function<Component, String> token) {
      String last = before;
      around.expect(some);
      for (ComponentFeature feature : features(some, around)) {
        boolean fits = exactly.test(feature);
        if (fits && found.size() == question.limit()) {
          next = last;
          return true;
        }
        if (fits) {
          found.add(feature);
        }
        last = token.apply(feature.component());
      }
      lookedAt += some.size();
      if (!some.isEmpty() && (lookedAt >= MOST_LOOKED_AT || System.nanoTime() > deadline)) {
        next = last;
        return true;
      }
      return false;
    }
  }
}
