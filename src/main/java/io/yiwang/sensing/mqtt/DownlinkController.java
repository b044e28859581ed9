package io.yiwang.sensing.mqtt;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.DeviceRights;
import io.yiwang.sensing.devices.Devices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Messages to devices. */
@RestController
@RequestMapping("/api/v1/devices")
@Tag(name = "Devices")
class DownlinkController {
  private final DeviceRights rights;
  private final Devices devices;
  private final DeviceSessions sessions;
  private final MqttEndpoint endpoint;
  private final AuditTrail audit;

  DownlinkController(
      DeviceRights rights,
      Devices devices,
      DeviceSessions sessions,
      MqttEndpoint endpoint,
      AuditTrail audit) {
    this.rights = rights;
    this.devices = devices;
    this.sessions = sessions;
    this.endpoint = endpoint;
    this.audit = audit;
  }

  @Operation(
      summary = "Send a device a message",
      description =
          "Any JSON, published to the topic `yiwang/v1/d/<code>/down` of a device that is"
              + " connected; nothing waits for one that is not.")
  @PostMapping("/{code}/messages")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void send(
      @Parameter(example = "WL-0007") @PathVariable String code, @RequestBody JsonNode message) {
    rights.requireKeeper();
    Device device =
        SystemDuty.call(() -> devices.find(code))
            .filter(rights::mayKeep)
            .orElseThrow(() -> Problem.notFound("device", code));
    if (sessions.find(code) == null) {
      throw Problem.conflict(
          "device-offline", "The device " + code + " is not connected.", "Maybe send it later.");
    }
    audit.append(
        audit
            .entry(AuditAction.CHANGE, "device")
            .about(List.of("device:" + code))
            .in(device.regionPath()));
    endpoint
        .broker()
        .send(
            DeviceSession.topic(code, "down"), message.toString().getBytes(StandardCharsets.UTF_8))
        .join();
  }
}
