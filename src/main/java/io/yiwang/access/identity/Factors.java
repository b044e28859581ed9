package io.yiwang.access.identity;

import io.yiwang.house.DataFolder;
import io.yiwang.house.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor of people: a secret shared with their authenticator, and recovery codes for the
 * day the phone is gone. A code lets in once; the step of the last one is kept.
 */
@Component
public class Factors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;

  /** A phone's clock may be one step off. */
  private static final int TOLERATED_STEPS = 1;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final IdentitySettings.Factor settings;
  private final Sealed sealed;
  private final SecureRandom random = new SecureRandom();

  Factors(JdbcClient jdbc, Clock clock, IdentitySettings settings, DataFolder folder) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings.factor();
    this.sealed = new Sealed(() -> folder.secret("factor.key"));
  }

  /**
   * What an authenticator needs.
   *
   * @param uri in the form authenticators read from a QR code
   */
  record Enrolment(String secret, String uri) {}

  boolean has(long person) {
    return jdbc.sql(
                "select count(*) from access.factor where person_id = ? and confirmed_at is not"
                    + " null")
            .param(person)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Recovery codes that were not used yet. */
  long recoveryCodesLeft(long person) {
    return jdbc.sql(
            "select count(*) from access.recovery_code where person_id = ? and used_at is null")
        .param(person)
        .query(Long.class)
        .single();
  }

  /** Begins an enrolment; it counts when the first code has been given. */
  Enrolment enrol(long person, String login) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    int begun =
        jdbc.sql(
                """
                insert into access.factor as f (person_id, secret, created_at) values (?, ?, ?)
                on conflict (person_id) do update
                  set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
                  where f.confirmed_at is null
                """)
            .params(person, sealed.seal(secret, person), Timestamp.from(clock.instant()))
            .update();
    if (begun == 0) {
      throw Problem.conflict(
          "factor-present",
          "There is a second factor already.",
          "Maybe remove it first, then add the new one.");
    }
    String text = new Base32().encodeAsString(secret);
    String label = encoded(settings.issuer() + ":" + login);
    return new Enrolment(
        text,
        "otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
            .formatted(
                label, text, encoded(settings.issuer()), Totp.DIGITS, Totp.STEP.toSeconds()));
  }

  /** Ends an enrolment with the authenticator's first code; returns the recovery codes. */
  @Transactional
  public List<String> confirm(long person, String code) {
    if (!acceptCode(person, code, false)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "wrong-code",
          "The code is not the one the authenticator should show now.",
          "code",
          null,
          "Maybe the clock of the phone is wrong.");
    }
    jdbc.sql("update access.factor set confirmed_at = ? where person_id = ?")
        .params(Timestamp.from(clock.instant()), person)
        .update();
    return newRecoveryCodes(person);
  }

  /** New recovery codes in place of the old ones; shown this once. */
  @Transactional
  public List<String> newRecoveryCodes(long person) {
    jdbc.sql("delete from access.recovery_code where person_id = ?").param(person).update();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      String code = Temporary.password();
      codes.add(code);
      jdbc.sql("insert into access.recovery_code (person_id, code_hash) values (?, ?)")
          .params(person, sealed.fingerprint(code))
          .update();
    }
    return codes;
  }

  @Transactional
  public void remove(long person) {
    jdbc.sql("delete from access.recovery_code where person_id = ?").param(person).update();
    jdbc.sql("delete from access.factor where person_id = ?").param(person).update();
  }

  /** Whether a code of the authenticator or a recovery code lets in; each does so once. */
  boolean accept(long person, String code) {
    String typed = code.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    if (typed.length() == Totp.DIGITS) {
      return acceptCode(person, typed, true);
    }
    return jdbc.sql(
                """
                update access.recovery_code set used_at = ?
                where person_id = ? and code_hash = ? and used_at is null
                """)
            .params(Timestamp.from(clock.instant()), person, sealed.fingerprint(typed))
            .update()
        > 0;
  }

  private boolean acceptCode(long person, String code, boolean confirmed) {
    Optional<byte[]> secret =
        jdbc.sql(
                """
                select secret from access.factor
                where person_id = ? and (confirmed_at is not null) = ?
                """)
            .params(person, confirmed)
            .query(byte[].class)
            .optional()
            .map(kept -> sealed.open(kept, person));
    if (secret.isEmpty()) {
      return false;
    }
    byte[] typed = code.strip().getBytes(StandardCharsets.UTF_8);
    long now = Totp.step(clock.instant());
    for (long step = now - TOLERATED_STEPS; step <= now + TOLERATED_STEPS; step++) {
      byte[] right = Totp.code(secret.get(), step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, typed)) {
        return jdbc.sql(
                    "update access.factor set last_step = ? where person_id = ? and last_step < ?")
                .params(step, person, step)
                .update()
            > 0;
      }
    }
    return false;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
