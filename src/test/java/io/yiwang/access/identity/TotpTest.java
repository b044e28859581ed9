package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of RFC 6238, appendix B, and of RFC 4226, appendix D. */
class TotpTest {
  private static final String SHA1_SECRET = "12345678901234567890";
  private static final String SHA256_SECRET = "12345678901234567890123456789012";
  private static final String SHA512_SECRET =
      "1234567890123456789012345678901234567890123456789012345678901234";

  @ParameterizedTest
  @CsvSource({
    "59, 94287082, 46119246, 90693936",
    "1111111109, 07081804, 68084774, 25091201",
    "1111111111, 14050471, 67062674, 99943326",
    "1234567890, 89005924, 91819424, 93441116",
    "2000000000, 69279037, 90698825, 38618901",
    "20000000000, 65353130, 77737706, 47863826"
  })
  void makesTheCodesOfRfc6238(long seconds, String sha1, String sha256, String sha512) {
    long step = Totp.step(Instant.ofEpochSecond(seconds));
    assertThat(Totp.code(bytes(SHA1_SECRET), step, 8, "HmacSHA1")).isEqualTo(sha1);
    assertThat(Totp.code(bytes(SHA256_SECRET), step, 8, "HmacSHA256")).isEqualTo(sha256);
    assertThat(Totp.code(bytes(SHA512_SECRET), step, 8, "HmacSHA512")).isEqualTo(sha512);
  }

  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "2, 359152", "8, 399871", "9, 520489"})
  void makesTheCodesOfRfc4226(long step, String code) {
    assertThat(Totp.code(bytes(SHA1_SECRET), step)).isEqualTo(code);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
