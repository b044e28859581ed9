package io.yiwang.cli;

import io.yiwang.cli.ReadingMapping.Said;
import io.yiwang.cli.ReadingMapping.Told;
import io.yiwang.sensing.rules.Rehearsal;
import io.yiwang.sensing.rules.Rehearsal.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays series through the shipped rules, without an instance, and prints each firing. */
final class RehearseReadings {
  private static final double AT_ONCE = 1e9;

  private final ReadingMapping mapping;
  private final Rehearsal rehearsal;
  private long row;
  private long unread;

  private RehearseReadings(ReadingMapping mapping, Rehearsal rehearsal) {
    this.mapping = mapping;
    this.rehearsal = rehearsal;
  }

  static int run(List<Path> files, ReadingMapping mapping, double speed) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Path file : files) {
      var rehearsal = new Rehearsal(mapping.zone(), speed > 0 ? speed : AT_ONCE);
      var run = new RehearseReadings(mapping, rehearsal);
      new Records(file, StandardCharsets.UTF_8).forEach(run::take);
      for (Found f : rehearsal.found()) {
        counts.merge(f.rule(), 1, Integer::sum);
        System.out.printf(
            "%s %s %s %s %s %s%n",
            f.at(),
            f.to() == null ? "…" : f.to(),
            f.device(),
            f.rule(),
            f.matterClass() == null ? "-" : f.matterClass(),
            f.whyZh());
      }
      System.err.printf("%s: %,d readings%n", file.getFileName(), rehearsal.readings());
      if (run.unread > 0) {
        System.err.printf("  %,d values or times could not be read%n", run.unread);
      }
    }
    counts.forEach((rule, count) -> System.err.printf("  %-24s %,d%n", rule, count));
    return 0;
  }

  private void take(SourceRecord record) {
    try {
      for (Said said : mapping.said(record, mapping.time(record, row++))) {
        for (Told told : said.values()) {
          take(said, told);
        }
      }
    } catch (ImportException e) {
      unread++;
    }
  }

  private void take(Said said, Told told) {
    try {
      double value = Double.parseDouble(told.text());
      rehearsal.read(
          said.device(), mapping.model(), told.quantity(), told.unit(), said.at(), value);
    } catch (NumberFormatException e) {
      unread++;
    }
  }
}
