package io.yiwang;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.PortInUseException;

/** Starts the platform: one process, one city. */
@SpringBootApplication
public class Yiwang {
  public static void main(String[] args) {
    try {
      SpringApplication.run(Yiwang.class, args);
    } catch (RuntimeException e) {
      if (e.getClass().getName().contains("AbandonedRunException")) {
        throw e; // the run was meant to end here, e.g. when training the AOT cache
      }
      System.err.println("Yiwang could not start. " + reason(e));
      System.exit(1);
    }
  }

  /** The sentence that helps: of the innermost cause that has one. */
  private static String reason(Throwable failure) {
    String sentence = failure.toString();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return "server.port (%d) is taken. Maybe choose another with --port."
            .formatted(taken.getPort());
      }
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        sentence = message;
      }
    }
    return sentence;
  }
}
