package io.yiwang.sensing.intake;

import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.IntakeResult.Status;
import io.yiwang.sensing.RowProblem;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answer to a batch of observations. */
record IntakeAnswer(int accepted, int duplicates, int rejected, List<Row> rows) {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** What became of one row. */
  record Row(
      int row,
      @Nullable String key,
      @Nullable String id,
      Status status,
      @Nullable RowProblem problem) {}

  /** The answer to a single observation. */
  record Single(String id, Status status, @Nullable RowProblem problem) {}

  /**
   * The answer as it goes over the wire; rows that were accepted are listed only if {@code all}.
   */
  static byte[] bytes(IntakeResult result, boolean all) {
    var out = new ByteArrayOutputStream(256);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("accepted", result.accepted());
      json.writeNumberProperty("duplicates", result.duplicates());
      json.writeNumberProperty("rejected", result.rejected());
      json.writeArrayPropertyStart("rows");
      if (all || result.accepted() < result.rows().size()) {
        for (IntakeResult.Row row : result.rows()) {
          if (all || row.status() != Status.ACCEPTED) {
            row(json, row);
          }
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  static byte[] single(IntakeResult.Row row) {
    var out = new ByteArrayOutputStream(128);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      outcome(json, row);
    }
    return out.toByteArray();
  }

  private static void row(JsonGenerator json, IntakeResult.Row row) {
    json.writeStartObject();
    json.writeNumberProperty("row", row.row());
    text(json, "key", row.key());
    outcome(json, row);
  }

  private static void outcome(JsonGenerator json, IntakeResult.Row row) {
    text(json, "id", row.id() == null ? null : row.id().toString());
    json.writeStringProperty("status", row.status().name());
    RowProblem problem = row.problem();
    if (problem != null) {
      json.writeObjectPropertyStart("problem");
      json.writeStringProperty("type", "urn:yiwang:problem:" + problem.type());
      json.writeStringProperty("detail", problem.detail());
      text(json, "field", problem.field());
      text(json, "value", problem.value());
      json.writeStringProperty("advice", problem.advice());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }
}
