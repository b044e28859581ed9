package io.yiwang.sensing.intake;

import io.yiwang.house.Problem;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.IntakeResult.Row;
import io.yiwang.sensing.IntakeResult.Status;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.ObservationLog;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Checks every row, forgets repeats, waits for the log, and counts what was bad. Used by many
 * threads at once.
 */
@Component
final class LoggedIntake implements Intake {
  private final RowChecks checks;
  private final ObservationLog log;
  private final BadRows bad;
  private final Clock clock;
  private final RecentKeys recent;

  @Autowired
  LoggedIntake(
      CityView city,
      ObservationLog log,
      BadRows bad,
      Clock clock,
      @Value("${yiwang.intake.remembered-keys:2000000}") int rememberedKeys) {
    this.checks = new RowChecks(city);
    this.log = log;
    this.bad = bad;
    this.clock = clock;
    this.recent = new RecentKeys(rememberedKeys);
  }

  @Override
  public IntakeResult accept(Source source, List<ObservationDraft> drafts) {
    return accept(
        source, drafts.stream().map(ParsedRow::of).toList(), row -> String.valueOf(row.draft()));
  }

  /** {@code raw} gives what the source sent for a row, for the issue record. */
  IntakeResult accept(Source source, List<ParsedRow> rows, Function<ParsedRow, String> raw) {
    var request = new Request(source, rows, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    request.check();
    request.appendAll();
    IntakeResult result = IntakeResult.of(Arrays.asList(request.results));
    if (result.rows().stream().anyMatch(row -> row.problem() != null)) {
      bad.record(source, request.now, rows, result.rows(), raw);
    }
    return result;
  }

  /** The work on one request. */
  private final class Request {
    private final Source source;
    private final List<ParsedRow> rows;
    private final Instant now;
    private final Row[] results;
    private List<Candidate> candidates;

    Request(Source source, List<ParsedRow> rows, Instant now) {
      this.source = source;
      this.rows = rows;
      this.now = now;
      this.results = new Row[rows.size()];
      this.candidates = new ArrayList<>(rows.size());
    }

    void check() {
      for (int i = 0; i < results.length; i++) {
        ParsedRow parsed = rows.get(i);
        RowProblem problem = parsed.problem();
        ObservationDraft draft = parsed.draft();
        if (problem == null && draft != null) {
          Source named = named(parsed.source());
          RowChecks.Checked checked =
              named == null
                  ? RowChecks.Checked.bad(foreignSource(parsed.source()))
                  : checks.check(named, draft, now);
          problem = checked.problem();
          if (checked.observation() != null) {
            candidates.add(new Candidate(i, checked.observation()));
            continue;
          }
        }
        results[i] = new Row(i, parsed.key(), null, Status.REJECTED, problem);
      }
    }

    /** A row may name a part of the request's source: {@code hotline/night} of {@code hotline}. */
    private @Nullable Source named(@Nullable String name) {
      if (name == null || name.equals(source.name())) {
        return source;
      }
      return name.startsWith(source.name() + "/") && name.length() <= 100
          ? new Source(name, source.channel())
          : null;
    }

    private RowProblem foreignSource(@Nullable String name) {
      return RowProblems.of(
          "foreign-source",
          "source",
          name,
          "must be " + source.name() + " or a part of it.",
          "Maybe the API key of another source was used.");
    }

    /** Rows that another request is bringing to the log are tried again after its outcome. */
    void appendAll() {
      while (!candidates.isEmpty()) {
        var waiting = new ArrayList<Candidate>();
        RecentKeys.Claim other = appendMine(waiting);
        candidates = waiting;
        if (other != null) {
          await(other);
        }
      }
    }

    private RecentKeys.@Nullable Claim appendMine(List<Candidate> waiting) {
      var mine = new RecentKeys.Claim();
      var fresh = new ArrayList<Candidate>(candidates.size());
      RecentKeys.Claim other = null;
      for (Candidate candidate : candidates) {
        RecentKeys.Claim holder = recent.claim(candidate.row.id(), content(candidate.row), mine);
        if (holder == null) {
          fresh.add(candidate);
        } else if (holder == RecentKeys.KNOWN) {
          settle(candidate, Status.DUPLICATE, null);
        } else if (holder == RecentKeys.CHANGED) {
          settle(candidate, Status.DUPLICATE, RowProblems.changedRow(candidate.row.key()));
        } else {
          waiting.add(candidate);
          other = holder;
        }
      }
      append(fresh, mine);
      return other;
    }

    private void append(List<Candidate> fresh, RecentKeys.Claim mine) {
      List<ObservationId> ids = fresh.stream().map(c -> c.row.id()).toList();
      boolean inLog = false;
      try {
        if (!fresh.isEmpty()) {
          log.append(fresh.stream().map(Candidate::row).toList()).join();
        }
        inLog = true;
      } catch (CompletionException | ObservationLog.LogUnavailable e) {
        throw unavailable(e);
      } finally {
        if (inLog) {
          recent.remember(ids, mine);
        } else {
          recent.release(ids, mine);
        }
      }
      fresh.forEach(c -> settle(c, Status.ACCEPTED, null));
    }

    private void settle(Candidate candidate, Status status, @Nullable RowProblem problem) {
      Observation row = candidate.row;
      results[candidate.index] = new Row(candidate.index, row.key(), row.id(), status, problem);
    }
  }

  /** What matters to correlation; words and attributes may well be written more carefully later. */
  private static int content(Observation row) {
    return Objects.hash(
        row.classCode(),
        row.point(),
        row.observedAt(),
        row.sighting(),
        row.componentId(),
        row.trackId());
  }

  private record Candidate(int index, Observation row) {}

  private static void await(RecentKeys.Claim other) {
    try {
      other.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static Problem unavailable(Exception cause) {
    var problem =
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "log-unavailable",
            "The log cannot take observations now; nothing is lost, send the same rows again.",
            null,
            null,
            "Maybe the log is restarting or full; try again in a few seconds.");
    problem.initCause(cause);
    return problem;
  }
}
