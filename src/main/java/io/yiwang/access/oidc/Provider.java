package io.yiwang.access.oidc;

import io.yiwang.access.oidc.SignInRefused.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * One provider: asked what it offers when somebody first signs in by it, never at the start, and
 * asked anew after a failure. Its keys are read again when a token names one that is not known.
 */
final class Provider {
  private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
      new ParameterizedTypeReference<>() {};

  private final String name;
  private final OidcSettings.Provider settings;
  private final Clock clock;
  private final JdkClientHttpRequestFactory http;
  private volatile @Nullable Offer offer;

  /** What the provider says about itself, and what follows for us. */
  private record Offer(ClientRegistration registration, NimbusJwtDecoder idTokens) {}

  Provider(String name, OidcSettings.Provider settings, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    http.setReadTimeout(settings.timeout());
  }

  String name() {
    return name;
  }

  OidcSettings.Provider settings() {
    return settings;
  }

  ClientRegistration registration() {
    return offer().registration;
  }

  /** Where the provider ends its own session, if it can. */
  @Nullable URI endSession() {
    Object uri =
        registration()
            .getProviderDetails()
            .getConfigurationMetadata()
            .getOrDefault("end_session_endpoint", "");
    return uri.toString().isEmpty() ? null : URI.create(uri.toString());
  }

  /** Exchanges the code for an id token and proves it, the nonce included. */
  Jwt redeem(OAuth2AuthorizationExchange exchange, String nonce) {
    Offer offered = offer();
    Object idToken;
    try {
      idToken =
          tokens()
              .getTokenResponse(
                  new OAuth2AuthorizationCodeGrantRequest(offered.registration, exchange))
              .getAdditionalParameters()
              .get("id_token");
    } catch (OAuth2AuthorizationException e) {
      throw e.getCause() instanceof RestClientException
          ? new SignInRefused(Reason.PROVIDER_AWAY, "no answer to the code", e)
          : new SignInRefused(Reason.NOT_PROVEN, "code: " + e.getError().getErrorCode(), e);
    }
    if (!(idToken instanceof String text)) {
      throw new SignInRefused(Reason.NOT_PROVEN, "There is no id token.");
    }
    Jwt token = decoded(offered, text);
    String said = Objects.requireNonNullElse(token.getClaimAsString("nonce"), "");
    if (!MessageDigest.isEqual(utf8(said), utf8(nonce))) {
      throw new SignInRefused(Reason.NOT_PROVEN, "The nonce is another.");
    }
    return token;
  }

  private static Jwt decoded(Offer offered, String idToken) {
    try {
      return offered.idTokens.decode(idToken);
    } catch (BadJwtException e) {
      throw new SignInRefused(Reason.NOT_PROVEN, "id token: " + e.getMessage(), e);
    } catch (JwtException e) {
      throw new SignInRefused(Reason.PROVIDER_AWAY, "keys: " + e.getMessage(), e);
    }
  }

  private Offer offer() {
    Offer known = offer;
    if (known == null) {
      known = ask();
      offer = known;
    }
    return known;
  }

  private Offer ask() {
    URI address = URI.create(settings.issuer() + "/.well-known/openid-configuration");
    try {
      Map<String, Object> metadata =
          RestClient.builder()
              .requestFactory(http)
              .build()
              .get()
              .uri(address)
              .accept(MediaType.APPLICATION_JSON)
              .retrieve()
              .body(METADATA);
      if (metadata == null || !settings.issuer().toString().equals(metadata.get("issuer"))) {
        throw new SignInRefused(Reason.PROVIDER_AWAY, address + " speaks of another issuer.");
      }
      ClientRegistration registration = registration(metadata);
      return new Offer(registration, idTokens(registration));
    } catch (RestClientException | IllegalArgumentException | IOException e) {
      throw new SignInRefused(Reason.PROVIDER_AWAY, address + ": " + e.getMessage(), e);
    }
  }

  private ClientRegistration registration(Map<String, Object> metadata) throws IOException {
    for (String endpoint : Set.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
      if (!OidcSettings.isProtected(URI.create(String.valueOf(metadata.get(endpoint))))) {
        throw new IllegalArgumentException(endpoint + " must be an https address.");
      }
    }
    ClientRegistration.Builder builder =
        ClientRegistrations.fromOidcConfiguration(metadata)
            .registrationId(name)
            .clientId(settings.clientId())
            .redirectUri("{baseUrl}")
            .scope("openid");
    if (settings.clientSecretFile() == null) {
      builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    } else {
      builder.clientSecret(Files.readString(settings.clientSecretFile()).strip());
    }
    return builder.build();
  }

  /** Asymmetric signatures only: with a shared secret anybody who knows it could be the issuer. */
  private NimbusJwtDecoder idTokens(ClientRegistration registration) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
            .restOperations(new RestTemplate(http))
            .jwsAlgorithms(all -> all.addAll(Set.of(SignatureAlgorithm.values())))
            .build();
    OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
    claims.setClock(clock);
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setClock(clock);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, claims));
    return decoder;
  }

  private RestClientAuthorizationCodeTokenResponseClient tokens() {
    var client = new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(http)
            .configureMessageConverters(
                c ->
                    c.disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
