package io.yiwang;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * A test against the whole platform: real PostgreSQL, real Kafka, real HTTP on a random port. All
 * such tests share one context, so they use keys of their own instead of clearing tables.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "yiwang.demo.enabled=false",
      "yiwang.access.factor.required-for=",
      "yiwang.vision.allowed=127.0.0.1:9",
      "yiwang.mqtt.port=0",
      "yiwang.mqtt.tls-port=0"
    })
@ExtendWith(AsSystem.class)
@ContextConfiguration(initializers = PlatformTest.FreshData.class)
public @interface PlatformTest {

  /** Gives the run a data folder of its own and clears those of runs that are over. */
  class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path ROOT = Path.of("target", "test-data");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      clearOldRuns();
      Path data = ROOT.resolve(Long.toString(ProcessHandle.current().pid()));
      TestPropertyValues.of("yiwang.data=" + data).and(providers()).applyTo(context);
    }

    /** Providers that may or may not be there: one for each way of finding an account. */
    private static String[] providers() {
      try (ServerSocket free = new ServerSocket(0)) {
        List<String> all = new ArrayList<>();
        for (String name : List.of("known", "open", "mail", "away")) {
          String port = name.equals("away") ? "9" : Integer.toString(free.getLocalPort());
          String secret = "src/test/resources/oidc-client-secret.txt";
          String prefix = "yiwang.oidc." + name + ".";
          all.add(prefix + "issuer=http://127.0.0.1:" + port);
          all.add(prefix + "client-id=yiwang");
          all.add(prefix + "client-secret-file=" + secret);
          all.add(prefix + "label-zh=" + name);
          all.add(prefix + "label-en=" + name);
        }
        all.add("yiwang.oidc.open.known=login");
        all.add("yiwang.oidc.open.unknown=create");
        all.add("yiwang.oidc.mail.login-claim=email");
        return all.toArray(String[]::new);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void clearOldRuns() {
      try {
        Files.createDirectories(ROOT);
        for (Path run : list(ROOT)) {
          String pid = run.getFileName().toString();
          if (!pid.matches("\\d+") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            FileSystemUtils.deleteRecursively(run);
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static List<Path> list(Path folder) throws IOException {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.toList();
      }
    }
  }
}
