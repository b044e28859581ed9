package io.yiwang.access;

import java.util.Set;

/**
 * A person to be added.
 *
 * @param passwordHash from {@link People#hash}; one hash may serve many when they share a password
 */
public record NewPerson(
    String login,
    String name,
    String nameEn,
    String passwordHash,
    Set<Duty> duties,
    String unitCode,
    String regionCode,
    String regionPath) {

  public NewPerson {
    duties = Set.copyOf(duties);
  }
}
