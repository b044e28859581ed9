package io.yiwang.access.oidc;

import io.yiwang.access.identity.SignOutElsewhere;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Ends the provider's session too (OpenID Connect RP-Initiated Logout 1.0), where it can. */
@Component
class Farewell implements SignOutElsewhere {
  private final Providers providers;

  Farewell(Providers providers) {
    this.providers = providers;
  }

  /** A provider that is away keeps nobody from signing out here. */
  @Override
  public Optional<URI> after(String name, String idToken, HttpServletRequest request) {
    try {
      return providers
          .find(name)
          .flatMap(
              provider ->
                  Optional.ofNullable(provider.endSession())
                      .map(uri -> farewell(uri, provider, idToken, request)));
    } catch (SignInRefused away) {
      return Optional.empty();
    }
  }

  private static URI farewell(
      URI endSession, Provider provider, String idToken, HttpServletRequest request) {
    String back =
        ServletUriComponentsBuilder.fromContextPath(request).path("/signin").toUriString();
    return UriComponentsBuilder.fromUri(endSession)
        .queryParam("id_token_hint", idToken)
        .queryParam("client_id", "{client}")
        .queryParam("post_logout_redirect_uri", "{back}")
        .encode()
        .buildAndExpand(provider.settings().clientId(), back)
        .toUri();
  }
}
