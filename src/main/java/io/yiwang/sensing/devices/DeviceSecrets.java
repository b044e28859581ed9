package io.yiwang.sensing.devices;

import io.yiwang.access.Tokens;
import io.yiwang.house.SystemDuty;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What devices sign in with, kept as hashes only. */
@Component
public class DeviceSecrets {
  private final JdbcClient jdbc;

  DeviceSecrets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A device that may sign in.
   *
   * @param hash SHA-256 of its secret
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by matches() only
  public record Credential(long device, String code, String model, byte[] hash) {

    public boolean matches(String secret) {
      return MessageDigest.isEqual(hash, Tokens.hash(secret));
    }
  }

  /** The credentials of many at once, by code; devices without a secret are left out. */
  public Map<String, Credential> find(Collection<String> codes) {
    Map<String, Credential> found = new HashMap<>();
    SystemDuty.run(
        () ->
            jdbc.sql(
                    """
                    select d.id, d.code, d.model, s.hash
                    from sensing.device d join sensing.device_secret s on s.device = d.id
                    where d.code = any(?)
                    """)
                .param(codes.toArray(String[]::new))
                .query(
                    rs -> {
                      found.put(
                          rs.getString(2),
                          new Credential(
                              rs.getLong(1), rs.getString(2), rs.getString(3), rs.getBytes(4)));
                    }));
    return found;
  }

  /** Whether this device may still sign in with this secret. */
  public @Nullable Credential find(String code, String secret) {
    Credential known = find(List.of(code)).get(code);
    return known != null && known.matches(secret) ? known : null;
  }
}
