package io.yiwang.vision.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The folders from which films and pictures may be replayed; links out of them lead nowhere. */
public final class AllowedFolders {
  private final List<Path> roots;

  /**
   * @param roots the first is where relative paths begin
   */
  public AllowedFolders(List<Path> roots) {
    this.roots = roots.stream().map(p -> p.toAbsolutePath().normalize()).toList();
  }

  /**
   * The real path of what is there.
   *
   * @throws RefusedAddressException when it lies elsewhere or is not there
   */
  public Path check(String address) {
    try {
      Path asked = roots.getFirst().resolve(address.strip()).normalize();
      if (roots.stream().anyMatch(asked::startsWith) && Files.exists(asked)) {
        Path real = asked.toRealPath();
        for (Path root : roots) {
          if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
            return real;
          }
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw new RefusedAddressException("cannot be read.");
    }
    throw new RefusedAddressException("must be in a folder that may be replayed.");
  }
}
