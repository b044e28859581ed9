package io.yiwang.vision.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pictures of a folder with the times at which they were taken, one after the other as fast as
 * they are looked at; none is dropped. Pictures that are put there later follow.
 *
 * <p>The time is in the name, as in {@code 20261124T080000Z.jpg}, {@code 2026-11-24_08-00-00.jpg}
 * or {@code cam7_20261124080000250.jpg} (with milliseconds), in the city's time unless a Z follows;
 * without one, the time of the file.
 */
final class FolderReplay extends Loop {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-?(\\d{2})-?(\\d{2})[T_"
              + " -]?(\\d{2})[-:]?(\\d{2})[-:]?(\\d{2})[.,_]?(\\d{3})?(Z)?");

  private final AllowedFolders folders;
  private final String address;
  private final ZoneId zone;
  private final ShotTaker taker;
  private Instant last;

  /**
   * @param after the time of the last picture that was looked at
   */
  FolderReplay(
      String camera,
      AllowedFolders folders,
      String address,
      ZoneId zone,
      Instant after,
      ShotTaker taker) {
    super(camera);
    this.folders = folders;
    this.address = address;
    this.zone = zone;
    this.last = after;
    this.taker = taker;
  }

  @Override
  void bring() throws IOException, InterruptedException {
    do {
      for (var picture : pictures(folders.check(address)).tailMap(last, false).entrySet()) {
        if (closed()) {
          return;
        }
        taker.take(Shot.file(picture.getKey(), Files.readAllBytes(picture.getValue())));
        taker.awaitTaken();
        last = picture.getKey();
        well();
      }
    } while (rest(LOOK_AGAIN));
  }

  private TreeMap<Instant, Path> pictures(Path folder) throws IOException {
    TreeMap<Instant, Path> pictures = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(FolderReplay::isPicture).sorted().toList();
    }
    for (Path file : files) {
      Instant at = time(String.valueOf(file.getFileName()), zone);
      pictures.put(at == Instant.MIN ? Files.getLastModifiedTime(file).toInstant() : at, file);
    }
    return pictures;
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg")
        || name.endsWith(".jpeg")
        || name.endsWith(".png")
        || name.endsWith(".webp");
  }

  /** {@link Instant#MIN} when the name tells none. */
  static Instant time(String name, ZoneId zone) {
    Matcher m = TIME.matcher(name);
    while (m.find()) {
      try {
        int millis = m.group(7) == null ? 0 : Integer.parseInt(m.group(7));
        LocalDateTime local =
            LocalDateTime.of(
                number(m, 1),
                number(m, 2),
                number(m, 3),
                number(m, 4),
                number(m, 5),
                number(m, 6),
                millis * 1_000_000);
        return local.atZone(m.group(8) == null ? zone : ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        continue;
      }
    }
    return Instant.MIN;
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
