import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Formats the Java sources below the given folders, or with {@code check} fails when that would change any. */
public class Format {
  public static void main(String[] args) throws IOException, FormatterException {
    boolean check = args[0].equals("check");
    List<Path> changed = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      try (Stream<Path> files = Files.walk(Path.of(args[i]))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String before = Files.readString(file);
          String after = new Formatter().formatSourceAndFixImports(before);
          if (!after.equals(before)) {
            changed.add(file);
            if (!check) {
              Files.writeString(file, after);
            }
          }
        }
      }
    }
    changed.forEach(file -> System.out.println((check ? "not formatted: " : "formatted ") + file));
    if (check && !changed.isEmpty()) {
      System.out.println("Maybe run ./yiwang format");
      System.exit(1);
    }
  }
}
