package io.yiwang.cases;

/**
 * Port: somebody or something that can look at a place again without being sent there, a camera
 * say. Asked once each time a case comes up for a check; its answer comes back as an observation or
 * as an action on the case. No implementation is needed: a person checks.
 */
public interface Verification {

  /** Whether it will look. */
  boolean ask(CaseSummary subject);
}
