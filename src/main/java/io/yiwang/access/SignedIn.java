package io.yiwang.access;

import java.io.Serializable;
import java.security.Principal;

/** The principal of a browser session. */
record SignedIn(Person person) implements Principal, Serializable {
  @Override
  public String getName() {
    return person.login();
  }
}
