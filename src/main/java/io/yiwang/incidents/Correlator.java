package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.NONE;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.MalformedPacketException;
import io.yiwang.sensing.ObservationPacket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Correlates one partition of the log: packets in, announcements out. The index lives in the heap
 * and is built anew from the ledger when the partition comes to this process.
 *
 * <p>What is written to the ledger for a packet is written in this order: rows concerned by
 * repairs, texts of new anchors, then the rows themselves. So if the rows are there after a crash,
 * then everything is known that may not have been announced; if they are not, the packet is
 * delivered again and finds the state it found the first time. Either way announcements may repeat,
 * and none is lost.
 */
final class Correlator implements Processor<byte[], byte[], byte[], byte[]> {
  static final String STORE = "correlation";

  private static final byte[] NOTHING = {};
  private static final Duration SPEAKING = Duration.ofMillis(500);
  private static final Duration FORGETTING = Duration.ofSeconds(10);

  /**
   * Rounds of speaking until what was said is surely durable: the stream commits, with flush, in
   * between.
   */
  private static final int ROUNDS_UNTIL_DURABLE = 4;

  private final Workshop workshop;
  private final Deque<Round> rounds = new ArrayDeque<>();
  private Set<ObservationId> doubts = new HashSet<>();
  private long told;
  private long next;
  private boolean allTold = true;
  private @Nullable Desk desk;

  /** What happened between two rounds of speaking. */
  private record Round(long told, Set<ObservationId> doubts) {}

  /** What the correlator works with once it has its partition. */
  private record Desk(
      ProcessorContext<byte[], byte[]> context,
      Partition partition,
      Ledger ledger,
      AnchorText texts,
      Announcer announcer,
      Forgetter forgetter) {}

  Correlator(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
    Ledger ledger = new Ledger(store);
    Partition partition =
        new Partition(context.taskId().partition(), new IncidentIndex(workshop.lookup()));
    AnchorText texts = new AnchorText(partition, ledger, workshop.log(), workshop.json());
    Announcer announcer =
        new Announcer(
            partition,
            ledger,
            texts,
            (id, change) -> SamePartition.forward(context, id, change, partition.number()));
    Forgetter forgetter = new Forgetter(partition, ledger, workshop);
    desk = new Desk(context, partition, ledger, texts, announcer, forgetter);
    Recovery.Loaded loaded = Recovery.load(partition.index(), ledger);
    next = loaded.next();
    doubts = loaded.doubts();
    told = ledger.told();
    allTold = false;
    context.schedule(SPEAKING, PunctuationType.WALL_CLOCK_TIME, now -> speak());
    context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, now -> forgetter.forget());
    workshop.partitions().add(partition);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Desk d = desk();
    long offset = d.context().recordMetadata().map(RecordMetadata::offset).orElse(next);
    next = Math.max(next, offset + 1);
    if (offset <= d.ledger().horizon()) {
      return; // delivered again, and already forgotten
    }
    d.partition().lock().lock();
    try {
      ObservationPacket packet =
          ObservationPacket.of(record.value() == null ? NOTHING : record.value());
      List<Sight> sights = sights(packet, offset, d.partition().index().rules);
      correlate(d, packet, sights, offset, record.timestamp());
    } catch (MalformedPacketException e) {
      workshop.deadLetters().keep(d.partition().number(), offset, record, e);
    } finally {
      d.partition().lock().unlock();
    }
  }

  private void correlate(
      Desk d, ObservationPacket packet, List<Sight> sights, long offset, long arrivedAt) {
    IncidentIndex index = d.partition().index();
    JournalEntry entry = new JournalEntry();
    for (Sight s : sights) {
      if (index.add(s)) {
        entry.add(s, index.rules.rule(s.classNumber).code());
      }
    }
    for (int r = index.agenda.nextRepaired(); r != NONE; r = index.agenda.nextRepaired()) {
      d.ledger().doubt(index.rows.idHigh(r), index.rows.idLow(r));
      doubts.add(index.rows.id(r));
    }
    d.texts().inHand(packet, offset);
    d.announcer().sayUrgent();
    d.texts().inHand(null, -1);
    if (entry.count() > 0) {
      d.ledger().journal(offset, entry.bytes(arrivedAt));
    }
    allTold = false;
  }

  private static List<Sight> sights(ObservationPacket packet, long offset, Rules rules) {
    int[] numbers = new int[packet.refs()];
    List<Sight> sights = new ArrayList<>(packet.size());
    for (int i = 0; i < packet.size(); i++) {
      int ref = packet.classRef(i);
      if (numbers[ref] == 0) {
        numbers[ref] = rules.number(packet.classCode(i)) + 1;
      }
      Sight s = new Sight();
      s.take(packet, i, numbers[ref] - 1, offset);
      sights.add(s);
    }
    return sights;
  }

  /** Announces growth, and remembers how far everything is announced and durable. */
  private void speak() {
    Desk d = desk();
    if (!allTold) {
      d.partition().lock().lock();
      try {
        d.announcer().sayUrgent();
        allTold = d.announcer().sayGrowth(workshop.pace()::take);
      } finally {
        d.partition().lock().unlock();
      }
    }
    if (rounds.isEmpty() && doubts.isEmpty() && told == next) {
      return;
    }
    rounds.addLast(allTold ? new Round(next, doubts) : new Round(told, Set.of()));
    doubts = allTold ? new HashSet<>() : doubts;
    if (rounds.size() > ROUNDS_UNTIL_DURABLE) {
      durable(d, rounds.removeFirst());
    }
    if (told == next && rounds.stream().allMatch(r -> r.doubts().isEmpty())) {
      rounds.clear();
    }
  }

  private void durable(Desk d, Round round) {
    if (round.told() > told) {
      told = round.told();
      d.ledger().told(told);
    }
    for (ObservationId id : round.doubts()) {
      if (!doubts.contains(id) && rounds.stream().noneMatch(r -> r.doubts().contains(id))) {
        d.ledger().trust(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits());
      }
    }
  }

  @Override
  public void close() {
    if (desk != null) {
      workshop.partitions().remove(desk.partition());
      desk.forgetter().close();
    }
  }

  private Desk desk() {
    if (desk == null) {
      throw new IllegalStateException("The correlator has no partition yet.");
    }
    return desk;
  }
}
