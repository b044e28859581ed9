package io.yiwang.access;

import java.util.List;
import java.util.Set;

/**
 * What people have agreed to, by subject and purpose. Nothing is remembered in the process: every
 * question reads the primary, so a withdrawal holds from its commit on, in every instance.
 */
public interface Consents {

  /**
   * @param subject e.g. {@code person:17} or {@code household:5}
   * @param purpose code of a purpose, e.g. {@code smart-doorbell}
   */
  boolean holds(String subject, String purpose);

  /** Those of the subjects whose consent to the purpose holds. */
  Set<String> holding(List<String> subjects, String purpose);

  /**
   * Does something only while the consent holds: a withdrawal waits for it, and once withdrawn it
   * is not done. Keep it short.
   *
   * @return whether it was done
   */
  boolean whileHeld(String subject, String purpose, Runnable act);

  /** Consent is given now; giving it again changes nothing. */
  void give(String subject, String purpose, String channel);

  /** Consent ends now; whatever depends on it stops. */
  void withdraw(String subject, String purpose, String channel);

  /** All that was given and withdrawn, oldest first. */
  List<ConsentEvent> history(String subject);
}
