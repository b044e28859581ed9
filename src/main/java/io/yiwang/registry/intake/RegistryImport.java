package io.yiwang.registry.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Vault;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.registry.enterprises.Enterprises;
import io.yiwang.registry.fusion.BulkAccept;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.intake.ImportRuns.Reject;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.SourceKind;
import io.yiwang.registry.people.Tallies;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a CSV file as a stream, a thousand rows in a transaction. What was read before a fault
 * stays; the same file again goes on from there, since rows that are known change nothing.
 */
@Component
class RegistryImport {
  private static final int BATCH = 1_000;

  private final ImportRuns runs;
  private final TransactionTemplate transaction;
  private final AuditTrail audit;
  private final JdbcClient jdbc;
  private final Regions regions;
  private final City city;
  private final Clock clock;
  private final Quarters quarters;
  private final Buildings buildings;
  private final Doors doors;
  private final Groups groups;
  private final Tallies tallies;
  private final Identifiers identifiers;
  private final Vault vault;
  private final BulkAccept bulk;
  private final Enterprises enterprises;

  RegistryImport(
      ImportRuns runs,
      TransactionTemplate transaction,
      AuditTrail audit,
      JdbcClient jdbc,
      Regions regions,
      City city,
      Clock clock,
      Quarters quarters,
      Buildings buildings,
      Doors doors,
      Groups groups,
      Tallies tallies,
      Identifiers identifiers,
      Vault vault,
      BulkAccept bulk,
      Enterprises enterprises) {
    this.runs = runs;
    this.transaction = transaction;
    this.audit = audit;
    this.jdbc = jdbc;
    this.regions = regions;
    this.city = city;
    this.clock = clock;
    this.quarters = quarters;
    this.buildings = buildings;
    this.doors = doors;
    this.groups = groups;
    this.tallies = tallies;
    this.identifiers = identifiers;
    this.vault = vault;
    this.bulk = bulk;
    this.enterprises = enterprises;
  }

  /** Returns the id of the run. */
  long people(InputStream in, String source, SourceKind kind, String by) throws IOException {
    var from = new PeopleRows.Source(source, kind, clock.instant(), city.zone());
    return read(
        in,
        new PeopleRows(from, new DoorFinder(jdbc), regions, groups, identifiers, vault, bulk),
        runs.start("people", source, by));
  }

  long houses(InputStream in, String by) throws IOException {
    return read(
        in,
        new HouseRows(regions, quarters, buildings, doors, groups, tallies),
        runs.start("houses", "", by));
  }

  long enterprises(InputStream in, String by) throws IOException {
    return read(in, new EnterpriseRows(regions, enterprises), runs.start("enterprises", "", by));
  }

  private long read(InputStream in, RowTaker taker, long run) throws IOException {
    List<Row> batch = new ArrayList<>(BATCH);
    int number = 0;
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofNamedCsvRecord(new InputStreamReader(mark(in), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord record : csv) {
        batch.add(new Row(record, ++number));
        if (batch.size() == BATCH) {
          take(batch, taker, run);
        }
      }
    } catch (CsvParseException e) {
      take(batch, taker, run);
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "bad-csv",
          "The file is no CSV after row " + number + "; the rows before it were read.",
          "row",
          number + 1,
          "Maybe a quotation mark is missing.");
    }
    take(batch, taker, run);
    transaction.executeWithoutResult(status -> taker.done());
    runs.end(run);
    audit.append(
        audit.entry(AuditAction.CREATE, "person.identity").about("import:" + run).counting(number));
    return run;
  }

  private void take(List<Row> batch, RowTaker taker, long run) {
    transaction.executeWithoutResult(
        status -> {
          List<Reject> rejects = new ArrayList<>();
          runs.add(run, taker.take(batch, rejects::add), rejects);
        });
    batch.clear();
  }

  /** Skips the byte order mark that spreadsheets put before UTF-8. */
  private static InputStream mark(InputStream in) throws IOException {
    var pushback = new java.io.PushbackInputStream(in, 3);
    byte[] first = pushback.readNBytes(3);
    boolean mark =
        first.length == 3
            && first[0] == (byte) 0xEF
            && first[1] == (byte) 0xBB
            && first[2] == (byte) 0xBF;
    if (!mark) {
      pushback.unread(first);
    }
    return pushback;
  }
}
