package io.yiwang.sensing.alerts;

import io.yiwang.access.UnusualLookFound;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Source;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unusual looking at people becomes a matter through the ordinary intake, at the middle of the
 * region in which it was noticed. The text names no person, neither the looker nor the looked at:
 * the auditor finds both by the position in the trail.
 */
@Component
class UnusualLookMatters implements OutboxConsumer {
  private static final Logger log = LoggerFactory.getLogger(UnusualLookMatters.class);

  private final Intake intake;
  private final Regions regions;
  private final City city;
  private final JsonMapper json;
  private final String matterClass;

  UnusualLookMatters(
      Intake intake,
      Regions regions,
      City city,
      JsonMapper json,
      @Value("${yiwang.audit.unusual.matter-class:10992}") String matterClass) {
    this.intake = intake;
    this.regions = regions;
    this.city = city;
    this.json = json;
    this.matterClass = matterClass;
  }

  @Override
  public String name() {
    return "unusual-looks";
  }

  @Override
  public String topic() {
    return UnusualLookFound.TOPIC;
  }

  @Override
  public void accept(List<OutboxEvent> events) {
    List<ObservationDraft> drafts =
        events.stream()
            .filter(event -> event.type().equals("UnusualLookFound"))
            .map(event -> json.treeToValue(event.payload(), UnusualLookFound.class))
            .map(this::draft)
            .toList();
    if (!drafts.isEmpty()) {
      IntakeResult result = intake.accept(Source.SYSTEM, drafts);
      if (result.rejected() > 0) {
        log.warn(
            "{} matters of unusual looking were refused. Maybe the catalogue lacks class {}.",
            result.rejected(),
            matterClass);
      }
    }
  }

  private ObservationDraft draft(UnusualLookFound found) {
    GeoPoint at = place(found.region());
    return ObservationDraft.observed(
            "unusual-look/" + found.id(), matterClass, at.lat(), at.lng(), found.since())
        .withText(text(found), null);
  }

  private GeoPoint place(String regionPath) {
    String code = regionPath.substring(regionPath.lastIndexOf('.') + 1);
    return regions.find(code).map(Region::centre).orElseGet(city::centre);
  }

  private static String text(UnusualLookFound found) {
    String what =
        switch (found.kind()) {
          case "OFF_REGION" -> "查阅辖区外人员";
          case "OFF_HOURS" -> "非工作时间查阅人员";
          default -> "大量查阅人员";
        };
    return "%s：一小时内 %d 条，审计记录第 %d 条".formatted(what, found.looks(), found.lastSeq());
  }
}
