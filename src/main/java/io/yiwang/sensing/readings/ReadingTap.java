package io.yiwang.sensing.readings;

import io.yiwang.house.LogConsumer;
import io.yiwang.house.LogRecord;
import io.yiwang.sensing.RefusedRows;
import io.yiwang.sensing.RefusedRows.Refused;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.readings.LastValueTable.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes readings from the log: last values, listeners, columns; the offset moves with the
 * transaction that also holds what the first two wrote, and only when the columns are on disk.
 * Readings that come twice are taken out here, as far as they come soon after one another; the
 * columns know each (device, quantity, time) once, however late it comes again.
 */
@Component
class ReadingTap implements LogConsumer {
  private static final String REPEATED = "repeated-reading";
  private static final int REMEMBERED = 1 << 20;

  private final LastValueTable last;
  private final List<ReadingListener> listeners;
  private final Columns columns;
  private final ReadingNews news;
  private final RefusedRows refused;
  private final Devices devices;
  private final Clock clock;
  private final RecentReadings recent = new RecentReadings(REMEMBERED);

  ReadingTap(
      LastValueTable last,
      List<ReadingListener> listeners,
      Columns columns,
      ReadingNews news,
      RefusedRows refused,
      Devices devices,
      Clock clock) {
    this.last = last;
    this.listeners = listeners;
    this.columns = columns;
    this.news = news;
    this.refused = refused;
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "readings";
  }

  @Override
  public String topic() {
    return ReadingLog.TOPIC;
  }

  @Override
  public void accept(List<LogRecord> records) {
    var batch = new Batch();
    for (LogRecord record : records) {
      ReadingPacket.read(record.value(), batch);
    }
    batch.endReadings();
    last.put(batch.newest());
    last.presence(batch.presence.values());
    columns.append(batch.fresh);
    count(batch.repeated);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            batch.fresh.forEach(recent::add);
            news.tell(batch.newest());
          }
        });
  }

  /** Duplicates are nobody's fault, but who looks after a device wants to know of them. */
  private void count(Map<Long, Integer> repeated) {
    List<Refused> rows = new ArrayList<>();
    repeated.forEach(
        (device, count) ->
            devices
                .find(device)
                .map(Device::code)
                .ifPresent(
                    code ->
                        rows.add(
                            new Refused(
                                "sensor-" + code,
                                0,
                                null,
                                new RowProblem(
                                    REPEATED,
                                    count + " readings were there already; each counts once.",
                                    null,
                                    count.toString(),
                                    "Maybe the device did not get our answer and sent them again."),
                                ""))));
    refused.keep(clock.instant(), rows);
  }

  /** What some records hold, each reading once; tells listeners in the order of the log. */
  private final class Batch implements ReadingPacket.Taker {
    private final List<Reading> fresh = new ArrayList<>();
    private final Set<Reading> seen = new HashSet<>();
    private final Map<Long, Presence> presence = new HashMap<>();
    private final Map<Long, Integer> repeated = new HashMap<>();
    private int told;

    @Override
    public void reading(Reading reading) {
      var key = new Reading(reading.device(), reading.quantity(), reading.at(), 0);
      if (recent.contains(reading) || !seen.add(key)) {
        repeated.merge(reading.device(), 1, Integer::sum);
      } else {
        fresh.add(reading);
      }
    }

    @Override
    public void presence(long device, boolean online, Instant at) {
      endReadings();
      presence.put(device, new Presence(device, online, at));
      listeners.forEach(listener -> listener.presence(device, online, at));
    }

    void endReadings() {
      if (told < fresh.size()) {
        List<Reading> untold = List.copyOf(fresh.subList(told, fresh.size()));
        listeners.forEach(listener -> listener.read(untold));
        told = fresh.size();
      }
    }

    Collection<Reading> newest() {
      Map<Long, Map<String, Reading>> newest = new HashMap<>();
      for (Reading reading : fresh) {
        newest
            .computeIfAbsent(reading.device(), device -> new HashMap<>())
            .merge(reading.quantity(), reading, (a, b) -> b.at().isBefore(a.at()) ? a : b);
      }
      return newest.values().stream().flatMap(each -> each.values().stream()).toList();
    }
  }
}
