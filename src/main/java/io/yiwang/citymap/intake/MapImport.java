package io.yiwang.citymap.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is brought in, and how far it has come. */
record MapImport(
    long id,
    File file,
    String source,
    String mapping,
    Stage stage,
    By by,
    Instant startedAt,
    Instant changedAt,
    Read read,
    Counts counts,
    @Nullable String fault,
    @Nullable String advice,
    @Nullable Long setId) {

  /** How far it has come; the platform goes on with those it is busy with, also after a stop. */
  enum Stage {
    RECEIVING,
    READING,
    COMPARING,
    /** For a person to look at. */
    REVIEW,
    APPLYING,
    APPLIED,
    UNDONE,
    FAILED,
    DISCARDED;

    boolean busy() {
      return this == READING || this == COMPARING || this == APPLYING;
    }
  }

  /** The file as it is sent. */
  record File(String name, long bytes, long received) {}

  /**
   * Who brings it in.
   *
   * @param regionPath where they may change things
   * @param guarded whether they may change guarded layers
   */
  record By(long personId, String name, String regionPath, boolean guarded) {}

  /** What was found out while reading. */
  record Read(@Nullable String format, @Nullable String crs, List<String> notes, long lastRow) {
    Read {
      notes = List.copyOf(notes);
    }
  }

  /** Rows by what became of them. */
  record Counts(
      long accepted,
      long rejected,
      long leftOut,
      long compared,
      long appeared,
      long moved,
      long amended,
      long vanished,
      long same) {}
}
