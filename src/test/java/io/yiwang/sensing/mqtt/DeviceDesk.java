package io.yiwang.sensing.mqtt;

import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Caller;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody who keeps devices over HTTP, with codes of its own. */
public final class DeviceDesk {
  private final Caller caller;
  private final GeoPoint place;
  private final String prefix = "T" + UUID.randomUUID().toString().substring(0, 8);
  private int made;

  public DeviceDesk(ApplicationContext beans, int port) {
    String key =
        beans.getBean(ApiKeys.class).issue("test-" + prefix, "SENSOR", Set.of("observe", "admin"));
    caller = new Caller(port, key);
    place = beans.getBean(Regions.class).root().centre();
  }

  /** A device that was added, and what it signs in with. */
  public record Made(String code, String secret) {
    String topic() {
      return "yiwang/v1/d/" + code + "/up";
    }
  }

  public String draft(String code, String model) {
    return String.format(
        Locale.ROOT,
        "{\"code\":\"%s\",\"model\":\"%s\",\"name\":\"试验\",\"lat\":%.6f,\"lng\":%.6f}",
        code,
        model,
        place.lat(),
        place.lng());
  }

  public Made add(String model) {
    String code = prefix + "-" + made++;
    Caller.Answer answer = caller.postJson("/api/v1/devices", draft(code, model));
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.text());
    }
    return new Made(code, answer.json().path("secret").asString());
  }

  public JsonNode card(Made device) {
    return caller.get("/api/v1/devices/" + device.code).json();
  }

  /** What the device said last of a quantity; NaN for nothing. */
  double last(Made device, String quantity) {
    for (JsonNode value : card(device).path("values")) {
      if (value.path("quantity").asString().equals(quantity)) {
        return value.path("value").asDouble();
      }
    }
    return Double.NaN;
  }

  boolean isOnline(Made device) {
    return card(device).path("device").path("online").asBoolean();
  }

  /** How often something was wrong with what the device said. */
  long tally(Made device, String reason) {
    for (JsonNode tally : card(device).path("problems")) {
      if (tally.path("reason").asString().equals(reason)) {
        return tally.path("count").asLong();
      }
    }
    return 0;
  }

  public Caller caller() {
    return caller;
  }

  public String prefix() {
    return prefix;
  }

  public GeoPoint place() {
    return place;
  }
}
