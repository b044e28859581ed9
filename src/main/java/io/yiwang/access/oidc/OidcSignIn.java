package io.yiwang.access.oidc;

import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Tokens;
import io.yiwang.access.identity.Attempts;
import io.yiwang.access.identity.Newcomers;
import io.yiwang.access.identity.Sessions;
import io.yiwang.access.identity.Sessions.Client;
import io.yiwang.access.identity.Sessions.Method;
import io.yiwang.access.identity.SignIn;
import io.yiwang.access.identity.SignInRecord;
import io.yiwang.access.oidc.BegunSignIns.Begun;
import io.yiwang.access.oidc.OidcSettings.Known;
import io.yiwang.access.oidc.OidcSettings.Unknown;
import io.yiwang.access.oidc.SignInRefused.Reason;
import io.yiwang.house.Problem;
import java.net.URI;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people in whom a provider knows: authorization code flow with PKCE, state and nonce (OpenID
 * Connect Core 1.0, section 3.1; RFC 9700).
 */
@Component
class OidcSignIn {
  private final BegunSignIns begunOnes;
  private final OutsideIdentities identities;
  private final People people;
  private final Newcomers newcomers;
  private final Attempts attempts;
  private final Sessions sessions;
  private final SignIn signIn;
  private final SignInRecord record;
  private final TransactionTemplate transaction;

  OidcSignIn(
      BegunSignIns begunOnes,
      OutsideIdentities identities,
      People people,
      Newcomers newcomers,
      Attempts attempts,
      Sessions sessions,
      SignIn signIn,
      SignInRecord record,
      TransactionTemplate transaction) {
    this.begunOnes = begunOnes;
    this.identities = identities;
    this.people = people;
    this.newcomers = newcomers;
    this.attempts = attempts;
    this.sessions = sessions;
    this.signIn = signIn;
    this.record = record;
    this.transaction = transaction;
  }

  /** What a provider answers, by way of the browser. */
  record Answer(
      @Nullable String code,
      @Nullable String state,
      @Nullable String error,
      @Nullable String issuer) {}

  /** A session, and the page of ours to go on to. */
  record Entered(SignIn.Opened opened, String next) {}

  /** Where the browser must go to ask the provider. */
  URI begin(Provider provider, String browser, String redirectUri, String next) {
    String state = Tokens.random();
    Begun begun = new Begun(provider.name(), Tokens.random(), Tokens.random(), next);
    URI uri = URI.create(request(provider, begun, redirectUri, state).getAuthorizationRequestUri());
    begunOnes.keep(state, browser, begun);
    return uri;
  }

  Entered finish(
      Provider provider, Answer answer, String browser, String redirectUri, Client client) {
    try {
      attempts.beginFrom(client.address());
    } catch (Problem locked) {
      throw new SignInRefused(Reason.TOO_MANY_ATTEMPTS, "locked", locked);
    }
    Begun begun = taken(provider, answer, browser);
    Jwt token = provider.redeem(exchange(provider, begun, answer, redirectUri), begun.nonce());
    long id = Objects.requireNonNull(transaction.execute(status -> account(provider, token)));
    SignIn.Opened opened = open(provider, token, id, client);
    attempts.succeededFrom(client.address());
    record.signedIn(opened.signedIn().person());
    sessions.cameBy(opened.signedIn().session(), id, provider.name(), token.getTokenValue());
    return new Entered(opened, begun.next());
  }

  /** What was refused counts as an attempt of its address and is in the trail. */
  void refused() {
    record.failed("");
  }

  private Begun taken(Provider provider, Answer answer, String browser) {
    Optional<Begun> begun =
        answer.state() == null
            ? Optional.empty()
            : begunOnes.take(provider.name(), answer.state(), browser);
    if (begun.isEmpty()) {
      throw new SignInRefused(Reason.LAPSED, "no such sign-in of this browser");
    }
    if (answer.issuer() != null
        && !answer.issuer().equals(provider.settings().issuer().toString())) {
      throw new SignInRefused(Reason.NOT_PROVEN, "The answer is of another issuer (RFC 9207).");
    }
    if (answer.code() == null || answer.code().isBlank()) {
      throw new SignInRefused(Reason.PROVIDER_REFUSED, "error: " + answer.error());
    }
    return begun.get();
  }

