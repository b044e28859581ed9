package io.yiwang.sensing.devices;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.access.Tokens;
import io.yiwang.house.Problem;
import io.yiwang.sensing.RefusedRows;
import io.yiwang.sensing.RowProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads devices from a CSV file as a stream, two thousand rows in a transaction. The same file
 * again changes nothing, so one that was cut off goes on by being sent again.
 */
@Component
class DeviceImport {
  private static final int BATCH = 2_000;
  private static final int SHOWN = 200;
  private static final int SHORTEST_SECRET = 20;
  private static final String SOURCE = "devices";

  private final DeviceChecks checks;
  private final DeviceBook book;
  private final RefusedRows refused;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DeviceImport(
      DeviceChecks checks,
      DeviceBook book,
      RefusedRows refused,
      TransactionTemplate transaction,
      Clock clock) {
    this.checks = checks;
    this.book = book;
    this.refused = refused;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What became of a file; the first rows that were not taken, all of them are kept as issues. */
  @Schema(name = "DeviceImportOutcome")
  record Outcome(int rows, int added, int changed, int same, int rejected, List<Reject> rejects) {}

  /** A row that was not taken. */
  @Schema(name = "DeviceImportReject")
  record Reject(
      int row,
      String code,
      @Nullable String field,
      @Nullable String value,
      String reason,
      String advice) {}

  Outcome read(InputStream in) throws IOException {
    Run run = new Run();
    try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv =
            CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : csv) {
        run.take(row);
      }
    } catch (CsvParseException e) {
      throw Problem.badField("file", run.rows, "cannot be read as CSV.", e.getMessage());
    }
    run.write();
    return new Outcome(run.rows, run.added, run.changed, run.same, run.rejected, run.rejects);
  }

  /** The columns of a file, in order. */
  static final List<String> COLUMNS =
      List.of(
          "code",
          "model",
          "name",
          "lat",
          "lng",
          "component",
          "owner",
          "firmware",
          "calibrated_on",
          "secret");

  private final class Run {
    private final List<Device> batch = new ArrayList<>(BATCH);
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final List<RefusedRows.Refused> bad = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private int rows;
    private int added;
    private int changed;
    private int same;
    private int rejected;

    void take(NamedCsvRecord row) {
      rows++;
      try {
        Device device = checks.checked(draft(row));
        String secret = field(row, "secret");
        if (secret != null) {
          secrets.put(device.code(), hash(secret));
        }
        batch.add(device);
      } catch (Problem problem) {
        refuse(row, problem);
      }
      if (batch.size() >= BATCH || bad.size() >= BATCH) {
        write();
      }
    }

    void write() {
      if (!batch.isEmpty()) {
        DeviceBook.Written written =
            transaction.execute(
                status -> {
                  DeviceBook.Written done = book.put(batch);
                  if (!secrets.isEmpty()) {
                    book.secrets(secrets);
                  }
                  return done;
                });
        added += written.added();
        changed += written.changed();
        same += written.same();
      }
      if (!bad.isEmpty()) {
        refused.keep(clock.instant(), List.copyOf(bad));
      }
      batch.clear();
      secrets.clear();
      bad.clear();
    }

    private void refuse(NamedCsvRecord row, Problem problem) {
      rejected++;
      String value = problem.value() == null ? null : String.valueOf(problem.value());
      String detail = String.valueOf(problem.getMessage());
      String advice = problem.advice() == null ? "" : problem.advice();
      String code = field(row, "code");
      bad.add(
          new RefusedRows.Refused(
              SOURCE,
              rows,
              code,
              new RowProblem(problem.type(), detail, problem.field(), value, advice),
              String.join(",", row.getFields())));
      if (rejects.size() < SHOWN) {
        rejects.add(
            new Reject(rows, code == null ? "" : code, problem.field(), value, detail, advice));
      }
    }
  }

  private static byte[] hash(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw Problem.badField(
          "secret",
          "…",
          "must have at least " + SHORTEST_SECRET + " characters.",
          "Maybe leave it out and have one made for the device.");
    }
    return Tokens.hash(secret);
  }

  private static DeviceDraft draft(NamedCsvRecord row) {
    return new DeviceDraft(
        field(row, "code"),
        field(row, "model"),
        field(row, "name"),
        number(row, "lat"),
        number(row, "lng"),
        field(row, "component"),
        field(row, "owner"),
        field(row, "firmware"),
        field(row, "calibrated_on"),
        false);
  }

  private static @Nullable String field(NamedCsvRecord row, String name) {
    return row.findField(name).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static @Nullable Double number(NamedCsvRecord row, String name) {
    String text = field(row, name);
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.badField(name, text, "must be a number.", null);
    }
  }
}
