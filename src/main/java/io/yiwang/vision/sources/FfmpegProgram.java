package io.yiwang.vision.sources;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The ffmpeg program that comes as a library, unpacked into the data folder once. It runs as a
 * process of its own: whatever a broken stream does to it, the platform and the other cameras go
 * on.
 */
public final class FfmpegProgram {
  private static final String HOME = "org/bytedeco/ffmpeg/";
  private static final String FOLDER = "ffmpeg";

  private final DataFolder data;
  private @Nullable Path program;

  public FfmpegProgram(DataFolder data) {
    this.data = data;
  }

  /** The command, ready to be started; its last arguments are given. */
  synchronized ProcessBuilder command(List<String> arguments) throws IOException {
    Path file = program;
    if (file == null) {
      file = unpack();
      program = file;
    }
    List<String> words = new ArrayList<>(List.of(file.toString()));
    words.addAll(arguments);
    ProcessBuilder command = new ProcessBuilder(words);
    command.environment().clear();
    String libraries = data.sub(FOLDER).toString();
    command.environment().put("LD_LIBRARY_PATH", libraries);
    command.environment().put("DYLD_LIBRARY_PATH", libraries);
    return command;
  }

  private Path unpack() throws IOException {
    String platform = platform();
    Resource[] files =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:" + HOME + platform + "/*");
    if (files.length == 0) {
      throw new IOException("There is no ffmpeg for " + platform + " in this build.");
    }
    Path folder = data.sub(FOLDER);
    for (Resource file : files) {
      String name = Optional.ofNullable(file.getFilename()).orElse("");
      if (wanted(name)) {
        Path target = folder.resolve(name);
        if (!Files.exists(target) || Files.size(target) != file.contentLength()) {
          Path part = folder.resolve(name + ".part");
          try (InputStream in = file.getInputStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
          }
          Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path unpacked = folder.resolve("ffmpeg");
    if (!unpacked.toFile().setExecutable(true, true)) {
      throw new IOException("ffmpeg cannot be made a program in " + folder + ".");
    }
    return unpacked;
  }

  private static boolean wanted(String name) {
    boolean library = name.contains(".so.") || name.endsWith(".dylib");
    return name.equals("ffmpeg") || (library && !name.startsWith("libjni"));
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    String chip = arm ? "arm64" : "x86_64";
    return (system.contains("mac") ? "macosx-" : "linux-") + chip;
  }

  /** Whether this build has one for this machine. */
  public static boolean isHere() {
    try {
      List<URL> found =
          Collections.list(
              FfmpegProgram.class.getClassLoader().getResources(HOME + platform() + "/ffmpeg"));
      return !found.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
