package io.yiwang.access.oidc;

import io.yiwang.house.Problem;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The providers of this city, by name. */
@Component
@EnableConfigurationProperties(OidcSettings.class)
class Providers {
  private final Map<String, Provider> providers = new TreeMap<>();

  Providers(OidcSettings settings, Clock clock) {
    settings.oidc().forEach((name, p) -> providers.put(name, new Provider(name, p, clock)));
  }

  Collection<Provider> list() {
    return providers.values();
  }

  Optional<Provider> find(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  Provider get(String name) {
    return find(name).orElseThrow(() -> Problem.notFound("provider", name));
  }
}
