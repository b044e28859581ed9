package io.yiwang.cases.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.DueState;
import io.yiwang.house.OutboxEvent;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

class FollowUpsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");

  private final List<ObservationDraft> told = new ArrayList<>();
  private List<CaseSummary> merged = List.of();

  @Test
  void aClosedCaseTellsTheLogThatItsMatterIsGone() {
    followUps(list -> told.addAll(list)).accept(List.of(event("CaseClosed"), event("CaseGrew")));
    assertThat(told).hasSize(1);
    ObservationDraft gone = told.getFirst();
    assertThat(gone.sighting()).isEqualTo(Sighting.CLEARED);
    assertThat(gone.key()).isEqualTo("20261123-000017-9");
    assertThat(gone.clears()).isEqualTo(new UUID(1, 1).toString());
    assertThat(gone.observedAt()).isEqualTo(AT);
  }

  @Test
  void theMattersOfCasesMergedIntoAClosedOneAreGoneAsWell() {
    merged = List.of(closed("20261123-000018", new UUID(2, 2)));
    followUps(list -> told.addAll(list)).accept(List.of(event("CaseClosed")));
    assertThat(told)
        .extracting(d -> d.key() + " " + d.sighting() + " " + d.clears() + " " + d.observedAt())
        .containsExactly(
            "20261123-000017-9 CLEARED " + new UUID(1, 1) + " " + AT,
            "20261123-000017-9-20261123-000018 CLEARED " + new UUID(2, 2) + " " + AT);
  }

  @Test
  void aCaseSplitOffTellsTheLogThatItsMatterIsItsOwn() {
    followUps(list -> told.addAll(list)).accept(List.of(event("CaseUnmerged")));
    assertThat(told)
        .extracting(d -> d.key() + " " + d.sighting() + " " + d.clears())
        .containsExactly("20261123-000017-9-apart APART " + new UUID(1, 1));
  }

  @Test
  void aLogThatIsAwayIsWaitedFor() {
    FollowUps followUps =
        followUps(
            list -> {
              throw new Problem(
                  HttpStatus.SERVICE_UNAVAILABLE, "log-away", "away", null, null, null);
            });
    assertThatThrownBy(() -> followUps.accept(List.of(event("CaseClosed"))))
        .isInstanceOf(TransientDataAccessException.class);
  }

  private FollowUps followUps(java.util.function.Consumer<List<ObservationDraft>> log) {
    Intake intake =
        (source, drafts) -> {
          log.accept(drafts);
          return IntakeResult.of(List.of());
        };
    return new FollowUps(intake, survivor -> merged, JSON);
  }

  private static OutboxEvent event(String type) {
    CaseEvent event = new CaseEvent(type, AT, null, closed());
    return new OutboxEvent(1, CaseEvent.TOPIC, "17", type, JSON.valueToTree(event), AT);
  }

  private static CaseSummary closed() {
    return closed("20261123-000017", new UUID(1, 1));
  }

  private static CaseSummary closed(String number, UUID incident) {
    return new CaseSummary(
        17,
        number,
        9,
        CaseState.CLOSED,
        CaseState.CLOSED.stage(),
        "06010",
        "暴露垃圾",
        "Litter",
        null,
        null,
        31.22,
        121.431,
        null,
        "310105",
        "310000.310105",
        null,
        null,
        null,
        null,
        null,
        "HOTLINE",
        1,
        1,
        false,
        null,
        null,
        null,
        null,
        null,
        AT,
        null,
        null,
        null,
        DueState.DONE,
        AT,
        AT,
        incident,
        null,
        0,
        0,
        0,
        null,
        null,
        null);
  }
}
