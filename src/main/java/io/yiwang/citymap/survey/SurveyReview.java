package io.yiwang.citymap.survey;

import io.yiwang.access.Person;
import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ChangeSet;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.survey.Proposal.Kind;
import io.yiwang.citymap.survey.Proposal.Status;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides about proposals: those that are accepted together become one change set, in the
 * transaction that marks them. A component that has changed since it was seen is not touched unless
 * the reviewer names the version that is there now.
 */
@org.springframework.stereotype.Component
class SurveyReview {
  private final City city;
  private final ComponentReader reader;
  private final ComponentWriter writer;
  private final Proposals proposals;
  private final ProposalBook book;
  private final TransactionTemplate transaction;

  SurveyReview(
      City city,
      ComponentReader reader,
      ComponentWriter writer,
      Proposals proposals,
      ProposalBook book,
      TransactionTemplate transaction) {
    this.city = city;
    this.reader = reader;
    this.writer = writer;
    this.proposals = proposals;
    this.book = book;
    this.transaction = transaction;
  }

  /**
   * A proposal to be accepted.
   *
   * @param against the version of the component that the reviewer has seen; null is the one the
   *     proposer saw
   */
  record ProposalChoice(
      long id, @Nullable Instant against, Proposal.@Nullable ProposalCorrection correction) {}

  /**
   * What came of it.
   *
   * @param setId null when nothing on the map was another than before
   * @param decided ids of those that were decided
   * @param left ids of those whose component has changed, or about which somebody else has decided
   */
  record Outcome(@Nullable Long setId, List<Long> decided, List<Long> left) {}

  private record Applied(Proposal proposal, @Nullable Long made) {}

  Outcome accept(List<ProposalChoice> choices, @Nullable String reason, Person by) {
    return written(
        () -> {
          Map<Long, Proposal> locked = locked(choices.stream().map(ProposalChoice::id).toList());
          Map<Long, Component> there = there(locked);
          List<ComponentChange> changes = new ArrayList<>();
          List<Applied> applied = new ArrayList<>();
          List<Long> left = new ArrayList<>();
          Set<Long> touched = new HashSet<>();
          for (ProposalChoice choice : choices) {
            Proposal asked = Objects.requireNonNull(locked.get(choice.id));
            Component now = there.get(Objects.requireNonNullElse(asked.componentId(), 0L));
            if (asked.status() != Status.OPEN || isStale(asked, now, choice, touched)) {
              left.add(choice.id);
              continue;
            }
            Proposal p = asked.with(choice.correction);
            ComponentChange change = change(p, now);
            changes.add(change);
            applied.add(new Applied(p, p.kind() == Kind.NEW ? change.id() : null));
          }
          Long set = apply(changes, reason, by);
          applied.forEach(a -> book.accept(a.proposal, by, reason, set, a.made));
          return new Outcome(set, applied.stream().map(a -> a.proposal.id()).toList(), left);
        });
  }

  private static boolean isStale(
      Proposal p, @Nullable Component now, ProposalChoice choice, Set<Long> touched) {
    if (p.kind() == Kind.NEW) {
      return false;
    }
    Instant seen = choice.against == null ? p.knownFrom() : choice.against;
    return now == null || !now.knownFrom().equals(seen) || !touched.add(now.id());
  }

  private @Nullable Long apply(List<ComponentChange> changes, @Nullable String reason, Person by) {
    if (changes.isEmpty()) {
      return null;
    }
    String why = reason == null ? "survey of " + changes.size() : reason;
    ChangeSet set =
        writer.change(changes, new ChangeOrigin(ChangeOrigin.Way.SURVEY, by.id(), by.name(), why));
    return set.id() == 0 ? null : set.id();
  }

