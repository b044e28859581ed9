package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the block a place lies in. */
final class BlockFinder {
  private static final double BUCKET = 400;

  private final List<Block> blocks;
  private final Map<Long, int[]> buckets = new HashMap<>();

  BlockFinder(List<Block> blocks) {
    this.blocks = blocks;
    for (Block block : blocks) {
      double west = 1e9;
      double east = -1e9;
      double south = 1e9;
      double north = -1e9;
      for (int i = 0; i < block.outline.length; i += 2) {
        west = Math.min(west, block.outline[i]);
        east = Math.max(east, block.outline[i]);
        south = Math.min(south, block.outline[i + 1]);
        north = Math.max(north, block.outline[i + 1]);
      }
      for (int i = bucket(west); i <= bucket(east); i++) {
        for (int j = bucket(south); j <= bucket(north); j++) {
          buckets.merge(key(i, j), new int[] {block.number}, BlockFinder::joined);
        }
      }
    }
  }

  private static int[] joined(int[] some, int[] one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one[0];
    return all;
  }

  private static int bucket(double metres) {
    return (int) Math.floor(metres / BUCKET);
  }

  private static long key(int i, int j) {
    return Geo.key(i, j);
  }

  @Nullable Block at(double x, double y) {
    for (int number : buckets.getOrDefault(key(bucket(x), bucket(y)), new int[0])) {
      Block block = blocks.get(number);
      if (block.contains(x, y)) {
        return block;
      }
    }
    return null;
  }
}
