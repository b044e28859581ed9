package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Reach;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.house.RowSights;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the present subject may see, sealed for the database. Made once for a subject and policy and
 * used for a minute; the seal outlives that by far, and a stolen one ends.
 */
@Component
class SealedSights implements RowSights {
  private static final Duration USED = Duration.ofMinutes(1);
  private static final Duration VALID = Duration.ofMinutes(30);
  private static final int MOST_KEPT = 10_000;

  /** The classes of the tables that were guarded with change, see access.guard. */
  private static final String CHANGED =
      """
      select distinct substring(qual from 'access\\.sealed\\(''([a-z_]+)_change')
      from pg_policies where policyname = 'may_change'
      """;

  private final Subjects subjects;
  private final PolicyInForce policy;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<Subject, Kept> kept = new ConcurrentHashMap<>();
  private volatile @Nullable RowSeal seal;
  private volatile @Nullable Set<String> changed;

  SealedSights(Subjects subjects, PolicyInForce policy, JdbcClient jdbc, Clock clock) {
    this.subjects = subjects;
    this.policy = policy;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Kept(
      CompiledPolicy policy, Instant until, Map<String, String> settings, String told) {}

  @Override
  public String current() {
    Subject subject = subjects.current();
    return subject.mandates().isEmpty() ? "" : kept(subject).told();
  }

  Map<String, String> of(Subject subject) {
    return subject.mandates().isEmpty() ? Map.of() : kept(subject).settings();
  }

  private Kept kept(Subject subject) {
    Instant now = clock.instant();
    CompiledPolicy present = policy.present();
    Kept known = kept.get(subject);
    if (known == null || known.policy() != present || known.until().isBefore(now)) {
      if (kept.size() > MOST_KEPT) {
        kept.clear();
      }
      Map<String, String> settings = settings(present, subject, now);
      String told =
          settings.entrySet().stream()
              .map(setting -> setting.getKey() + VALUE + setting.getValue())
              .collect(Collectors.joining(SETTING));
      known = new Kept(present, now.plus(USED), settings, told);
      kept.put(subject, known);
    }
    return known;
  }

  private Map<String, String> settings(CompiledPolicy present, Subject subject, Instant now) {
    long until = now.plus(VALID).getEpochSecond();
    Map<String, String> settings = new HashMap<>();
    for (String dataClass : present.policy().classes().keySet()) {
      for (Action action : asked(dataClass)) {
        Reach reach = present.reach(subject, action, dataClass);
        Reach denied = present.denied(subject, action, dataClass);
        if (!reach.nothing() && !denied.everywhere()) {
          String what = dataClass + "_" + action.name().toLowerCase(Locale.ROOT);
          settings.put("yiwang." + what, Sight.of(reach, denied).setting(what, until, seal()));
        }
      }
    }
    return Map.copyOf(settings);
  }

  /** People change rows of few classes themselves; those of the others they only read. */
  private Set<Action> asked(String dataClass) {
    Set<String> known = changed;
    if (known == null) {
      known =
          SystemDuty.call(
              () -> Set.copyOf(jdbc.sql(CHANGED).query((rs, i) -> rs.getString(1)).list()));
      changed = known;
    }
    return known.contains(dataClass)
        ? EnumSet.of(Action.READ, Action.CHANGE)
        : EnumSet.of(Action.READ);
  }

  private RowSeal seal() {
    RowSeal known = seal;
    if (known == null) {
      known =
          SystemDuty.call(
              () ->
                  jdbc.sql("select inner_key, outer_key from access.row_key")
                      .query((rs, i) -> new RowSeal(rs.getBytes(1), rs.getBytes(2)))
                      .single());
      seal = known;
    }
    return known;
  }
}