  private ComponentChange change(Proposal p, @Nullable Component now) {
    if (p.kind() == Kind.NEW || now == null) {
      long id = writer.nextIds(division(p.regionPath()), p.classNo(), 1).getFirst();
      Component made =
          Component.point(id, p.name(), p.point())
              .withState(Objects.requireNonNullElse(p.state(), ComponentState.INTACT))
              .withSource(ComponentSource.SURVEYED, accuracy(p));
      return new ComponentChange.Put(made, p.seenAt(), null);
    }
    Component said =
        switch (p.kind()) {
          case NEW -> now;
          case MOVED -> now.withPoint(p.point()).withSource(ComponentSource.SURVEYED, accuracy(p));
          case CHANGED ->
              now.withState(Objects.requireNonNullElse(p.state(), now.state()))
                  .withName(p.name() == null ? now.name() : p.name());
          case GONE -> now.withState(ComponentState.REMOVED);
        };
    Instant since = p.seenAt().isBefore(now.validFrom()) ? now.validFrom() : p.seenAt();
    return new ComponentChange.Put(said, since, now.knownFrom());
  }

  /** The first six digits of an identifier: the district's code, or the city's. */
  private int division(String path) {
    for (String code : path.split("\\.")) {
      if (code.matches("\\d{6}") && !code.equals(city.code())) {
        return Integer.parseInt(code);
      }
    }
    return city.code().matches("\\d{6}") ? Integer.parseInt(city.code()) : 0;
  }

  /** By what the phone thought of its position; nothing is said of a place picked on the map. */
  private static Accuracy accuracy(Proposal p) {
    Float metres = p.corrected() == null ? p.accuracyM() : null;
    if (metres == null || metres > 10) {
      return Accuracy.UNKNOWN;
    }
    return metres <= 0.5 ? Accuracy.A : metres <= 1 ? Accuracy.B : Accuracy.C;
  }

  Outcome reject(List<Long> ids, String reason, Person by) {
    return written(
        () -> {
          List<Long> left = new ArrayList<>();
          List<Long> decided = new ArrayList<>();
          for (Proposal p : locked(ids).values()) {
            if (p.status() == Status.OPEN) {
              book.reject(p.id(), by, reason);
              decided.add(p.id());
            } else {
              left.add(p.id());
            }
          }
          return new Outcome(null, decided, left);
        });
  }

  Proposal withdraw(Proposal p, Person by) {
    return written(
        () -> {
          Proposal now = Objects.requireNonNull(locked(List.of(p.id())).get(p.id()));
          if (now.status() != Status.OPEN && now.status() != Status.WITHDRAWN) {
            throw Problem.conflict(
                "proposal-decided", "Proposal " + p.id() + " is " + now.status() + ".", null);
          }
          book.withdraw(p.id(), by);
          return proposals.get(p.id());
        });
  }

  /** All that was decided together with an accepted one, or the rejected one alone. */
  List<Proposal> together(Proposal p) {
    Long set = p.setId();
    return set == null ? List.of(p) : proposals.ofSet(set);
  }

  /** Takes a decision back: the map is as it was before, the proposals are open again. */
  List<Long> undo(List<Proposal> together, Person by) {
    List<Long> ids = together.stream().map(Proposal::id).toList();
    return written(
        () -> {
          List<Proposal> locked = List.copyOf(locked(ids).values());
          locked.stream()
              .map(Proposal::setId)
              .filter(Objects::nonNull)
              .distinct()
              .forEach(
                  set ->
                      writer.undo(
                          set,
                          new ChangeOrigin(
                              ChangeOrigin.Way.UNDO, by.id(), by.name(), "survey taken back")));
          locked.forEach(p -> book.reopen(p, by));
          return ids;
        });
  }

  private Map<Long, Proposal> locked(List<Long> ids) {
    return book.lock(ids).stream().collect(Collectors.toMap(Proposal::id, p -> p));
  }

  private Map<Long, Component> there(Map<Long, Proposal> locked) {
    return reader.findAll(
        locked.values().stream().map(Proposal::componentId).filter(Objects::nonNull).toList());
  }

  private <T> T written(Supplier<T> work) {
    return SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }
}
