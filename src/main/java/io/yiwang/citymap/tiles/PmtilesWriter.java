package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.PmtilesHeader.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Writes a PMTiles archive (version 3) beside the one to be replaced: tiles first, in any order and
 * from several threads, then the directories, the header last. Nothing is seen of it before {@link
 * #publish} moves it into its place.
 */
final class PmtilesWriter implements AutoCloseable {
  private static final int LEAF = 4096;

  private final Path target;
  private final Path part;
  private final FileChannel file;
  private long[] ids = new long[1024];
  private long[] offsets = new long[1024];
  private int[] lengths = new int[1024];
  private int size;
  private long end = PmtilesHeader.ROOM;

  PmtilesWriter(Path target) throws IOException {
    this.target = target;
    this.part = part(target);
    this.file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** What is left behind when a build is killed. */
  static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  int size() {
    return size;
  }

  /**
   * @param packed the tile, compressed; each tile once
   */
  void add(long tileId, byte[] packed) throws IOException {
    long at;
    synchronized (this) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
        offsets = Arrays.copyOf(offsets, 2 * size);
        lengths = Arrays.copyOf(lengths, 2 * size);
      }
      at = end;
      ids[size] = tileId;
      offsets[size] = at - PmtilesHeader.ROOM;
      lengths[size++] = packed.length;
      end += packed.length;
    }
    write(ByteBuffer.wrap(packed), at);
  }

  /**
   * @param metadata a JSON object
   * @param bounds west, south, east, north in degrees
   */
  void publish(String metadata, int maxZoom, double[] bounds) throws IOException {
    PmtilesDirectory all = sorted();
    Sink leaves = new Sink();
    byte[] root = all.bytes();
    for (int leaf = LEAF; root.length > PmtilesHeader.ROOM - PmtilesHeader.LENGTH; leaf *= 2) {
      leaves.clear();
      root = rootOf(all, leaf, leaves);
    }
    byte[] meta = Gzip.pack(metadata.getBytes(StandardCharsets.UTF_8));
    var header =
        new PmtilesHeader(
            new Section(PmtilesHeader.LENGTH, root.length),
            new Section(end, meta.length),
            new Section(end + meta.length, leaves.size()),
            new Section(PmtilesHeader.ROOM, end - PmtilesHeader.ROOM),
            size,
            size,
            size,
            false,
            0,
            maxZoom,
            bounds);
    write(ByteBuffer.wrap(meta), end);
    write(ByteBuffer.wrap(leaves.toArray()), end + meta.length);
    write(ByteBuffer.wrap(root), PmtilesHeader.LENGTH);
    write(header.bytes(), 0);
    file.force(true);
    file.close();
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private PmtilesDirectory sorted() {
    Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Long.compare(ids[a], ids[b]));
    int[] runs = new int[size];
    Arrays.fill(runs, 1);
    return new PmtilesDirectory(
        Arrays.stream(order).mapToLong(i -> ids[i]).toArray(),
        Arrays.stream(order).mapToLong(i -> offsets[i]).toArray(),
        Arrays.stream(order).mapToInt(i -> lengths[i]).toArray(),
        runs);
  }

  private static byte[] rootOf(PmtilesDirectory all, int leaf, Sink leaves) {
    int count = (all.size() + leaf - 1) / leaf;
    long[] ids = new long[count];
    long[] offsets = new long[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      int from = i * leaf;
      byte[] bytes = all.slice(from, Math.min(from + leaf, all.size())).bytes();
      ids[i] = all.ids()[from];
      offsets[i] = leaves.size();
      lengths[i] = bytes.length;
      leaves.put(bytes, bytes.length);
    }
    return new PmtilesDirectory(ids, offsets, lengths, new int[count]).bytes();
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += file.write(bytes, to);
    }
  }

  /** Leaves nothing behind of an archive that was not published. */
  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(part);
  }
}