  private SignIn.Opened open(Provider provider, Jwt token, long id, Client client) {
    try {
      boolean proven = hasSecondFactor(provider.settings(), token);
      return signIn.open(id, proven ? Method.PROVIDER_AND_FACTOR : Method.PROVIDER, client);
    } catch (Problem noDuty) {
      throw new SignInRefused(Reason.NO_DUTY, "no duty or disabled", noDuty);
    }
  }

  static boolean hasSecondFactor(OidcSettings.Provider settings, Jwt token) {
    List<String> amr = token.hasClaim("amr") ? token.getClaimAsStringList("amr") : List.of();
    String acr = token.getClaimAsString("acr");
    return !Collections.disjoint(settings.secondFactorAmr(), amr)
        || acr != null && settings.secondFactorAcr().contains(acr);
  }

  /** The account of whom the token speaks; links it the first time. */
  private long account(Provider provider, Jwt token) {
    String issuer = provider.settings().issuer().toString();
    String subject = Objects.requireNonNull(token.getSubject());
    Optional<Long> known = identities.find(issuer, subject);
    if (known.isPresent()) {
      return known.get();
    }
    String claim = claim(provider, token);
    Optional<Long> invited = identities.accept(provider.name(), claim, issuer, subject);
    long id =
        invited.orElseGet(
            () -> {
              long person = byLogin(provider, claim, token);
              if (!identities.link(person, provider.name(), claim, issuer, subject)) {
                throw unknown("somebody else of the provider is linked to it");
              }
              return person;
            });
    record.changed(people.get(id), "identity");
    return id;
  }

  private long byLogin(Provider provider, String claim, Jwt token) {
    Optional<Person> person = people.findByLogin(claim);
    if (person.isPresent() && provider.settings().known() == Known.LOGIN) {
      return person.get().id();
    }
    if (provider.settings().unknown() == Unknown.CREATE) {
      String name = Objects.requireNonNullElse(token.getClaimAsString("name"), claim);
      return newcomers
          .create(claim, name)
          .orElseThrow(() -> unknown("the login is taken, or cannot be one"));
    }
    throw unknown("neither linked nor invited");
  }

  private static String claim(Provider provider, Jwt token) {
    String name = provider.settings().loginClaim();
    String value = token.getClaimAsString(name);
    if (value == null || value.isBlank()) {
      throw unknown("The id token has no claim " + name + ".");
    }
    if (name.equals("email") && !Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified"))) {
      throw unknown("The provider has not verified the address.");
    }
    return value.strip();
  }

  private static SignInRefused unknown(String detail) {
    return new SignInRefused(Reason.UNKNOWN, detail);
  }

  private static OAuth2AuthorizationRequest request(
      Provider provider, Begun begun, String redirectUri, String state) {
    TreeSet<String> scopes = new TreeSet<>(provider.settings().scopes());
    scopes.add("openid");
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(provider.settings().clientId())
        .authorizationUri(
            Objects.requireNonNull(
                provider.registration().getProviderDetails().getAuthorizationUri()))
        .redirectUri(redirectUri)
        .scopes(scopes)
        .state(state)
        .attributes(a -> a.put(PkceParameterNames.CODE_VERIFIER, begun.verifier()))
        .additionalParameters(
            p -> {
              p.put(OidcParameterNames.NONCE, begun.nonce());
              p.put(PkceParameterNames.CODE_CHALLENGE, challenge(begun.verifier()));
              p.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
            })
        .build();
  }

  private static OAuth2AuthorizationExchange exchange(
      Provider provider, Begun begun, Answer answer, String redirectUri) {
    String state = Objects.requireNonNull(answer.state());
    return new OAuth2AuthorizationExchange(
        request(provider, begun, redirectUri, state),
        OAuth2AuthorizationResponse.success(Objects.requireNonNull(answer.code()))
            .redirectUri(redirectUri)
            .state(state)
            .build());
  }

  /** RFC 7636, section 4.2. */
  private static String challenge(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
  }
}
