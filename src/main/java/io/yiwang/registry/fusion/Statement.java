package io.yiwang.registry.fusion;

import io.yiwang.kernel.Sex;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.SourceKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about one person at one time.
 *
 * @param id 0 as long as it is not in the table
 * @param ownPerson the person's id if nobody else spoke of them
 * @param key the source's own key of it; source and key are its identity
 * @param number null when it is not told
 * @param phone null when it is not told
 * @param doorId null when it is not told
 * @param household tells apart households behind one door
 * @param groups bits; null when nothing is said about groups
 */
public record Statement(
    long id,
    long ownPerson,
    SourceKind kind,
    String source,
    String key,
    Instant at,
    String name,
    Sex sex,
    @Nullable LocalDate birth,
    @Nullable Sealed number,
    @Nullable Sealed phone,
    @Nullable Long doorId,
    String household,
    Relation relation,
    @Nullable Integer groups,
    String regionPath) {

  /** An identifier as tables hold it: two are equal when their blind indexes are. */
  @SuppressWarnings("ArrayRecordComponent") // equality is the index's
  public record Sealed(long index, byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sealed sealed && sealed.index == index;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(index);
    }

    @Override
    public String toString() {
      return "sealed";
    }
  }

  /** Its identity, which does not depend on when it came. */
  String identity() {
    return source + '\n' + key;
  }

  Statement withIds(long newId, long newOwnPerson) {
    return new Statement(
        newId,
        newOwnPerson,
        kind,
        source,
        key,
        at,
        name,
        sex,
        birth,
        number,
        phone,
        doorId,
        household,
        relation,
        groups,
        regionPath);
  }
}
