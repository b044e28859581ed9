package io.yiwang.cases.reporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.cases.book.ActionRequest;
import io.yiwang.cases.book.Clerk;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.NearbyMatters;
import io.yiwang.sensing.ServiceRequests;
import io.yiwang.sensing.TrackedMatters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class ReportersTest {
  private static final Person OFFICER =
      new Person(9, "officer", "officer", "officer", Set.of(Duty.CITY_OFFICER), "", "", "");

  @Autowired NearbyMatters nearby;
  @Autowired ServiceRequests requests;
  @Autowired TrackedMatters tracked;
  @Autowired Cases cases;
  @Autowired Clerk clerk;
  @Autowired ApplicationContext context;

  @Test
  void openMattersAreFoundWithinWalkingSight() {
    CaseSummary c = new Opener(context).open();
    GeoPoint here = new GeoPoint(c.lat() + 0.0005, c.lng());
    assertThat(nearby.near(here, "06010"))
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.distanceMetres()).isEqualTo(56));
    assertThat(nearby.near(new GeoPoint(c.lat() + 0.003, c.lng()), "06010"))
        .noneMatch(m -> m.caseId() == c.id());
    assertThat(nearby.place(c.number()).orElseThrow().classCode()).isEqualTo("06010");
  }

  @Test
  void aReporterConfirmsOnceAndTheCaseCloses() {
    CaseSummary c = mended();
    ObservationId report = new ObservationId(c.incidentId());
    assertThat(tracked.find(report).orElseThrow().mayAnswer()).isTrue();
    TrackedMatters.Answer answer = new TrackedMatters.Answer("k1", "谢谢", List.of());
    assertThat(tracked.confirm(report, answer).state()).isEqualTo("CLOSED");
    assertThat(tracked.confirm(report, answer).state()).isEqualTo("CLOSED");
    ServiceRequests.ServiceRequest request = requests.find(c.number()).orElseThrow();
    assertThat(request.status()).isEqualTo(ServiceRequests.Status.CLOSED);
    assertThat(requests.findNumber(report)).contains(c.number());
  }

  @Test
  void aReporterRejectsAndItIsReworked() {
    CaseSummary c = mended();
    TrackedMatters.Answer answer = new TrackedMatters.Answer("k2", "还在", List.of());
    assertThat(tracked.reject(new ObservationId(c.incidentId()), answer).stage())
        .isEqualTo("DISPATCH");
    assertThat(cases.find(c.id()).orElseThrow().rework()).isEqualTo(1);
  }

  private CaseSummary mended() {
    CaseSummary c = new Opener(context).open();
    cases.dispatch(c.id(), new Dispatch("U-x", null, JsonNodeFactory.instance.objectNode()));
    Person worker = new Person(77, "w", "w", "w", Set.of(Duty.GRID_WORKER), "U-x", "", "");
    Acting.as(
        OFFICER, () -> clerk.act(c.id(), ActionRequest.of(CaseAction.COMMENT, null), OFFICER));
    ActionRequest takeOver = ActionRequest.of(CaseAction.TAKE_OVER, null);
    context
        .getBean(io.yiwang.access.Units.class)
        .putAll(
            List.of(
                new io.yiwang.access.Unit(
                    "U-x", "队", "Crew", io.yiwang.access.UnitKind.CREW, "310000", null)));
    Acting.as(worker, () -> clerk.act(c.id(), takeOver, worker));
    ActionRequest finish =
        new ActionRequest(
            CaseAction.FINISH,
            null,
            null,
            null,
            null,
            List.of("after"),
            null,
            null,
            null,
            null,
            null);
    return Acting.as(worker, () -> clerk.act(c.id(), finish, worker));
  }
}
