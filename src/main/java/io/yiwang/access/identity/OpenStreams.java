package io.yiwang.access.identity;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Person;
import io.yiwang.access.SignedIn;
import io.yiwang.house.LiveGuard;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * An open stream goes on as long as its session or key does and the person is who they were when it
 * was opened, with the same duties in the same place.
 */
@Component
class OpenStreams implements LiveGuard {
  private final Sessions sessions;
  private final ApiKeys keys;

  OpenStreams(Sessions sessions, ApiKeys keys) {
    this.sessions = sessions;
    this.keys = keys;
  }

  private sealed interface Listener {}

  private record OfSession(long session, Person person) implements Listener {}

  private record OfKey(long key) implements Listener {}

  @Override
  public @Nullable Object listener() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null) {
      return null;
    }
    if (authentication.getPrincipal() instanceof SignedIn s) {
      return new OfSession(s.session(), s.person());
    }
    return authentication.getDetails() instanceof Long key ? new OfKey(key) : null;
  }

  @Override
  public Set<Object> gone(Set<Object> listeners) {
    List<Listener> all = listeners.stream().map(Listener.class::cast).toList();
    List<Long> ids = ids(all, OfSession.class);
    Map<Long, SignedIn> open = ids.isEmpty() ? Map.of() : sessions.findAll(ids);
    List<Long> keyIds = ids(all, OfKey.class);
    Set<Long> valid = keyIds.isEmpty() ? Set.of() : keys.valid(keyIds);
    Set<Object> gone = new HashSet<>();
    for (Listener listener : all) {
      boolean stays =
          switch (listener) {
            case OfSession s -> {
              SignedIn now = open.get(s.session);
              yield now != null && now.person().equals(s.person);
            }
            case OfKey k -> valid.contains(k.key);
          };
      if (!stays) {
        gone.add(listener);
      }
    }
    return gone;
  }

  private static List<Long> ids(List<Listener> all, Class<? extends Listener> kind) {
    return all.stream()
        .filter(kind::isInstance)
        .map(
            l ->
                switch (l) {
                  case OfSession s -> s.session;
                  case OfKey k -> k.key;
                })
        .toList();
  }
}
