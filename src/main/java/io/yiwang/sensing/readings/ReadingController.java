package io.yiwang.sensing.readings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.DeviceRights;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.readings.ReadingPosting.PostedReadings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What devices measured, over HTTP. */
@RestController
@RequestMapping("/api/v1/devices")
@Tag(name = "Devices")
class ReadingController {
  private static final int MOST_POINTS = 2_000;
  private static final Duration LONGEST = Duration.ofDays(3_700);

  private final DeviceRights rights;
  private final DeviceModels models;
  private final ReadingHistory history;
  private final ReadingPosting posting;
  private final JdbcClient jdbc;
  private final Clock clock;

  ReadingController(
      DeviceRights rights,
      DeviceModels models,
      ReadingHistory history,
      ReadingPosting posting,
      JdbcClient jdbc,
      Clock clock) {
    this.rights = rights;
    this.models = models;
    this.history = history;
    this.posting = posting;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The readings of a span in parts of the same length; a part without readings is left out.
   *
   * @param everySeconds how often the device speaks when all is well, to tell a gap from a pause
   */
  @Schema(name = "ReadingSeries")
  record Series(
      String device,
      String quantity,
      String unit,
      Instant from,
      Instant to,
      long everySeconds,
      List<Bucket> points) {}

  @Operation(summary = "What a device measured over a span of time, in at most so many points")
  @GetMapping("/{code}/readings")
  Series series(
      @Parameter(example = "WL-0007") @PathVariable String code,
      @Parameter(example = "level") @RequestParam(required = false) @Nullable String quantity,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "300") int points) {
    Asked asked = asked(code, quantity, from, to);
    if (points < 1 || points > MOST_POINTS) {
      throw Problem.badField("points", points, "must be 1 to " + MOST_POINTS + ".", null);
    }
    return new Series(
        code,
        asked.quantity.code(),
        asked.quantity.unit(),
        asked.from,
        asked.to,
        models.get(asked.model).every().toSeconds(),
        history.buckets(asked.device, asked.quantity.code(), asked.from, asked.to, points));
  }

  @Operation(summary = "The same as a spreadsheet, every reading a row")
  @GetMapping(value = "/{code}/readings.csv", produces = "text/csv")
  void csv(
      @Parameter(example = "WL-0007") @PathVariable String code,
      @Parameter(example = "level") @RequestParam(required = false) @Nullable String quantity,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      HttpServletResponse response)
      throws IOException {
    Asked asked = asked(code, quantity, from, to);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s-%s.csv\"".formatted(code, asked.quantity.code()));
    PrintWriter out = response.getWriter();
    out.print("\uFEFFtime,value,unit\r\n");
    history.each(
        asked.device,
        asked.quantity.code(),
        asked.from,
        asked.to,
        (at, value) -> {
          out.print(Instant.ofEpochMilli(at) + "," + value + "," + asked.quantity.unit() + "\r\n");
          return !out.checkError();
        });
    out.flush();
  }

  private record Asked(long device, String model, Quantity quantity, Instant from, Instant to) {}

  private Asked asked(
      String code, @Nullable String quantity, @Nullable Instant from, @Nullable Instant to) {
    rights.requireReader();
    Quantity known =
        models
            .findQuantity(quantity == null ? "" : quantity)
            .orElseThrow(() -> Problem.badField("quantity", quantity, "is not measured.", null));
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(Duration.ofDays(1)) : from;
    if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw Problem.badField("from", begin, "must be before to, ten years at most.", null);
    }
    return jdbc.sql("select id, model from sensing.device where code = ?")
        .param(code)
        .query((rs, i) -> new Asked(rs.getLong(1), rs.getString(2), known, begin, end))
        .optional()
        .orElseThrow(() -> Problem.notFound("device", code));
  }

  @Operation(
      summary = "Hand in readings of devices",
      description =
          """
          A JSON array, one object, or NDJSON (`application/x-ndjson`), optionally gzip, at most 10,000 entries and 16 MiB:
          `{"device":"WL-0007","t":"2026-11-24T08:00:00Z","v":{"level":1.23},"u":{"level":"m"}}`. Answered when
          the log has all that was taken. The same reading again counts once. What cannot be taken is listed and kept as an
          issue of the source `sensor-<code>`.\
          """)
  @RequestBody(
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = "object")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
      })
  @PostMapping(
      value = "/readings",
      consumes = {"application/json", "application/x-ndjson"})
  ResponseEntity<PostedReadings> post(@Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    PostedReadings answer = posting.take(request);
    return ResponseEntity.status(answer.rejected() == 0 ? 200 : 207).body(answer);
  }
}
