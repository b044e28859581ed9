package io.yiwang.sensing.mqtt;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key store the endpoint speaks TLS with: from the PEM files somebody named, or made by the
 * JDK's own keytool at the first start. The certificate is beside it as {@code certificate.pem},
 * for the devices that must trust it.
 */
final class MqttKeys {
  private static final Logger LOG = LoggerFactory.getLogger(MqttKeys.class);
  private static final String ALIAS = "yiwang";
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Path store;
  private final String password;

  MqttKeys(DataFolder data, Path folder) {
    this.folder = folder;
    this.store = folder.resolve("keys.p12");
    this.password = data.secret("mqtt-keys");
  }

  Path store() {
    return store;
  }

  String password() {
    return password;
  }

  /** Makes the store; false when there can be no TLS. */
  boolean prepare(@Nullable String certificate, @Nullable String privateKey)
      throws IOException, GeneralSecurityException, InterruptedException {
    if (certificate != null && privateKey != null) {
      fromPem(Path.of(certificate), Path.of(privateKey));
      return true;
    }
    return Files.exists(store) || ownCertificate();
  }

  private void fromPem(Path certificate, Path privateKey)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain;
    try (InputStream in = Files.newInputStream(certificate)) {
      chain = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
    String pem = Files.readString(privateKey, StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    PrivateKey key =
        KeyFactory.getInstance(chain.getFirst().getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(Certificate[]::new));
    Path part = folder.resolve("keys.part");
    try (OutputStream out = Files.newOutputStream(part)) {
      keys.store(out, password.toCharArray());
    }
    Files.move(part, store, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean ownCertificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    if (!Files.isExecutable(keytool)) {
      LOG.warn("MQTT has no TLS: this Java has no keytool. Maybe name yiwang.mqtt.certificate.");
      return false;
    }
    Path part = folder.resolve("keys.part");
    Files.deleteIfExists(part);
    var builder =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Yiwang",
                "-validity",
                "3650",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                part.toString(),
                "-storepass:env",
                "YIWANG_MQTT_KEYS")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile());
    return made(builder, part);
  }

  private boolean made(ProcessBuilder builder, Path part)
      throws IOException, GeneralSecurityException, InterruptedException {
    builder.environment().put("YIWANG_MQTT_KEYS", password);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      LOG.warn("MQTT has no TLS: keytool failed, see {}", folder.resolve("keytool.txt"));
      return false;
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(part)) {
      keys.load(in, password.toCharArray());
    }
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate(ALIAS).getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(folder.resolve("certificate.pem"), pem);
    Files.move(part, store, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
