package io.yiwang.access;

import java.security.Principal;
import java.util.Set;

/**
 * A program that calls us with a key.
 *
 * @param source the name its observations carry
 * @param channel the default channel of its observations
 * @param scopes what it may do: {@code observe}, {@code open311}, {@code positions}, {@code admin}
 */
public record ApiClient(String source, String channel, Set<String> scopes) implements Principal {
  public ApiClient {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String getName() {
    return source;
  }
}
