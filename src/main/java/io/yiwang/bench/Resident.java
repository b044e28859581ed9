package io.yiwang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of the machine's memory, the pages it shares included. */
final class Resident {
  private Resident() {}

  /**
   * @param process its number, or {@code self}
   */
  static double mib(String process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("The status of process " + process + " tells no VmRSS.");
  }
}
