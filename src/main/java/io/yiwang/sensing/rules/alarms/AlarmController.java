package io.yiwang.sensing.rules.alarms;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Reach;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.SpreadsheetText;
import io.yiwang.sensing.rules.RuleRights;
import io.yiwang.sensing.rules.SensorRule.Severity;
import io.yiwang.sensing.rules.alarms.FiringRows.Filter;
import io.yiwang.sensing.rules.alarms.FiringRows.FiringAct;
import io.yiwang.sensing.rules.alarms.FiringRows.State;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alarms: what the rules of sensors have found, and who takes it on. */
@RestController
@RequestMapping("/api/v1/alarms")
@Tag(name = "Alarms")
class AlarmController {
  private static final int MOST = 200;
  private static final int MOST_EXPORTED = 20_000;
  private static final int LONGEST_NOTE = 500;

  /** The database shows whoever asks the rows of their regions. */
  private static final Reach EVERYTHING = new Reach(true, Set.of(), Set.of(), null);

  private final RuleRights rights;
  private final FiringRows rows;
  private final FiringBook book;
  private final AlarmCases cases;
  private final TransactionTemplate transaction;

  AlarmController(
      RuleRights rights,
      FiringRows rows,
      FiringBook book,
      AlarmCases cases,
      TransactionTemplate transaction) {
    this.rights = rights;
    this.rows = rows;
    this.book = book;
    this.cases = cases;
    this.transaction = transaction;
  }

  /** An alarm, as a list shows it. */
  record AlarmView(
      UUID id,
      State state,
      String rule,
      int version,
      String nameZh,
      String nameEn,
      Severity severity,
      @Nullable String classCode,
      String device,
      String deviceName,
      @Nullable String component,
      String quantity,
      String regionPath,
      double lat,
      double lng,
      Instant since,
      Instant startedAt,
      @Nullable Instant endedAt,
      double value,
      @Nullable Double peak,
      String whyZh,
      String whyEn,
      List<String> together,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable String acknowledgeNote,
      int level,
      @Nullable Instant escalateAt,
      boolean mayAct) {}

  private AlarmView view(Firing f) {
    Long component = f.component();
    return new AlarmView(
        f.id(),
        FiringRows.stateOf(f),
        f.rule(),
        f.version(),
        f.nameZh(),
        f.nameEn(),
        f.severity(),
        f.classCode(),
        f.deviceCode(),
        f.deviceName(),
        component == null ? null : ComponentId.text(component),
        f.quantity(),
        f.regionPath(),
        f.point().lat(),
        f.point().lng(),
        f.since(),
        f.startedAt(),
        f.endedAt(),
        f.value(),
        f.peak(),
        f.whyZh(),
        f.whyEn(),
        f.together(),
        f.acknowledgedAt(),
        f.acknowledgedBy(),
        f.acknowledgeNote(),
        f.level(),
        f.escalateAt(),
        rights.mayAct(f.regionPath()));
  }

  /** Which alarms are asked for; what is left out is all. */
  record AlarmFilter(
      @Nullable State state,
      @Nullable Severity severity,
      @Parameter(example = "ponding") @Nullable String rule,
      @Parameter(example = "PD-0007") @Nullable String device,
      @Parameter(example = "310105002") @Nullable String region,
      @Nullable Boolean escalated,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String words) {
    Filter in(@Nullable State other) {
      return new Filter(other, severity, rule, device, region, escalated, from, to, words);
    }
  }

  /** A page of alarms, how many there are, and how many in each state. */
  record AlarmPage(List<AlarmView> items, long total, Map<State, Long> counts) {}

  @Operation(summary = "Alarms by filters, the newest first, with how many there are in each state")
  @GetMapping
  AlarmPage list(
      @ParameterObject AlarmFilter filter,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    rights.requireAlarms();
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField("size", size, "must be 1 to " + MOST + ", page not negative.", null);
    }
    Filter asked = filter.in(filter.state());
    Map<State, Long> counts = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counts.put(state, rows.count(EVERYTHING, filter.in(state)));
    }
    return new AlarmPage(
        rows.list(EVERYTHING, asked, (long) page * size, size).stream().map(this::view).toList(),
        rows.count(EVERYTHING, asked),
        counts);
  }

  /** An alarm with what was done about it and the case it became part of. */
  record AlarmDetail(
      AlarmView alarm, List<FiringAct> acts, AlarmCases.@Nullable AlarmCase matter) {}

  @Operation(summary = "An alarm, what was done about it, and the case it became part of")
  @GetMapping("/{id}")
  AlarmDetail one(@PathVariable UUID id) {
    rights.requireAlarms();
    Firing firing = rows.get(id);
    return new AlarmDetail(view(firing), rows.acts(id), cases.find(firing));
  }

  /** What whoever takes it on says. */
  record AlarmNote(@Nullable String note) {}

  @Operation(
      summary = "Take an alarm on",
      description = "Nobody is called any more. Done again, it changes nothing.")
  @PostMapping("/{id}/acknowledge")
  AlarmDetail acknowledge(
      @PathVariable UUID id, @RequestBody(required = false) @Nullable AlarmNote note) {
    rights.requireKeeper();
    Firing firing = rows.get(id);
    if (!rights.mayAct(firing.regionPath())) {
      throw Problem.forbidden("Your duties do not let you act on alarm " + id + ".");
    }
    String said = note == null || note.note() == null ? "" : note.note().strip();
    if (said.length() > LONGEST_NOTE) {
      throw Problem.badField("note", said.length(), "must have at most 500 letters.", null);
    }
    String by = rights.me().name();
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> book.acknowledge(id, by, said.isEmpty() ? null : said)));
    return one(id);
  }

  @Operation(summary = "Alarms by filters as CSV, at most 20,000")
  @GetMapping(path = "/export.csv", produces = "text/csv")
  ResponseEntity<String> export(@ParameterObject AlarmFilter filter) {
    rights.requireAlarms();
    StringBuilder csv =
        new StringBuilder(
            "\uFEFFid,rule,version,name_zh,name_en,severity,state,device,device_name,component,"
                + "quantity,started_at,ended_at,value,peak,why_zh,why_en,acknowledged_at,"
                + "acknowledged_by,level\r\n");
    for (Firing f : rows.list(EVERYTHING, filter.in(filter.state()), 0, MOST_EXPORTED)) {
      AlarmView v = view(f);
      row(
          csv,
          v.id(),
          v.rule(),
          v.version(),
          v.nameZh(),
          v.nameEn(),
          v.severity(),
          v.state(),
          v.device(),
          v.deviceName(),
          v.component(),
          v.quantity(),
          v.startedAt(),
          v.endedAt(),
          v.value(),
          v.peak(),
          v.whyZh(),
          v.whyEn(),
          v.acknowledgedAt(),
          v.acknowledgedBy(),
          v.level());
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"alarms.csv\"")
        .body(csv.toString());
  }

  private static String quoted(String text) {
    return '"' + SpreadsheetText.safe(text).replace("\"", "\"\"") + '"';
  }

  private static void row(StringBuilder csv, @Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      String text = value == null ? "" : value.toString();
      boolean number = value instanceof Number;
      csv.append(i == 0 ? "" : ",").append(number ? text : quoted(text));
    }
    csv.append("\r\n");
  }
}
