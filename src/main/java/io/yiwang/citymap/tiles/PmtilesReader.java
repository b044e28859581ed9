package io.yiwang.citymap.tiles;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PMTiles archive (version 3) mapped into memory, its whole directory held; for any thread.
 * A file moved over it does not disturb it.
 */
final class PmtilesReader {
  private final MemorySegment file;
  private final PmtilesHeader header;
  private final PmtilesDirectory directory;
  private final String metadata;

  PmtilesReader(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
    if (file.byteSize() < PmtilesHeader.ROOM) {
      throw new IOException(path + " is too short for a PMTiles archive.");
    }
    header = PmtilesHeader.read(file.asSlice(0, PmtilesHeader.LENGTH).asByteBuffer());
    directory = whole(PmtilesDirectory.read(bytes(header.root(), 0, header.root().length())));
    PmtilesHeader.Section meta = header.metadata();
    metadata = new String(Gzip.unpack(bytes(meta, 0, meta.length())), StandardCharsets.UTF_8);
  }

  /** The compressed tile, or null where there is none. */
  byte @Nullable [] tile(int z, int x, int y) {
    int at = directory.find(TileId.of(z, x, y));
    return at < 0 ? null : bytes(header.tiles(), directory.offsets()[at], directory.lengths()[at]);
  }

  PmtilesHeader header() {
    return header;
  }

  /** Numbers of all tiles, see {@link TileId}; a run tells its first only. */
  long[] tileIds() {
    return directory.ids().clone();
  }

  int largest() {
    int most = 0;
    for (int length : directory.lengths()) {
      most = Math.max(most, length);
    }
    return most;
  }

  String metadata() {
    return metadata;
  }

  /** The directory with every leaf in the place of its entry. */
  private PmtilesDirectory whole(PmtilesDirectory root) throws IOException {
    if (Arrays.stream(root.runs()).allMatch(run -> run > 0)) {
      return root;
    }
    List<PmtilesDirectory> parts = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      if (root.runs()[i] == 0) {
        byte[] leaf = bytes(header.leaves(), root.offsets()[i], root.lengths()[i]);
        parts.add(whole(PmtilesDirectory.read(leaf)));
      } else {
        parts.add(root.slice(i, i + 1));
      }
    }
    return new PmtilesDirectory(
        parts.stream().flatMapToLong(p -> Arrays.stream(p.ids())).toArray(),
        parts.stream().flatMapToLong(p -> Arrays.stream(p.offsets())).toArray(),
        parts.stream().flatMapToInt(p -> Arrays.stream(p.lengths())).toArray(),
        parts.stream().flatMapToInt(p -> Arrays.stream(p.runs())).toArray());
  }

  private byte[] bytes(PmtilesHeader.Section section, long offset, long length) {
    return file.asSlice(section.offset() + offset, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
