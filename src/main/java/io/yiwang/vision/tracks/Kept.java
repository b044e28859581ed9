package io.yiwang.vision.tracks;

import io.yiwang.vision.Box;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proven track as it is kept, its box in parts of the picture.
 *
 * @param photo of the veiled picture in which it was proven
 * @param sketch how the view looked then
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Kept(
    String id,
    long camera,
    String ability,
    String version,
    String label,
    String classCode,
    double confidence,
    Box part,
    Instant begunAt,
    Instant provenAt,
    Instant seenAt,
    Standing standing,
    @Nullable String photo,
    byte @Nullable [] sketch) {

  /** How far it has come. */
  public enum Standing {
    /** Below what is worth a look, or not said yet. */
    PROVEN,
    /** A person decides. */
    OFFERED,
    /** It is a matter. */
    REPORTED
  }

  /** The same, come so far. */
  public Kept standing(Standing now) {
    return new Kept(
        id,
        camera,
        ability,
        version,
        label,
        classCode,
        confidence,
        part,
        begunAt,
        provenAt,
        seenAt,
        now,
        photo,
        sketch);
  }

  /** Its box in a picture of this size. */
  public Box box(int width, int height) {
    return new Box(
        part.x() * width, part.y() * height, part.width() * width, part.height() * height);
  }

  /** A box of a picture of this size, in parts of it. */
  public static Box part(Box box, int width, int height) {
    return new Box(box.x() / width, box.y() / height, box.width() / width, box.height() / height);
  }
}
