package io.yiwang.dispatch;

import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.cases.DueState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Cases that only remember what they were told. */
final class CasesOfMemory implements Cases {
  private final List<Dispatch.Order> orders = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  List<Dispatch.Order> orders() {
    return orders;
  }

  /** One line for each order. */
  List<String> told() {
    return told;
  }

  @Override
  public Map<Long, Integer> loads() {
    return Map.of();
  }

  @Override
  public List<Dispatch.Outcome> dispatchAll(List<Dispatch.Order> some) {
    return remember("dispatch", some);
  }

  @Override
  public List<Dispatch.Outcome> assignAll(List<Dispatch.Order> some) {
    return remember("assign", some);
  }

  private List<Dispatch.Outcome> remember(String what, List<Dispatch.Order> some) {
    orders.addAll(some);
    for (Dispatch.Order order : some) {
      JsonNode why = order.choice().explanation();
      told.add(
          "%s %d to %s, %s because %s %s %s"
              .formatted(
                  what,
                  order.caseId(),
                  order.choice().unitCode(),
                  order.choice().workerId(),
                  why.at("/unit/ground").asString(),
                  why.at("/worker/ring").asString(),
                  why.at("/worker/reason").asString()));
    }
    return some.stream().map(o -> new Dispatch.Outcome(o.caseId(), true, null)).toList();
  }

  @Override
  public Optional<CaseSummary> find(long id) {
    return Optional.empty();
  }

  @Override
  public Optional<CaseSummary> findByNumber(String number) {
    return Optional.empty();
  }

  @Override
  public List<CaseSummary> list(Collection<Long> ids) {
    return List.of();
  }

  @Override
  public List<CaseSummary> listTasks(long workerId) {
    return List.of();
  }

  @Override
  public List<CaseSummary> listUnmanned(int most) {
    return List.of();
  }

  @Override
  public CaseSummary dispatch(long caseId, Dispatch choice) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CaseSummary assign(long caseId, Dispatch choice) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CaseSummary revokeAssignment(long caseId, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Rubbish in the street of the path. */
  static CaseSummary subject(
      long id,
      int version,
      CaseState state,
      String regionPath,
      @Nullable String unit,
      @Nullable Long worker) {
    Instant now = Instant.now();
    return new CaseSummary(
        id,
        "20261123-" + id,
        version,
        state,
        state.stage(),
        "06010",
        "暴露垃圾",
        "Exposed rubbish",
        null,
        null,
        31.2,
        121.4,
        null,
        regionPath.substring(regionPath.lastIndexOf('.') + 1),
        regionPath,
        null,
        null,
        null,
        null,
        null,
        "HOTLINE",
        1,
        1,
        false,
        unit,
        null,
        null,
        worker,
        null,
        now,
        now,
        null,
        null,
        DueState.NONE,
        null,
        now,
        UUID.randomUUID(),
        null,
        0,
        0,
        0,
        null,
        null,
        null);
  }
}
