package io.yiwang.vision.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Pixels of a mask that hang together, gaps of one pixel included. */
record Blob(int left, int top, int right, int bottom, int[] pixels) {
  private static final int REACH = 2;

  int width() {
    return right - left + 1;
  }

  int height() {
    return bottom - top + 1;
  }

  int size() {
    return pixels.length;
  }

  /** How much of its box it fills. */
  double fill() {
    return (double) pixels.length / (width() * height());
  }

  /**
   * Pairs of a pixel on the outline and one just outside of it: at both ends of each row and each
   * column, so holes have none.
   */
  List<int[]> outline(int width, int height) {
    int[] rows = new int[2 * height()];
    int[] columns = new int[2 * width()];
    Arrays.fill(rows, -1);
    Arrays.fill(columns, -1);
    for (int p : pixels) {
      extend(rows, p / width - top, p % width);
      extend(columns, p % width - left, p / width);
    }
    List<int[]> pairs = new ArrayList<>();
    for (int row = 0; row < height(); row++) {
      int line = (row + top) * width;
      if (rows[2 * row] >= REACH) {
        pairs.add(new int[] {line + rows[2 * row], line + rows[2 * row] - REACH});
      }
      if (rows[2 * row + 1] >= 0 && rows[2 * row + 1] < width - REACH) {
        pairs.add(new int[] {line + rows[2 * row + 1], line + rows[2 * row + 1] + REACH});
      }
    }
    for (int column = 0; column < width(); column++) {
      int x = column + left;
      if (columns[2 * column] >= REACH) {
        int y = columns[2 * column];
        pairs.add(new int[] {y * width + x, (y - REACH) * width + x});
      }
      if (columns[2 * column + 1] >= 0 && columns[2 * column + 1] < height - REACH) {
        int y = columns[2 * column + 1];
        pairs.add(new int[] {y * width + x, (y + REACH) * width + x});
      }
    }
    return pairs;
  }

  private boolean isNear(Blob other, double reach) {
    return left - reach <= other.right
        && other.left - reach <= right
        && top - reach / 2 <= other.bottom
        && other.top - reach / 2 <= bottom;
  }

  private Blob with(Blob other) {
    int[] both = Arrays.copyOf(pixels, pixels.length + other.pixels.length);
    System.arraycopy(other.pixels, 0, both, pixels.length, other.pixels.length);
    return new Blob(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        both);
  }

  /**
   * Pieces that stand together made one, such as the wheels and the frame of a bicycle.
   *
   * @param reach how many pixels apart two pieces of one thing may be where this one stands; half
   *     of it up and down, where what stands behind looks close
   */
  static List<Blob> joined(List<Blob> pieces, ToDoubleFunction<Blob> reach) {
    List<Blob> whole = new ArrayList<>();
    for (Blob piece : pieces) {
      Blob grown = piece;
      for (int i = 0; i < whole.size(); i++) {
        if (grown.isNear(whole.get(i), reach.applyAsDouble(grown))) {
          grown = grown.with(whole.remove(i));
          i = -1;
        }
      }
      whole.add(grown);
    }
    return whole;
  }

  private static void extend(int[] ends, int line, int at) {
    ends[2 * line] = ends[2 * line] < 0 ? at : Math.min(ends[2 * line], at);
    ends[2 * line + 1] = Math.max(ends[2 * line + 1], at);
  }

  /**
   * All blobs of at least so many pixels among those that have all bits of {@code wanted} and none
   * of {@code unwanted}.
   */
  static List<Blob> find(byte[] mask, int width, int height, int wanted, int unwanted, int fewest) {
    var search = new Search(mask, width, height, wanted, wanted | unwanted);
    List<Blob> blobs = new ArrayList<>();
    for (int p = 0; p < mask.length; p++) {
      if (search.open(p)) {
        Blob blob = search.from(p);
        if (blob.size() >= fewest) {
          blobs.add(blob);
        }
      }
    }
    return blobs;
  }

  private static final class Search {
    private final byte[] mask;
    private final int width;
    private final int height;
    private final int wanted;
    private final int asked;
    private final long[] visited;
    private int[] queue = new int[256];

    Search(byte[] mask, int width, int height, int wanted, int asked) {
      this.mask = mask;
      this.width = width;
      this.height = height;
      this.wanted = wanted;
      this.asked = asked;
      this.visited = new long[mask.length / 64 + 1];
    }

    boolean open(int p) {
      return (mask[p] & asked) == wanted && (visited[p >> 6] & 1L << p) == 0;
    }

    Blob from(int start) {
      int end = 0;
      queue[end++] = start;
      visited[start >> 6] |= 1L << start;
      int left = width;
      int right = 0;
      int top = height;
      int bottom = 0;
      for (int at = 0; at < end; at++) {
        int x = queue[at] % width;
        int y = queue[at] / width;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        end = neighbours(x, y, end);
      }
      return new Blob(left, top, right, bottom, Arrays.copyOf(queue, end));
    }

    private int neighbours(int x, int y, int end) {
      for (int ny = Math.max(0, y - REACH); ny <= Math.min(height - 1, y + REACH); ny++) {
        for (int nx = Math.max(0, x - REACH); nx <= Math.min(width - 1, x + REACH); nx++) {
          int p = ny * width + nx;
          if (open(p)) {
            visited[p >> 6] |= 1L << p;
            if (end == queue.length) {
              queue = Arrays.copyOf(queue, 2 * end);
            }
            queue[end++] = p;
          }
        }
      }
      return end;
    }
  }
}
