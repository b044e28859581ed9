package io.yiwang.access.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.yiwang.access.audit.AuditSearch.AuditRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Entries as a spreadsheet opens them: UTF-8 with a mark, no cell that could be a formula. */
final class AuditCsv implements AutoCloseable {
  private static final List<String> HEADER =
      List.of(
          "seq",
          "at",
          "actor_kind",
          "actor_id",
          "actor_name",
          "duty",
          "unit",
          "actor_region",
          "action",
          "data_class",
          "objects",
          "object_region",
          "purpose",
          "reference",
          "count",
          "remote",
          "outcome");

  private final CsvWriter csv;

  AuditCsv(OutputStream out) throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    csv = CsvWriter.builder().build(writer);
    csv.writeRecord(HEADER);
  }

  void write(AuditRow r) {
    csv.writeRecord(
        Long.toString(r.seq()),
        r.at().toString(),
        r.actorKind(),
        safe(r.actorId()),
        safe(r.actorName()),
        r.duty(),
        safe(r.unit()),
        r.actorRegion(),
        r.action(),
        safe(r.dataClass()),
        safe(String.join(" ", r.objects())),
        r.objectRegion(),
        safe(r.purpose()),
        safe(r.reference()),
        Long.toString(r.count()),
        safe(r.remote()),
        r.outcome());
  }

  private static String safe(String cell) {
    return cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
