package io.yiwang.vision.patrol;

import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.WatchedAbility;
import io.yiwang.vision.sources.FrameSource;
import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.sources.ShotTaker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One camera that is watched: the one picture that waits to be looked at, and how the camera does.
 * A newer picture takes the place of one that waits, so that no camera ever has more than two in
 * memory.
 */
final class Watch implements ShotTaker {
  private static final Duration USUAL = Duration.ofSeconds(10);

  private final Consumer<Watch> ready;
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
  private final AtomicBoolean queued = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private volatile CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

  volatile Camera camera;
  volatile @Nullable FrameSource source;
  volatile @Nullable Sight sight;
  volatile CameraState state = CameraState.WAITING;

  /** When the last picture arrived, by our clock; since when it has been the same one. */
  volatile @Nullable Instant arrivedAt;

  private volatile long print;
  volatile @Nullable Instant sameSince;
  volatile int same;

  /** The time of the picture that is remembered in the registry. */
  @Nullable Instant rememberedAt;

  /** Whether the camera is no more; its last pictures are not looked at. */
  volatile boolean removed;

  /** Since when it should bring pictures. */
  volatile @Nullable Instant watchedSince;

  /** Used by the thread that looks at its pictures, one at a time. */
  final Inspection inspection;

  Watch(Camera camera, Inspection inspection, Consumer<Watch> ready) {
    this.camera = camera;
    this.inspection = inspection;
    this.ready = ready;
  }

  /**
   * @param looked completed with whether it was looked at
   */
  record Waiting(Shot shot, CompletableFuture<Boolean> looked) {}

  @Override
  public void take(Shot shot) {
    submit(shot, Instant.MAX);
  }

  /**
   * A new picture; the answer comes when it was looked at, or was dropped for a newer one.
   *
   * @param now by our clock, {@link Instant#MAX} when the picture is of this moment
   */
  CompletableFuture<Boolean> submit(Shot shot, Instant now) {
    var mine = new Waiting(shot, new CompletableFuture<>());
    Instant arrived = now.equals(Instant.MAX) ? shot.at() : now;
    long fresh = shot.print();
    if (fresh == print && arrivedAt != null) {
      same++;
    } else {
      print = fresh;
      same = 0;
      sameSince = arrived;
    }
    arrivedAt = arrived;
    last = mine.looked();
    Waiting old = waiting.getAndSet(mine);
    if (old != null) {
      dropped.incrementAndGet();
      old.looked().complete(false);
    }
    if (queued.compareAndSet(false, true)) {
      ready.accept(this);
    }
    return mine.looked();
  }

  @Override
  public void awaitTaken() throws InterruptedException {
    try {
      last.get();
    } catch (ExecutionException e) {
      // it could not be read; the next one may
    }
  }

  /**
   * The camera is no more: whoever looks at its pictures puts away what they are looked at with.
   */
  void remove() {
    removed = true;
    closeSource();
    if (queued.compareAndSet(false, true)) {
      ready.accept(this);
    }
  }

  @Nullable Waiting next() {
    return waiting.getAndSet(null);
  }

  /** Its picture was looked at; whether another one waits already. */
  boolean done() {
    queued.set(false);
    return waiting.get() != null && queued.compareAndSet(false, true);
  }

  /** Pictures that were let go for newer ones. */
  long dropped() {
    return dropped.get();
  }

  /** How often a picture is wanted: as often as its quickest ability looks. */
  static Duration every(Camera camera) {
    return camera.abilities().stream().mapToInt(WatchedAbility::everySeconds).min().stream()
        .mapToObj(Duration::ofSeconds)
        .findFirst()
        .orElse(USUAL);
  }

  @Nullable String fault() {
    FrameSource from = source;
    return from == null ? null : from.fault();
  }

  void closeSource() {
    FrameSource from = source;
    source = null;
    if (from != null) {
      from.close();
    }
  }
}
