package io.yiwang.cases;

/** Who did it: a person of {@code access}, or the platform itself with id 0. */
public record CaseActor(long id, String name) {

  /** The platform acting by rule. */
  public static final CaseActor SYSTEM = new CaseActor(0, "Yiwang");

  public boolean isSystem() {
    return id == 0;
  }
}
