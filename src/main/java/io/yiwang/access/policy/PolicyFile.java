package io.yiwang.access.policy;

import io.yiwang.access.Decisions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a policy is read from. */
public final class PolicyFile {
  static final String SHIPPED = "classpath:policy/default.yaml";

  private PolicyFile() {}

  /** The policy shipped with the program. */
  public static Decisions shipped() {
    return new CompiledPolicy(shippedPolicy());
  }

  static Policy shippedPolicy() {
    return PolicyReader.read(text(SHIPPED));
  }

  /**
   * @param location a name on the class path after {@code classpath:}, or the path of a file
   */
  static String text(String location) {
    try {
      if (!location.startsWith("classpath:")) {
        return Files.readString(Path.of(location));
      }
      String name = "/" + location.substring("classpath:".length());
      try (InputStream in = PolicyFile.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException("There is no " + name + " on the class path.");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yiwang.policy (" + location + ") must be a readable policy file.", e);
    }
  }
}
