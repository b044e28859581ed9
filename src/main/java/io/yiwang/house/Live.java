package io.yiwang.house;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pushes changes to every open screen.
 *
 * <p>One thread reads the outbox topic {@code cases} and offers each event to the subscribers'
 * queues; a subscriber first reads what it missed from the outbox itself. A screen too slow for its
 * queue is cut off and catches up when it comes back. Transient news (positions, counters) has no
 * position and is not repeated.
 */
@Component
public class Live implements SmartLifecycle {
  static final String TOPIC = "cases";
  private static final int POLL_MILLIS = 1000;
  private static final int BATCH = 1000;
  private static final int GUARD_MILLIS = 2000;
  private static final Logger log = LoggerFactory.getLogger(Live.class);

  private final Outbox outbox;
  private final JsonMapper json;
  private final Map<String, LiveRule> rules;
  private final ObjectProvider<LiveGuard> guard;
  private final Set<LiveSubscriber> subscribers = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private volatile long head;
  private List<Thread> threads = List.of();

  Live(Outbox outbox, JsonMapper json, List<LiveRule> rules, ObjectProvider<LiveGuard> guard) {
    this.outbox = outbox;
    this.json = json;
    this.rules = rules.stream().collect(Collectors.toMap(LiveRule::event, Function.identity()));
    this.guard = guard;
  }

  /** Whether anybody is there to hear; making news for nobody can be spared. */
  public boolean hasListeners() {
    return !subscribers.isEmpty();
  }

  /** Sends news that only matters now; nobody who is away will hear of it. */
  public void push(String type, Object payload) {
    if (subscribers.isEmpty()) {
      return;
    }
    LiveFrame frame = frame(null, type, json.valueToTree(payload));
    subscribers.forEach(s -> s.offer(frame));
  }

  /**
   * From now on the subscriber is offered every event with a position above {@link
   * LiveSubscriber#start()}, for as long as the present caller may listen.
   */
  LiveSubscriber subscribe() {
    LiveGuard present = guard.getIfAvailable();
    LiveSubscriber subscriber = new LiveSubscriber(present == null ? null : present.listener());
    subscribers.add(subscriber);
    // Registered first, head read second: nothing between the two can be missed, only offered
    // twice.
    subscriber.startAt(head);
    return subscriber;
  }

  void unsubscribe(LiveSubscriber subscriber) {
    subscribers.remove(subscriber);
  }

  @Override
  public void start() {
    head = outbox.head();
    running = true;
    threads =
        List.of(
            Thread.ofPlatform().name("live").start(SystemDuty.of(this::tail)),
            Thread.ofVirtual().name("live-guard").start(SystemDuty.of(this::guard)));
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    subscribers.forEach(LiveSubscriber::end);
    Threads.joinAll(threads);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE; // stops first, so that open streams do not hold up the web server
  }

  private void tail() {
    while (running) {
      long seen = outbox.committed().count();
      try {
        List<OutboxEvent> events = outbox.after(TOPIC, head, BATCH);
        for (OutboxEvent event : events) {
          LiveFrame frame = frame(event);
          head = event.position();
          subscribers.forEach(s -> s.offer(frame));
        }
        if (events.isEmpty()) {
          outbox.committed().awaitChange(seen, POLL_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The live stream could not read the outbox", e);
        pause();
      }
    }
  }

  /** Ends the streams of those who may no longer listen; one question for all that are open. */
  private void guard() {
    while (running) {
      try {
        Thread.sleep(GUARD_MILLIS);
        LiveGuard present = guard.getIfAvailable();
        Set<Object> listeners = new HashSet<>();
        subscribers.stream()
            .map(LiveSubscriber::listener)
            .filter(Objects::nonNull)
            .forEach(listeners::add);
        if (present != null && !listeners.isEmpty()) {
          Set<Object> gone = present.gone(listeners);
          subscribers.stream()
              .filter(s -> s.listener() != null && gone.contains(s.listener()))
              .forEach(LiveSubscriber::end);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The live stream could not ask who may still listen", e);
      }
    }
  }

  LiveFrame frame(OutboxEvent event) {
    return frame(event.position(), "case", event.payload());
  }

  private LiveFrame frame(@Nullable Long position, String event, JsonNode payload) {
    return new LiveFrame(position, event, json.writeValueAsString(payload), payload);
  }

  /** The frame as the listener whose request this is may hear it; null when it may not. */
  @Nullable LiveFrame heard(LiveFrame frame) {
    LiveRule rule = rules.get(frame.event());
    JsonNode heard = rule == null ? null : rule.heard(frame.payload());
    if (heard == null) {
      return null;
    }
    return heard == frame.payload() ? frame : frame(frame.position(), frame.event(), heard);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
