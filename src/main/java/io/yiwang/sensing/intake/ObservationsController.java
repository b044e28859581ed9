package io.yiwang.sensing.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Intake over HTTP. Reads and writes bytes itself: at ten thousand requests a second binding would
 * cost more than the work.
 */
@RestController
@Tag(name = "Intake", description = "How the city tells us something")
final class ObservationsController {
  private static final int RAW_CHARS = 1_000;

  private final LoggedIntake intake;
  private final IntakeIssues issues;
  private final Callers callers;
  private final Clock clock;

  ObservationsController(LoggedIntake intake, IntakeIssues issues, Callers callers, Clock clock) {
    this.intake = intake;
    this.issues = issues;
    this.callers = callers;
    this.clock = clock;
  }

  @Operation(
      summary = "Hand in observations",
      description =
          """
          A JSON array, one JSON object, or NDJSON (`application/x-ndjson`), optionally gzip. At most 10,000 rows and
          16 MiB. Answered only after the durable log has every accepted row. Rows with the same source and key are one
          observation, however often they are sent; a repeat that says something else is a duplicate with the problem
          `changed-row`. Good rows are kept, bad rows are listed and counted as issues; a
          syntax error spoils a JSON array as a whole, but only its own line of NDJSON. `rows` lists what was not
          accepted, or every row with `?rows=all`.\
          """,
      parameters =
          @Parameter(
              name = "rows",
              description = "`all` lists accepted rows too",
              schema = @Schema(allowableValues = "all")),
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    array = @ArraySchema(schema = @Schema(implementation = ObservationRow.class)),
                    examples = @ExampleObject(ObservationRow.EXAMPLE)),
                @Content(
                    mediaType = "application/x-ndjson",
                    schema = @Schema(implementation = ObservationRow.class))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "Every row was accepted or is a repeat",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IntakeAnswer.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The one row was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IntakeAnswer.Single.class)))
  @ApiResponse(
      responseCode = "207",
      description = "Some rows were refused; they are listed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IntakeAnswer.class)))
  @ApiResponse(
      responseCode = "400",
      description =
          "`malformed-json`, `bad-encoding`, `bad-gzip`, or the problem of the one row:"
              + " `missing-key`, `unknown-class`, `outside-city`, `swapped-coordinates`,"
              + " `future-time`, …",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "413",
      description = "`body-too-large` or `too-many-rows`",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "`log-unavailable`: send the same rows again after `Retry-After`",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping("/api/v1/observations")
  void post(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Source source = callers.current();
    try (Body body = read(request, source)) {
      var reader = new ObservationReader(body.bytes(), body.length());
      boolean lines = ndjson(request.getContentType());
      List<ParsedRow> rows = rows(reader, lines, source, body);
      IntakeResult result = intake.accept(source, rows, row -> reader.raw(row, RAW_CHARS));
      if (!lines && rows.size() == 1 && reader.single()) {
        single(result.rows().getFirst(), response);
      } else {
        String query = request.getQueryString();
        boolean all = query != null && query.contains("rows=all");
        int status = result.rejected() == 0 ? 200 : HttpStatus.MULTI_STATUS.value();
        write(response, status, IntakeAnswer.bytes(result, all));
      }
    }
  }

  private Body read(HttpServletRequest request, Source source) throws IOException {
    try {
      ndjson(request.getContentType());
      return Body.read(request);
    } catch (Problem problem) {
      if (problem.status() != HttpStatus.SERVICE_UNAVAILABLE) {
        record(source, problem, "");
      }
      throw problem;
    }
  }

  private List<ParsedRow> rows(ObservationReader reader, boolean lines, Source source, Body body) {
    try {
      return lines ? reader.lines() : reader.document();
    } catch (Problem problem) {
      int shown = Math.min(body.length(), RAW_CHARS);
      record(source, problem, new String(body.bytes(), 0, shown, StandardCharsets.UTF_8));
      throw problem;
    }
  }

  private void record(Source source, Problem problem, String raw) {
    String value = problem.value() == null ? null : String.valueOf(problem.value());
    issues.record(
        source,
        clock.instant(),
        new RowProblem(
            problem.type(),
            String.valueOf(problem.getMessage()),
            problem.field(),
            value,
            String.valueOf(problem.advice())),
        raw);
  }

  private static boolean ndjson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("ndjson") || type.contains("jsonl") || type.contains("json-lines")) {
      return true;
    }
    if (type.contains("json")) {
      return false;
    }
    throw new Problem(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        "Content-Type (" + contentType + ") must be application/json or application/x-ndjson.",
        "Content-Type",
        contentType,
        "Maybe the client sends its own default; set the header.");
  }

  private static void single(IntakeResult.Row row, HttpServletResponse response)
      throws IOException {
    RowProblem problem = row.problem();
    if (problem != null && row.status() == IntakeResult.Status.REJECTED) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          problem.type(),
          problem.detail(),
          problem.field(),
          problem.value(),
          problem.advice());
    }
    int status = row.status() == IntakeResult.Status.ACCEPTED ? 201 : 200;
    write(response, status, IntakeAnswer.single(row));
  }

  private static void write(HttpServletResponse response, int status, byte[] answer)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }
}
