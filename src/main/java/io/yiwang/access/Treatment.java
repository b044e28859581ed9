package io.yiwang.access;

import org.jspecify.annotations.Nullable;

/**
 * How a field is shown: plain, masked, or not at all.
 *
 * @param mask null unless the field is masked
 */
public record Treatment(Kind kind, @Nullable Mask mask) {
  /** The three ways. */
  public enum Kind {
    PLAIN,
    MASK,
    NONE
  }

  public static final Treatment PLAIN = new Treatment(Kind.PLAIN, null);
  public static final Treatment NONE = new Treatment(Kind.NONE, null);

  public Treatment {
    if ((kind == Kind.MASK) != (mask != null)) {
      throw new IllegalArgumentException("mask (" + mask + ") must go with kind (" + kind + ").");
    }
  }

  public static Treatment of(Mask mask) {
    return new Treatment(Kind.MASK, mask);
  }

  public boolean plain() {
    return kind == Kind.PLAIN;
  }

  /** The value as it may be shown; null when it may not. */
  public @Nullable String apply(@Nullable String value) {
    if (value == null || kind == Kind.NONE) {
      return null;
    }
    return mask == null ? value : mask.apply(value);
  }

  @Override
  public String toString() {
    return mask == null ? kind.name() : "MASK(" + mask + ")";
  }
}
