package io.yiwang.access.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The OpenID Connect providers people may sign in by: {@code yiwang.oidc.<name>.*}. */
@ConfigurationProperties("yiwang")
record OidcSettings(@DefaultValue Map<String, Provider> oidc) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern LOCAL = Pattern.compile("127\\.0\\.0\\.1|localhost|\\[::1]");

  OidcSettings {
    oidc = Map.copyOf(oidc);
    oidc.forEach(OidcSettings::check);
  }

  /** Which account a provider's person gets who is not linked to one yet. */
  enum Known {
    /** The one an administrator has invited them to. */
    INVITED,
    /** Also the account whose login is the claim: for providers whose logins are ours. */
    LOGIN
  }

  /** What becomes of somebody for whom there is no account. */
  enum Unknown {
    REFUSE,
    /** They get an account without any duty, which an administrator then gives. */
    CREATE
  }

  /**
   * @param clientSecretFile holds the secret; none for a public client, which has PKCE alone
   * @param loginClaim of the id token, with which invitations and logins are compared
   * @param scopes asked for beside {@code openid}
   * @param secondFactorAmr values of the claim {@code amr} that prove a second factor
   * @param secondFactorAcr values of the claim {@code acr} that prove one
   * @param redirectUri where the provider sends people back to, when it is not the address they
   *     asked us by
   * @param timeout of each question to the provider
   */
  record Provider(
      URI issuer,
      String clientId,
      @Nullable Path clientSecretFile,
      String labelZh,
      String labelEn,
      @DefaultValue("preferred_username") String loginClaim,
      @DefaultValue("profile") Set<String> scopes,
      @DefaultValue("INVITED") Known known,
      @DefaultValue("REFUSE") Unknown unknown,
      @DefaultValue({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face"}) Set<String> secondFactorAmr,
      @DefaultValue Set<String> secondFactorAcr,
      @Nullable String redirectUri,
      @DefaultValue("5s") Duration timeout) {
    Provider {
      scopes = Set.copyOf(scopes);
      secondFactorAmr = Set.copyOf(secondFactorAmr);
      secondFactorAcr = Set.copyOf(secondFactorAcr);
    }
  }

  private static void check(String name, Provider p) {
    require(NAME.matcher(name).matches(), name, "", name, "must have a to z, 0 to 9 and hyphens");
    require(isProtected(p.issuer), name, ".issuer", p.issuer, "must be an https address");
    boolean byMail = p.loginClaim.equals("email");
    require(
        !byMail || p.known == Known.INVITED,
        name,
        ".known",
        p.known,
        "must be INVITED where the login is an e-mail address, which alone proves nobody");
    require(
        !byMail || p.unknown == Unknown.REFUSE,
        name,
        ".unknown",
        p.unknown,
        "must be REFUSE where the login is an e-mail address, which alone proves nobody");
  }

  /** What is not encrypted may only stay on this machine. */
  static boolean isProtected(@Nullable URI uri) {
    return uri != null
        && uri.getHost() != null
        && ("https".equals(uri.getScheme())
            || "http".equals(uri.getScheme()) && LOCAL.matcher(uri.getHost()).matches());
  }

  private static void require(
      boolean holds, String name, String setting, @Nullable Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yiwang.oidc." + name + setting + " (" + value + ") " + rule + ".");
    }
  }
}
