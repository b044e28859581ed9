package io.yiwang.registry.people;

import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Citizen and phone numbers on their way into and out of the tables. The blind index is the first
 * 64 bits of the vault's digest: with 24 million numbers two share one with a chance of 1 in
 * 60,000, and half the bytes would make it 1 in 1.
 */
@Component
public class Identifiers {
  public static final String NUMBER = "registry.person.citizen_number";
  public static final String PHONE = "registry.person.phone";

  private final Vault vault;

  Identifiers(Vault vault) {
    this.vault = vault;
  }

  @Configuration(proxyBeanMethods = false)
  static class Columns {
    @Bean
    SealedColumn sealedCitizenNumbers() {
      return new SealedColumn(NUMBER, "registry.person", "id", "number_sealed");
    }

    @Bean
    SealedColumn sealedPhones() {
      return new SealedColumn(PHONE, "registry.person", "id", "phone_sealed");
    }

    @Bean
    SealedColumn sealedCitizenNumbersOfStatements() {
      return new SealedColumn(NUMBER, "registry.statement", "id", "number_sealed");
    }

    @Bean
    SealedColumn sealedPhonesOfStatements() {
      return new SealedColumn(PHONE, "registry.statement", "id", "phone_sealed");
    }
  }

  public byte @Nullable [] seal(@Nullable CitizenNumber number) {
    return number == null ? null : vault.seal(NUMBER, number.text());
  }

  public byte @Nullable [] seal(@Nullable MobileNumber phone) {
    return phone == null ? null : vault.seal(PHONE, phone.text());
  }

  public @Nullable Long index(@Nullable CitizenNumber number) {
    return number == null ? null : first64(vault.blindIndex(NUMBER, number.text()));
  }

  public @Nullable Long index(@Nullable MobileNumber phone) {
    return phone == null ? null : first64(vault.blindIndex(PHONE, phone.text()));
  }

  @Nullable CitizenNumber openNumber(byte @Nullable [] sealed) {
    return sealed == null ? null : new CitizenNumber(vault.open(NUMBER, sealed));
  }

  @Nullable MobileNumber openPhone(byte @Nullable [] sealed) {
    return sealed == null ? null : new MobileNumber(vault.open(PHONE, sealed));
  }

  /** The text of a number or phone, which was checked before it was sealed. */
  @Nullable String openText(String field, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(field, sealed);
  }

  public static long first64(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
