package io.yiwang.access;

import java.util.stream.Collectors;

/**
 * Who did something, as the audit trail keeps it.
 *
 * @param id of the person in {@code access.person}, of the client's source, or of the job
 * @param duty the duty that was used; several held at once are joined by commas
 * @param regionPath where the duty is held; empty is everywhere
 */
public record Actor(
    Kind kind, String id, String name, String duty, String unit, String regionPath) {

  /** What kind of actor it is. */
  public enum Kind {
    PERSON,
    CLIENT,
    /** A job of the platform itself. */
    SYSTEM,
    /** Nobody has signed in. */
    ANYBODY
  }

  public static Actor of(Person person) {
    return new Actor(
        person.id() == 0 ? Kind.CLIENT : Kind.PERSON,
        person.id() == 0 ? person.login() : Long.toString(person.id()),
        person.name(),
        person.duties().stream().map(Duty::name).sorted().collect(Collectors.joining(",")),
        person.unitCode(),
        person.regionPath());
  }

  public static Actor of(ApiClient client) {
    return new Actor(Kind.CLIENT, client.source(), client.source(), "", "", "");
  }

  public static Actor system(String job) {
    return new Actor(Kind.SYSTEM, job, job, "", "", "");
  }

  public static Actor anybody() {
    return new Actor(Kind.ANYBODY, "", "", "", "", "");
  }

  /** The same actor using exactly this duty. */
  public Actor as(Duty used) {
    return new Actor(kind, id, name, used.name(), unit, regionPath);
  }
}
