package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The pyramid that is served at present, of one file that is replaced as a whole. */
@Component
class Pyramid {
  private static final Logger log = LoggerFactory.getLogger(Pyramid.class);

  /**
   * What a build writes into its file.
   *
   * @param seq of the last change it has seen
   * @param load of the last load it has seen
   */
  record Facts(Instant builtAt, long seq, long load, double seconds, long points, long shapes) {
    boolean isOf(ComponentNews.Version version) {
      return seq == version.seq() && load == version.load();
    }
  }

  /**
   * @param version of {@link TouchedTiles} when its build began to read
   */
  record Served(PmtilesReader file, Facts facts, long version) {}

  private final Path path;
  private final JsonMapper json;
  private volatile @Nullable Served served;

  Pyramid(DataFolder data, JsonMapper json) throws IOException {
    this.path = data.sub("map").resolve("city.pmtiles");
    this.json = json;
    Files.deleteIfExists(PmtilesWriter.part(path));
    if (Files.exists(path)) {
      try {
        serve(1);
      } catch (IOException | RuntimeException e) {
        log.warn("The pyramid {} cannot be read and will be built anew.", path, e);
      }
    }
  }

  Path path() {
    return path;
  }

  @Nullable Served served() {
    return served;
  }

  /** Begins to serve the file that has been put into its place. */
  final void serve(long version) throws IOException {
    PmtilesReader file = new PmtilesReader(path);
    Facts facts = json.treeToValue(json.readTree(file.metadata()).path("build"), Facts.class);
    served = new Served(file, facts, version);
  }
}
