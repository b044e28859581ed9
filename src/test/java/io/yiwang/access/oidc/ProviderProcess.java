package io.yiwang.access.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * A real OpenID Connect provider in a process of its own: Spring Authorization Server. It knows
 * everybody whose password is {@code secret}, and lies about those whose names begin with the lie.
 */
@EnableWebSecurity
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
public class ProviderProcess {
  static final String SECRET = "a-client-secret";

  /**
   * @param args own port, then the address of Yiwang
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(ProviderProcess.class)
        .properties(
            "spring.config.name=provider",
            "server.address=127.0.0.1",
            "server.port=" + args[0],
            "client=" + args[1])
        .run();
    System.out.println("READY " + args[0]);
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(a -> a.anyRequest().authenticated())
        .httpBasic(b -> b.securityContextRepository(new HttpSessionSecurityContextRepository()))
        .build();
  }

  @Bean
  UserDetailsService everybody() {
    return name -> User.withUsername(name).password("{noop}secret").roles("USER").build();
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().build();
  }

  @Bean
  RegisteredClientRepository clients(Environment environment) {
    String client = environment.getRequiredProperty("client");
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("yiwang")
            .clientId("yiwang")
            .clientSecret("{noop}" + SECRET)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUris(
                uris ->
                    List.of("known", "open", "mail")
                        .forEach(name -> uris.add(client + "/api/v1/oidc/" + name + "/callback")))
            .postLogoutRedirectUri(client + "/signin")
            .scope("openid")
            .scope("profile")
            .clientSettings(ClientSettings.builder().requireProofKey(true).build())
            .build());
  }

  @Bean
  JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    return new ImmutableJWKSet<>(
        new JWKSet(
            new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey((RSAPrivateKey) pair.getPrivate())
                .keyID(UUID.randomUUID().toString())
                .build()));
  }

  @Bean
  JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return context -> {
      if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
        return;
      }
      String name = Objects.requireNonNull(context.<Authentication>getPrincipal()).getName();
      JwtClaimsSet.Builder claims = context.getClaims();
      claims.claim("preferred_username", name).claim("name", "王 " + name);
      claims.claim("email", name + "@example.org");
      claims.claim("email_verified", !name.startsWith("unverified-"));
      switch (name.substring(0, name.indexOf('-') + 1)) {
        case "nonce-" -> claims.claim("nonce", "another");
        case "issuer-" -> claims.issuer("https://elsewhere.example.org");
        case "audience-" -> claims.audience(List.of("another-client"));
        case "expired-" ->
            claims
                .issuedAt(Instant.now().minus(Duration.ofHours(2)))
                .expiresAt(Instant.now().minus(Duration.ofHours(1)));
        case "factor-" -> claims.claim("amr", List.of("pwd", "otp"));
        default -> {}
      }
    };
  }

  @Bean
  JwtEncoder encoder(JWKSource<SecurityContext> keys) {
    NimbusJwtEncoder honest = new NimbusJwtEncoder(keys);
    return parameters -> {
      Jwt jwt = honest.encode(parameters);
      String name = jwt.getClaimAsString("preferred_username");
      String[] parts = jwt.getTokenValue().split("\\.");
      if (name != null && name.startsWith("tampered-")) {
        String said = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return with(
            jwt, parts[0] + "." + encoded(said.replace("tampered-", "admin-")) + "." + parts[2]);
      }
      if (name != null && name.startsWith("unsigned-")) {
        return with(jwt, encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
      }
      return jwt;
    };
  }

  private static Jwt with(Jwt jwt, String token) {
    return new Jwt(token, jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getHeaders(), jwt.getClaims());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
