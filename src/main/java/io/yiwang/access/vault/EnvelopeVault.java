package io.yiwang.access.vault;

import io.yiwang.access.Vault;
import io.yiwang.access.vault.DataKeys.DataKey;
import io.yiwang.house.DataFolder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals with the newest data key.
 *
 * <p>A sealed value is one byte version (1), four bytes key id, twelve bytes nonce, the AES-GCM
 * ciphertext and its tag. Version, key id and field name are authenticated.
 */
@Component
class EnvelopeVault implements Vault {
  private static final byte VERSION = 1;
  private static final int HEADER = 5;
  private static final int SHORTEST = HEADER + Gcm.NONCE + 16;
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+");

  private final DataKeys keys;

  EnvelopeVault(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      DataFolder folder,
      @Value("${yiwang.vault.master-key:}") String masterKey) {
    this.keys = new DataKeys(jdbc, transaction, clock, new MasterKeyFile(folder, masterKey));
  }

  DataKeys keys() {
    return keys;
  }

  @Override
  public byte[] seal(String field, String plaintext) {
    return sealAll(field, List.of(plaintext)).getFirst();
  }

  @Override
  public String open(String field, byte[] sealed) {
    return openAll(field, List.of(sealed)).getFirst();
  }

  @Override
  public byte[] blindIndex(String field, String normalised) {
    return blindIndexAll(field, List.of(normalised)).getFirst();
  }

  @Override
  public List<byte[]> sealAll(String field, List<String> plaintexts) {
    byte[] bound = bound(field);
    DataKey key = keys.newest();
    byte[] header = header(key.id());
    Gcm gcm = new Gcm();
    List<byte[]> sealed = new ArrayList<>(plaintexts.size());
    for (String plaintext : plaintexts) {
      sealed.add(gcm.seal(key.key(), header, bound, plaintext.getBytes(StandardCharsets.UTF_8)));
    }
    return sealed;
  }

  @Override
  public List<String> openAll(String field, List<byte[]> sealed) {
    byte[] bound = bound(field);
    Gcm gcm = new Gcm();
    List<String> opened = new ArrayList<>(sealed.size());
    for (byte[] value : sealed) {
      opened.add(new String(open(gcm, field, bound, value), StandardCharsets.UTF_8));
    }
    return opened;
  }

  @Override
  public List<byte[]> blindIndexAll(String field, List<String> normalised) {
    byte[] bound = bound(field);
    Mac mac = mac();
    List<byte[]> digests = new ArrayList<>(normalised.size());
    for (String value : normalised) {
      mac.update(bound);
      mac.update((byte) 0);
      digests.add(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    }
    return digests;
  }

  /** The key id of a sealed value as it is stored, for comparing in SQL. */
  static byte[] storedKeyId(int keyId) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(keyId).array();
  }

  private byte[] open(Gcm gcm, String field, byte[] bound, byte[] value) {
    if (value.length < SHORTEST || value[0] != VERSION) {
      throw new IllegalStateException(
          "A value of " + field + " is not sealed. Maybe the column holds something else.");
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    SecretKey key =
        keys.find(id)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A value of %s is sealed with key %d, which is not here. Maybe it comes from another instance."
                            .formatted(field, id)));
    try {
      return gcm.open(key, HEADER, bound, value);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "A value of "
              + field
              + " cannot be opened: it was changed. Maybe it was copied from another field.",
          e);
    }
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.index().getEncoded(), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
    }
  }

  private static byte[] header(int keyId) {
    return ByteBuffer.allocate(HEADER).put(VERSION).putInt(keyId).array();
  }

  private static byte[] bound(String field) {
    if (!FIELD.matcher(field).matches()) {
      throw new IllegalArgumentException(
          "field (" + field + ") must be module.table.column in lower case.");
    }
    return field.getBytes(StandardCharsets.UTF_8);
  }
}
