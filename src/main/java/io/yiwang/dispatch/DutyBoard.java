package io.yiwang.dispatch;

import io.yiwang.access.Units;
import io.yiwang.citymap.City;
import io.yiwang.kernel.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is on duty where with how many tasks, in memory.
 *
 * <p>Workers, units and rosters are read anew every five seconds by whoever asks first; positions
 * and duty switches of this process show at once; loads are set from the count of open cases before
 * each batch of choices and raised with each choice. One lock guards it all; every operation is
 * short.
 */
@Component
public class DutyBoard {
  private static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final Duration PERSIST_EVERY = Duration.ofSeconds(30);

  private final WorkerStore store;
  private final Units units;
  private final City city;
  private final Clock clock;

  private final Map<Long, Member> members = new HashMap<>();
  private final Map<String, List<Member>> byUnit = new HashMap<>();
  private final Map<String, List<Member>> byStreet = new HashMap<>();
  private final Map<String, List<Member>> officers = new HashMap<>();
  private Map<Long, Integer> loads = new HashMap<>();
  private UnitTree tree = UnitTree.of(List.of());
  private Instant readAt = Instant.EPOCH;

  DutyBoard(WorkerStore store, Units units, City city, Clock clock) {
    this.store = store;
    this.units = units;
    this.city = city;
    this.clock = clock;
  }

  /** A stored worker with what only memory knows. */
  private static final class Member {
    WorkerStore.Row row;
    @Nullable GeoPoint at;
    @Nullable Instant seenAt;
    Instant persistedAt = Instant.EPOCH;
    boolean onDuty;

    Member(WorkerStore.Row row) {
      this.row = row;
      this.at = row.who().at();
      this.seenAt = row.seenAt();
    }

    void judge(Instant now, ZoneId zone) {
      onDuty = DutyRule.onDuty(row.shifts(), row.switchedOn(), row.switchedAt(), now, zone);
    }
  }

  /** Puts people on the board, or replaces what it says of them. */
  public void enrol(Collection<NewWorker> people) {
    store.putAll(people);
    forget();
  }

  synchronized void forget() {
    readAt = Instant.EPOCH;
  }

  /** Chooses for a case and counts the choice as a task of the chosen one. */
  synchronized WorkerChoice choose(Matter matter, String unitCode) {
    refresh();
    WorkerChoice choice = WorkerChooser.choose(matter, unitCode, new Snapshot());
    OnDutyWorker chosen = choice.chosen();
    if (chosen != null) {
      loads.merge(chosen.id(), 1, Integer::sum);
    }
    return choice;
  }

  /** Takes over the counts of open tasks. */
  synchronized void loads(Map<Long, Integer> counted) {
    loads = new HashMap<>(counted);
  }

  synchronized UnitTree units() {
    refresh();
    return tree;
  }

  synchronized List<WorkerView> list(String regionPrefix) {
    refresh();
    return members.values().stream()
        .filter(m -> m.row.who().regionPath().contains(regionPrefix))
        .map(this::view)
        .toList();
  }

  /** Ids of the workers the present subject may see, as the database shows them. */
  Set<Long> visible() {
    return store.visible();
  }

  synchronized Optional<WorkerView> find(long id) {
    refresh();
    return Optional.ofNullable(members.get(id)).map(this::view);
  }

  /** The person goes on or off duty by hand. */
  Optional<WorkerView> switchDuty(long id, boolean on) {
    store.switchDuty(id, on, clock.instant());
    forget();
    return find(id);
  }

