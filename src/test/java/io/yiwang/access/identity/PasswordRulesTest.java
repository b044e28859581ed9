package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yiwang.house.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a password must be like, by default and by settings. */
class PasswordRulesTest {
  private final PasswordRules rules = new PasswordRules(settings(Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {"password1234", "yiwang2026!!", "qwertyuiop123", "zhangwei2026!", "123456789012"})
  void refusesWhatAGuesserTriesEarly(String password) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> rules.check(password, "zhangwei", "张伟"));
    assertThat(problem.type()).isEqualTo("password-guessable");
    assertThat(problem.getMessage()).doesNotContain(password);
  }

  @Test
  void refusesWhatIsTooShortOrTooLong() {
    for (String password : new String[] {"kV7!qLm2x$z", "a".repeat(129)}) {
      Problem problem = catchThrowableOfType(Problem.class, () -> rules.check(password));
      assertThat(problem.type()).isEqualTo("password-length");
    }
  }

  @Test
  void acceptsWordsThatDoNotBelongTogether() {
    assertThatCode(() -> rules.check("lantern-gravel-otter-77", "zhangwei"))
        .doesNotThrowAnyException();
    assertThatCode(() -> rules.check("石榴 钥匙 雾里看花 三轮车 听雨", "zhangwei")).doesNotThrowAnyException();
  }

  @Test
  void followsItsSettings() {
    PasswordRules strict =
        new PasswordRules(settings(Map.of("yiwang.access.password.min-length", "24")));
    Problem problem =
        catchThrowableOfType(Problem.class, () -> strict.check("lantern-gravel-otter-77"));
    assertThat(problem.type()).isEqualTo("password-length");
  }

  static IdentitySettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yiwang.access", IdentitySettings.class);
  }
}
