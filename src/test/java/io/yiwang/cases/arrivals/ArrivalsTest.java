package io.yiwang.cases.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.cases.book.ActionRequest;
import io.yiwang.cases.book.Clerk;
import io.yiwang.house.LogRecord;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class ArrivalsTest {
  private static final Person OFFICER =
      new Person(9, "officer", "officer", "officer", Set.of(Duty.CITY_OFFICER), "", "", "");

  @Autowired IncidentInbox inbox;
  @Autowired Cases cases;
  @Autowired People people;
  @Autowired Clerk clerk;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;
  @Autowired JsonMapper json;

  @Test
  void opensOneCasePerIncidentAndFilesItAtOnce() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    CaseSummary opened = caseOf(id);
    assertThat(opened.state()).isEqualTo(CaseState.PENDING_DISPATCH);
    assertThat(opened.number()).matches("\\d{8}-\\d{6}");
    assertThat(opened.filedAt()).isNotNull();
    assertThat(opened.dueAt()).isNotNull();
    assertThat(opened.classZh()).isEqualTo("暴露垃圾");
    assertThat(actions(opened.id())).containsExactly("REPORT", "FILE", "FORWARD");
    assertThat(events(opened.id())).containsExactly("CaseReported", "CaseFiled");
  }

  @Test
  void aRecordClosedElsewhereIsAClosedCase() {
    ObservationId id = Announcements.newId();
    Map<String, String> prior =
        Map.of(
            "prior.system", "boston-311",
            "prior.promisedAt", "2026-11-23T02:00:00Z",
            "prior.closedAt", "2026-11-23T02:00:01Z");
    IncidentChange record = Announcements.imported(id, prior);
    announce(Announcements.cleared(record, Instant.parse("2026-11-23T02:00:01Z")));
    announce(record);
    CaseSummary closed = caseOf(id);
    assertThat(closed.state()).isEqualTo(CaseState.CLOSED);
    assertThat(closed.closedAt()).isEqualTo("2026-11-23T02:00:01Z");
    assertThat(actions(closed.id())).containsExactly("REPORT", "CLOSE");
    assertThat(
            jdbc.queryForObject(
                "select on_time from cases.case_file where id = ?", Boolean.class, closed.id()))
        .isFalse();
  }

  @Test
  void aRecordOpenElsewhereKeepsItsPromise() {
    ObservationId id = Announcements.newId();
    announce(
        Announcements.imported(
            id, Map.of("prior.system", "boston-311", "prior.promisedAt", "2026-11-23T02:00:00Z")));
    announce(Announcements.of(id, 2));
    assertThat(caseOf(id).dueAt()).isEqualTo("2026-11-23T02:00:00Z");
  }

  @Test
  void aRepeatedAnnouncementChangesNothing() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 3));
    announce(Announcements.of(id, 3), Announcements.of(id, 3));
    CaseSummary opened = caseOf(id);
    assertThat(opened.reports()).isEqualTo(3);
    assertThat(opened.version()).isEqualTo(1);
    assertThat(events(opened.id())).containsExactly("CaseReported", "CaseFiled");
    assertThat(count(id)).isEqualTo(1);
  }

  @Test
  void growthLeavesTheVersionAndIsToldWhenItMatters() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    announce(Announcements.of(id, 2));
    announce(Announcements.of(id, 40));
    announce(Announcements.of(id, 41));
    CaseSummary grown = caseOf(id);
    assertThat(grown.reports()).isEqualTo(41);
    assertThat(grown.version()).isEqualTo(1);
    assertThat(events(grown.id()))
        .containsExactly("CaseReported", "CaseFiled", "CaseGrew", "CaseGrew");
  }

  @Test
  void aThinReportWaitsForEvidenceAndIsFiledThen() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, Announcements.RUBBISH, 1, 0.01));
    assertThat(caseOf(id).state()).isEqualTo(CaseState.REPORTED);
    announce(Announcements.of(id, Announcements.RUBBISH, 2, 1.0));
    assertThat(caseOf(id).state()).isEqualTo(CaseState.PENDING_DISPATCH);
  }

  @Test
  void anAbsorberWithoutACaseAdoptsTheAbsorbedOnes() {
    ObservationId late = Announcements.newId();
    ObservationId early = Announcements.newId();
    announce(Announcements.of(late, 2));
    CaseSummary before = caseOf(late);
    announce(
        Announcements.absorbing(Announcements.of(early, 3), late),
        Announcements.mergedInto(Announcements.of(late, 2), early));
    CaseSummary after = caseOf(early);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.incidentId()).isEqualTo(early.value());
    assertThat(after.reports()).isEqualTo(3);
    assertThat(actions(after.id())).containsExactly("REPORT", "FILE", "FORWARD", "ADOPT");
  }

  @Test
  void theMoreAdvancedOfTwoCasesSurvivesAndASplitIsRemembered() {
    ObservationId first = Announcements.newId();
    ObservationId second = Announcements.newId();
    announce(Announcements.of(first, 1));
    announce(Announcements.of(second, 2));
    CaseSummary idle = caseOf(first);
    CaseSummary advanced = caseOf(second);
    cases.dispatch(advanced.id(), choice("U-" + second));
    IncidentChange union = Announcements.absorbing(Announcements.of(first, 3), second);
    announce(union);
    CaseSummary lost = cases.find(idle.id()).orElseThrow();
    assertThat(lost.state()).isEqualTo(CaseState.MERGED);
    assertThat(caseOf(first).id()).isEqualTo(advanced.id());
    assertThat(cases.find(advanced.id()).orElseThrow().reports()).isEqualTo(3);

    ActionRequest split =
        new ActionRequest(
            CaseAction.UNMERGE, null, null, "two heaps", null, null, null, null, null, null, null);
    Acting.as(OFFICER, () -> clerk.act(idle.id(), split, OFFICER));
    announce(union);
    assertThat(caseOf(first).id()).as("takes its incident back").isEqualTo(idle.id());
    assertThat(caseOf(second).id()).isEqualTo(advanced.id());
    assertThat(caseOf(second).incidentId()).isEqualTo(second.value());
    assertThat(events(advanced.id())).as("a matter of its own").endsWith("CaseUnmerged");
    assertThat(cases.find(idle.id()).orElseThrow().state()).isEqualTo(CaseState.PENDING_DISPATCH);
  }

  @Test
  void aCaseThatNobodyCouldTakeWaitsForAWorkerUnlessAPersonTookItsWorkerAway() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    CaseSummary c = caseOf(id);
    cases.dispatch(c.id(), choice("U-" + id));
    assertThat(cases.listUnmanned(10_000)).extracting(CaseSummary::id).contains(c.id());

    long worker =
        people.create(
            new NewPerson(
                "worker-" + id, "工", "W", "none", Set.of(Duty.GRID_WORKER), "U-" + id, "", ""));
    cases.assign(c.id(), new Dispatch("U-" + id, worker, JsonNodeFactory.instance.objectNode()));
    assertThat(cases.listUnmanned(10_000)).extracting(CaseSummary::id).doesNotContain(c.id());
    assertThat(cases.assignAll(List.of(new Dispatch.Order(c.id(), choice("U-" + id)))))
        .as("nobody is taken off a case")
        .noneMatch(Dispatch.Outcome::done);

    cases.revokeAssignment(c.id(), "another is nearer");
    assertThat(cases.listUnmanned(10_000)).extracting(CaseSummary::id).doesNotContain(c.id());
  }

  @Test
  void aClearedMatterNobodyHasSetOutForIsChecked() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    IncidentChange gone =
        Announcements.cleared(Announcements.of(id, 1), Instant.parse("2026-11-23T02:00:00Z"));
    announce(gone);
    announce(gone);
    assertThat(caseOf(id).state()).isEqualTo(CaseState.PENDING_CHECK);
    assertThat(actions(caseOf(id).id()))
        .containsExactly("REPORT", "FILE", "FORWARD", "CLEARED", "CHECK_ASKED");
  }

  @Test
  void anyOrderAndRepetitionGivesEachRealMatterOneCase() {
    long seed = 7;
    Random random = new Random(seed);
    List<IncidentChange> stream = new ArrayList<>();
    List<ObservationId> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ObservationId early = Announcements.newId();
      ObservationId late = Announcements.newId();
      ids.add(early);
      List<IncidentChange> one =
          new ArrayList<>(
              List.of(
                  Announcements.of(late, 1),
                  Announcements.of(early, 1),
                  Announcements.absorbing(Announcements.of(early, 2), late),
                  Announcements.mergedInto(Announcements.of(late, 1), early)));
      stream.addAll(one);
      stream.add(one.get(random.nextInt(one.size())));
    }
    for (int from = 0; from < stream.size(); ) {
      int to = Math.min(stream.size(), from + 1 + random.nextInt(12));
      announce(stream.subList(from, to).toArray(IncidentChange[]::new));
      from = to;
    }
    for (ObservationId id : ids) {
      assertThat(caseOf(id).state()).as("seed " + seed).isEqualTo(CaseState.PENDING_DISPATCH);
    }
    Collections.shuffle(ids, random);
    assertThat(ids.stream().map(id -> caseOf(id).id()).distinct()).hasSize(30);
  }

  @Test
  void historyRefusesToBeChanged() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    assertThatThrownBy(
            () ->
                jdbc.update(
                    "update cases.history set reason = 'x' where case_id = ?", caseOf(id).id()))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(
            () -> jdbc.update("delete from cases.history where case_id = ?", caseOf(id).id()))
        .hasMessageContaining("append-only");
  }

  private void announce(IncidentChange... changes) {
    List<LogRecord> records =
        Arrays.stream(changes)
            .map(c -> new LogRecord(0, 0, new byte[0], json.writeValueAsBytes(c), Instant.EPOCH))
            .toList();
    transaction.executeWithoutResult(status -> inbox.accept(records));
  }

  private CaseSummary caseOf(ObservationId incident) {
    Long id =
        jdbc.queryForObject(
            "select case_id from cases.incident_case where incident_id = ?",
            Long.class,
            incident.value());
    return cases.find(id == null ? 0 : id).orElseThrow();
  }

  private int count(ObservationId incident) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from cases.case_file where incident_id = ?",
            Integer.class,
            incident.value());
    return count == null ? 0 : count;
  }

  private List<String> actions(long id) {
    return jdbc.query(
        "select action from cases.history where case_id = ? order by seq",
        (rs, row) -> rs.getString(1),
        id);
  }

  private List<String> events(long id) {
    return jdbc.query(
        "select type from house.outbox where topic = 'cases' and key = ? order by id",
        (rs, row) -> rs.getString(1),
        Long.toString(id));
  }

  private static Dispatch choice(String unit) {
    return new Dispatch(unit, null, JsonNodeFactory.instance.objectNode());
  }
}
