package io.yiwang.access.identity;

import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept: Argon2id; the older bcrypt hashes are read until the next sign-in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class IdentityConfiguration {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  @Bean
  PasswordEncoder passwordEncoder(IdentitySettings settings) {
    IdentitySettings.Password rules = settings.password();
    var argon2 =
        new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, rules.memoryKib(), rules.iterations());
    return new DelegatingPasswordEncoder(
        "argon2id", Map.of("argon2id", argon2, "bcrypt", new BCryptPasswordEncoder()));
  }
}
