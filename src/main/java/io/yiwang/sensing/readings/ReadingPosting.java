package io.yiwang.sensing.readings;

import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.DeviceRights;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.intake.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes readings that come by HTTP: gateways, replays, series of other systems. */
@Component
class ReadingPosting {
  private static final int MOST = 10_000;
  private static final int SHOWN = 200;

  private final JsonMapper json;
  private final ReadingIntake intake;
  private final Devices devices;
  private final DeviceModels models;
  private final DeviceRights rights;
  private final ApiKeys keys;

  ReadingPosting(
      JsonMapper json,
      ReadingIntake intake,
      Devices devices,
      DeviceModels models,
      DeviceRights rights,
      ApiKeys keys) {
    this.json = json;
    this.intake = intake;
    this.devices = devices;
    this.models = models;
    this.rights = rights;
    this.keys = keys;
  }

  /** What became of the entries; the first that had something wrong. */
  record PostedReadings(int readings, int rejected, List<RefusedEntry> refused) {}

  /** What was wrong with an entry. */
  record RefusedEntry(
      int row,
      String device,
      String reason,
      String detail,
      @Nullable String field,
      String advice) {}

  PostedReadings take(HttpServletRequest request) throws IOException {
    Optional<ApiClient> client = keys.findCurrent();
    boolean program =
        client.isPresent()
            && (client.get().scopes().contains("observe")
                || client.get().scopes().contains("admin"));
    if (!program) {
      rights.requireKeeper();
    }
    try (Body body = Body.read(request)) {
      String type = String.valueOf(request.getContentType());
      return take(type.contains("ndjson") ? lines(body) : document(body), program);
    }
  }

  private List<JsonNode> document(Body body) {
    try {
      JsonNode root = json.readTree(body.bytes(), 0, body.length());
      return root.isArray() ? root.valueStream().toList() : List.of(root);
    } catch (JacksonException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "malformed-json",
          "The body is not JSON: " + e.getOriginalMessage(),
          null,
          null,
          "Maybe it was cut off, or holds a line for each entry: then it is application/x-ndjson.");
    }
  }

  /** A line that is not JSON spoils only itself. */
  private List<JsonNode> lines(Body body) {
    List<JsonNode> all = new ArrayList<>();
    String text = new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      try {
        all.add(json.readTree(line));
      } catch (JacksonException e) {
        all.add(json.getNodeFactory().stringNode(line));
      }
    }
    return all;
  }

  private PostedReadings take(List<JsonNode> entries, boolean program) {
    if (entries.size() > MOST) {
      throw new Problem(
          HttpStatus.CONTENT_TOO_LARGE,
          "too-many-rows",
          "There may be at most " + MOST + " entries in a request.",
          "body",
          entries.size(),
          "Maybe send them in several requests.");
    }
    Map<String, Optional<Speaker>> speakers = new HashMap<>();
    List<RefusedEntry> refused = new ArrayList<>();
    List<CompletableFuture<ReadingIntake.Answer>> answers = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int row = 0; row < entries.size(); row++) {
      String code = entries.get(row).path("device").asString("");
      Optional<Speaker> speaker =
          speakers.computeIfAbsent(code, c -> SystemDuty.call(() -> speaker(c, program)));
      if (speaker.isEmpty()) {
        refused.add(
            new RefusedEntry(
                row,
                code,
                "unknown-device",
                "There is no device " + code + ".",
                "device",
                "Maybe it has not been added yet, or is not yours."));
      } else {
        answers.add(intake.takeOld(speaker.get(), entries.get(row)));
        numbers.add(row);
      }
    }
    int taken = 0;
    for (int i = 0; i < answers.size(); i++) {
      ReadingIntake.Answer answer = waited(answers.get(i));
      taken += answer.taken();
      int row = numbers.get(i);
      String code = entries.get(row).path("device").asString("");
      for (RowProblem p : answer.problems()) {
        refused.add(new RefusedEntry(row, code, p.type(), p.detail(), p.field(), p.advice()));
      }
    }
    int rejected = refused.size();
    return new PostedReadings(taken, rejected, refused.stream().limit(SHOWN).toList());
  }

  private Optional<Speaker> speaker(String code, boolean program) {
    return devices
        .find(code)
        .filter(device -> program || rights.mayKeep(device))
        .map(this::speaker);
  }

  private Speaker speaker(Device device) {
    return new Speaker(device.id(), device.code(), models.get(device.model()));
  }

  private static ReadingIntake.Answer waited(CompletableFuture<ReadingIntake.Answer> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "log-unavailable",
              "The log of readings cannot take them now; send the same again.",
              null,
              null,
              "Maybe the disk is full.")
          .with(Problem.RETRY_AFTER, 2);
    }
  }
}
