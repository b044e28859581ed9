package io.yiwang.cases;

/**
 * Who did it: a person of {@code access}; or, with id 0, the platform itself, a reporter or a
 * source such as {@code camera-0042}.
 */
public record CaseActor(long id, String name) {

  /** The platform acting by rule. */
  public static final CaseActor SYSTEM = new CaseActor(0, "Yiwang");

  public boolean isPerson() {
    return id != 0;
  }
}
