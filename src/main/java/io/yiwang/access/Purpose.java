package io.yiwang.access;

/**
 * What somebody needs to know it for.
 *
 * @param reference the case or application it belongs to
 */
public record Purpose(String reason, String reference) {
  public Purpose {
    if (reason.isBlank() || reference.isBlank()) {
      throw new IllegalArgumentException(
          "reason (%s) and reference (%s) of a purpose must be given. Maybe name the case."
              .formatted(reason, reference));
    }
  }
}