  /**
   * Notes where workers are; a place older than the one known is ignored.
   *
   * @return those who moved, as they are now
   */
  List<WorkerView> move(Collection<Position> positions) {
    List<WorkerView> moved = new ArrayList<>();
    List<Position> toPersist = new ArrayList<>();
    synchronized (this) {
      refresh();
      Instant now = clock.instant();
      for (Position position : positions) {
        Member member = members.get(position.workerId());
        if (member == null || (member.seenAt != null && !position.at().isAfter(member.seenAt))) {
          continue;
        }
        member.at = position.point();
        member.seenAt = position.at();
        moved.add(view(member));
        if (!now.isBefore(member.persistedAt.plus(PERSIST_EVERY))) {
          member.persistedAt = now;
          toPersist.add(position);
        }
      }
    }
    if (!toPersist.isEmpty()) {
      store.move(toPersist);
    }
    return moved;
  }

  private void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(readAt.plus(BELIEVED)) && !now.isBefore(readAt)) {
      return;
    }
    readAt = now;
    tree = UnitTree.of(units.list());
    Map<Long, Member> known = new HashMap<>(members);
    members.clear();
    byUnit.clear();
    byStreet.clear();
    officers.clear();
    for (WorkerStore.Row row : store.list()) {
      Member member = renewed(known.get(row.who().personId()), row);
      member.judge(now, city.zone());
      index(member);
    }
  }

  private static Member renewed(@Nullable Member known, WorkerStore.Row row) {
    Member member = new Member(row);
    if (known != null) {
      member.persistedAt = known.persistedAt;
      boolean knownIsNewer =
          known.seenAt != null && (row.seenAt() == null || known.seenAt.isAfter(row.seenAt()));
      if (knownIsNewer) {
        member.at = known.at;
        member.seenAt = known.seenAt;
      }
    }
    return member;
  }

  private void index(Member member) {
    NewWorker who = member.row.who();
    members.put(who.personId(), member);
    if (who.role() == WorkerRole.WORKER) {
      byUnit.computeIfAbsent(who.unitCode(), u -> new ArrayList<>()).add(member);
      byStreet.computeIfAbsent(street(who.regionPath()), s -> new ArrayList<>()).add(member);
    } else {
      officers
          .computeIfAbsent(who.role() + " " + who.regionPath(), k -> new ArrayList<>())
          .add(member);
    }
  }

  private static String street(String path) {
    int dot = -1;
    for (int level = 0; level < 3; level++) {
      dot = path.indexOf('.', dot + 1);
      if (dot < 0) {
        return path;
      }
    }
    return path.substring(0, dot);
  }

  private OnDutyWorker asCandidate(Member member) {
    NewWorker who = member.row.who();
    return new OnDutyWorker(
        who.personId(),
        who.name(),
        who.nameEn(),
        who.role(),
        who.unitCode(),
        who.regionPath(),
        member.at,
        loads.getOrDefault(who.personId(), 0),
        who.maxLoad());
  }

  private WorkerView view(Member member) {
    NewWorker who = member.row.who();
    GeoPoint at = member.at;
    return new WorkerView(
        who.personId(),
        who.name(),
        who.nameEn(),
        who.role(),
        who.unitCode(),
        who.regionPath(),
        at == null ? null : at.lat(),
        at == null ? null : at.lng(),
        member.onDuty,
        loads.getOrDefault(who.personId(), 0),
        who.maxLoad(),
        member.seenAt);
  }

  /** The board as the chooser asks it; used under the lock only. */
  private final class Snapshot implements WorkerChooser.Board {
    @Override
    public List<OnDutyWorker> ofUnit(String unitCode) {
      return tree.withBelow(unitCode).stream()
          .flatMap(u -> onDuty(byUnit.get(u)).stream())
          .toList();
    }

    @Override
    public List<OnDutyWorker> ofStreet(String streetPath) {
      return onDuty(byStreet.get(streetPath));
    }

    @Override
    public List<OnDutyWorker> officers(WorkerRole role, String regionPath) {
      return onDuty(officers.get(role + " " + regionPath));
    }

    private List<OnDutyWorker> onDuty(@Nullable List<Member> some) {
      return some == null
          ? List.of()
          : some.stream().filter(m -> m.onDuty).map(DutyBoard.this::asCandidate).toList();
    }
  }
}
