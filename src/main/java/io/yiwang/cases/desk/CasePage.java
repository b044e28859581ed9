package io.yiwang.cases.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.access.Decision;
import io.yiwang.access.Treatment;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.lifecycle.ClockKind;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.sensing.LookVerdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything the page of one case shows to this person. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CasePage(
    CaseSummary summary,
    @Nullable Filed condition,
    List<ClockLine> clocks,
    List<Seen> observations,
    List<Evidence> photos,
    List<HistoryLine> history,
    @Nullable JsonNode explanation,
    List<Link> links,
    @Nullable Ask ask,
    @Nullable Instant wakeAt,
    List<Allowed> actions,
    List<Filed> conditions,
    @Nullable FiledUnder filedUnder,
    @Nullable About component,
    List<Look> looks) {

  /**
   * The region and unit of the day the case was filed, where they have been reorganised since.
   *
   * @param path codes from the city down, joined by dots
   */
  record FiledUnder(
      @Nullable String path,
      @Nullable String regionZh,
      @Nullable String regionEn,
      @Nullable String unitCode,
      @Nullable String unitZh,
      @Nullable String unitEn) {}

  /**
   * The component it is about.
   *
   * @param as in what capacity the keeper answers for it: OWNER, MANAGER or MAINTAINER
   */
  @Schema(name = "AboutComponent")
  record About(
      String id,
      @Nullable String name,
      @Nullable String classZh,
      @Nullable String classEn,
      String state,
      @Nullable String keeperZh,
      @Nullable String keeperEn,
      @Nullable String as) {}

  /** A filing condition. */
  record Filed(long id, String nameZh, String nameEn, int amount, LimitUnit unit) {}

  /**
   * @param state RUNNING, PAUSED (not done, standing still) or OVERDUE
   */
  record ClockLine(
      ClockKind kind,
      LimitUnit unit,
      long budgetSeconds,
      long consumedSeconds,
      @Nullable Instant runningSince,
      @Nullable Instant dueAt,
      String state) {}

  /** One observation of the matter; only its id when the log no longer has it. */
  record Seen(
      UUID id,
      @Nullable String channel,
      @Nullable String source,
      @Nullable String description,
      @Nullable Instant observedAt,
      @Nullable Double lat,
      @Nullable Double lng,
      List<String> photos,
      @Nullable Double weight) {

    Seen shown(Decision decision) {
      boolean photo = decision.field("photo").plain();
      return new Seen(
          id,
          channel,
          source,
          decision.field("description").apply(description),
          observedAt,
          lat,
          lng,
          photo ? photos : List.of(),
          weight);
    }
  }

  record Evidence(String id, String url, String kind, Instant at, String by) {}

  /**
   * A camera or sensor that was asked to look again; those asked at once have the same round, the
   * latest come first.
   *
   * @param lookAt when it looks
   * @param at when it looked; this and what follows is null until it answered
   * @param before pictures it had sent of the matter
   * @param after pictures it took when it looked again
   * @param outcome what followed from the round; null until that is decided
   */
  @Schema(name = "SecondLook")
  record Look(
      long round,
      String source,
      io.yiwang.cases.checks.Look.State state,
      Instant mendedAt,
      Instant lookAt,
      io.yiwang.cases.checks.Look.@Nullable Outcome outcome,
      List<String> before,
      List<String> after,
      @Nullable LookVerdict verdict,
      @Nullable Instant at,
      @Nullable String model,
      @Nullable String version,
      @Nullable Double confidence,
      @Nullable String reason) {}

  record HistoryLine(
      int seq,
      Instant at,
      long actorId,
      String actorName,
      String action,
      CaseState fromState,
      CaseState toState,
      @Nullable String reason,
      @Nullable JsonNode detail) {

    /** Without the words people wrote, which may name others. */
    HistoryLine withNames(Treatment names) {
      String name = names.apply(actorName);
      return new HistoryLine(
          seq, at, 0, name == null ? "" : name, action, fromState, toState, null, null);
    }
  }

  record Link(String kind, long caseId, String number) {}

  /** What the unit asked the officers for. */
  record Ask(String kind, @Nullable Instant until) {}

  /**
   * @param needs what to send along; a question mark means it may be left out
   */
  record Allowed(CaseAction action, String nameZh, String nameEn, List<String> needs) {}
}
