package io.yiwang.cases.checks;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookAgain;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.sensing.Photos;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Cameras of the tests: they look when they were asked to, and see the picture a test holds up to
 * them. One that is shown nothing stays silent until it is.
 */
@Component
public class TestEyes implements LookAgain, DisposableBean {
  public static final String PREFIX = "camera-test-";

  private final LookAnswers answers;
  private final Photos photos;
  private final Clock clock;

  /** A source of a process of its own, to which no test can hold anything up. */
  private final String clearEye;

  private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, View> views = new ConcurrentHashMap<>();
  private final Map<String, LookRequest> asked = new ConcurrentHashMap<>();
  private final Set<String> due = ConcurrentHashMap.newKeySet();
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();
  private final Map<GeoPoint, List<String>> neighbours = new ConcurrentHashMap<>();

  TestEyes(
      LookAnswers answers,
      Photos photos,
      Clock clock,
      @Value("${yiwang.test.clear-eye:}") String clearEye) {
    this.clearEye = clearEye;
    views.put(clearEye, new View(LookVerdict.CLEAR, null, null));
    this.answers = answers;
    this.photos = photos;
    this.clock = clock;
  }

  /** What a camera will see. */
  private record View(LookVerdict verdict, byte @Nullable [] picture, @Nullable String reason) {}

  /** Holds something up to a camera. */
  public void show(
      String source, LookVerdict verdict, byte @Nullable [] picture, @Nullable String reason) {
    views.put(source, new View(verdict, picture, reason));
    asked(source).stream()
        .filter(r -> due.remove(r.id()))
        .forEach(r -> time.execute(() -> tell(r)));
  }

  /** Another camera also sees this place. */
  public void watch(GeoPoint place, String other) {
    neighbours.put(place, List.of(other));
  }

  /** The camera hears nothing from now on. */
  public void deafen(String source) {
    deaf.add(source);
  }

  /** It hears again, but knows nothing of what it was asked. */
  public void wake(String source) {
    deaf.remove(source);
    asked.values().removeIf(r -> r.source().equals(source));
  }

  /** What this source was asked, in no order. */
  public List<LookRequest> asked(String source) {
    return asked.values().stream().filter(r -> r.source().equals(source)).toList();
  }

  @Override
  public boolean knows(String source) {
    return source.startsWith(PREFIX) || source.equals(clearEye);
  }

  @Override
  public List<String> watching(GeoPoint point, String classCode) {
    return neighbours.getOrDefault(point, List.of());
  }

  @Override
  public void look(LookRequest request) {
    if (deaf.contains(request.source()) || asked.putIfAbsent(request.id(), request) != null) {
      return;
    }
    Instant now = clock.instant();
    long wait = Math.max(0, Duration.between(now, request.lookAt()).toMillis());
    var unused = time.schedule(() -> tell(request), wait, TimeUnit.MILLISECONDS);
  }

  private void tell(LookRequest request) {
    View view = views.get(request.source());
    if (view == null) {
      due.add(request.id());
      if (views.containsKey(request.source()) && due.remove(request.id())) {
        tell(request); // shown in this very moment
      }
    } else if (!deaf.contains(request.source())) {
      answers.answer(answer(request, view));
    }
  }

  private LookAnswer answer(LookRequest request, View view) {
    byte[] picture = view.picture;
    List<String> kept =
        picture == null
            ? List.of()
            : List.of(photos.store(new ByteArrayInputStream(picture), "image/jpeg"));
    return new LookAnswer(
        request.id(),
        view.verdict,
        clock.instant(),
        kept,
        "litter-nano",
        "1.2.0",
        0.93,
        view.reason);
  }

  @Override
  public void destroy() {
    time.shutdownNow();
  }
}
