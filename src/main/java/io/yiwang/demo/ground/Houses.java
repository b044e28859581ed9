package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where houses stand: in rows that face the sun, as Shanghai builds, and along the pavement where
 * there are offices. Kept as primitive arrays.
 */
final class Houses {
  private static final double STOREY = 3.1;

  private final Ways ways;
  private final Waters waters;
  private final long seed;
  private double[] data = new double[6 << 12];
  private int[] blockOf = new int[1 << 12];
  private int[] homes = new int[1 << 12];
  private long[] id = new long[1 << 12];
  private int count;

  Houses(Ways ways, Waters waters, long seed) {
    this.ways = ways;
    this.waters = waters;
    this.seed = seed;
  }

  int size() {
    return count;
  }

  double x(int house) {
    return data[6 * house];
  }

  double y(int house) {
    return data[6 * house + 1];
  }

  /** Half the length along the long side. */
  double halfLength(int house) {
    return data[6 * house + 2];
  }

  double halfDepth(int house) {
    return data[6 * house + 3];
  }

  /** Direction of the long side. */
  double turn(int house) {
    return data[6 * house + 4];
  }

  int floors(int house) {
    return (int) data[6 * house + 5];
  }

  double height(int house) {
    return floors(house) * STOREY + 1.5;
  }

  int block(int house) {
    return blockOf[house];
  }

  int homes(int house) {
    return homes[house];
  }

  long id(int house) {
    return id[house];
  }

  void setId(int house, long value) {
    id[house] = value;
  }

  /** Whether a place is in a house of the block or within so many metres of one. */
  boolean built(Block block, double px, double py, double margin) {
    for (int h = block.house; h < block.house + block.houses; h++) {
      double dx = px - x(h);
      double dy = py - y(h);
      double reach = halfLength(h) + halfDepth(h) + margin;
      if (dx * dx + dy * dy < reach * reach) {
        double cos = Math.cos(turn(h));
        double sin = Math.sin(turn(h));
        if (Math.abs(dx * cos + dy * sin) < halfLength(h) + margin
            && Math.abs(dy * cos - dx * sin) < halfDepth(h) + margin) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many houses a block is going to have, before they are built. */
  int wanted(Block block) {
    if (block.wet || block.site) {
      return 0;
    }
    Quarter quarter = block.quarter;
    if (quarter != null) {
      return quarter.buildings();
    }
    double dice = 0.6 + 0.8 * Chance.of(seed + 5, block.number);
    double per =
        switch (block.zone) {
          case OFFICES -> block.area / 8_500;
          case WORKS -> block.area / 17_000;
          case SCHOOL -> block.area / 9_000;
          case VILLAGE -> block.urban > 0.5 ? block.area / 5_200 : 6;
          case PARK -> 0.4;
          default -> 0.3;
        };
    return (int) Math.round(Math.min(26, per * dice)) + (block.heritage ? 1 : 0);
  }

  /** Builds the houses of a block. */
  void build(Block block) {
    block.house = count;
    int wanted = wanted(block);
    if (wanted > 0) {
      var random = new SplittableRandom(seed ^ Chance.mix(3, block.number));
      rows(block, wanted, random);
    }
    block.houses = count - block.house;
  }

  /** Tries rows at smaller and smaller distances until there are enough. */
  private void rows(Block block, int wanted, SplittableRandom random) {
    Quarter quarter = block.quarter;
    int floors = quarter != null ? quarter.floors() : floors(block, random);
    double length = length(block, floors);
    double depth = floors > 9 ? 10 + random.nextDouble() * 4 : 6 + random.nextDouble();
    if (block.zone == Block.Zone.WORKS) {
      depth = 11 + random.nextDouble() * 8;
    }
    double turn = (random.nextDouble() - 0.5) * 0.5;
    double shrink = 1;
    for (int attempt = 0; attempt < 5; attempt++, shrink *= 0.8) {
      count = block.house;
      lay(block, wanted, floors, length * shrink, depth * Math.sqrt(shrink), turn, random);
      if (count - block.house >= wanted) {
        return;
      }
    }
  }

  private static double length(Block block, int floors) {
    return switch (block.zone) {
      case WORKS -> 34;
      case OFFICES -> 19;
      case SCHOOL -> 27;
      case VILLAGE -> block.urban > 0.5 ? 14 : 8;
      default -> floors > 9 ? 15 : 25;
    };
  }

  private static int floors(Block block, SplittableRandom random) {
    double u = block.urban;
    return switch (block.zone) {
      case OFFICES -> 4 + (int) (Math.pow(random.nextDouble(), 2.2) * (u > 0.75 ? 44 : 18));
      case SCHOOL -> 4 + random.nextInt(3);
      case VILLAGE -> 2 + random.nextInt(2);
      case WORKS -> 1 + random.nextInt(3);
      default -> 2;
    };
  }

  private void lay(
      Block block,
      int wanted,
      int floors,
      double halfLength,
      double halfDepth,
      double turn,
      SplittableRandom random) {
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double[] box = box(block, cos, sin);
    double gapX = 2 * halfLength + 7;
    double gapY = 2 * halfDepth + Math.min(26, 6 + floors * 1.1);
    double room = (box[1] - box[0]) * (box[3] - box[2]) * 0.62;
    double spread = Math.sqrt(Math.max(1, room / (wanted * gapX * gapY)));
    if (block.zone != Block.Zone.VILLAGE && block.zone != Block.Zone.HOMES) {
      spread = Math.min(spread, 1.9);
    } else {
      spread = Math.min(spread, 1.35);
    }
    gapX *= spread;
    gapY *= spread;
    // from the middle outwards, so that what does not fill its block lies together
    int across = (int) Math.ceil((box[1] - box[0]) / gapX / 2) + 1;
    int along = (int) Math.ceil((box[3] - box[2]) / gapY / 2) + 1;
    double mx = (box[0] + box[1]) / 2;
    double my = (box[2] + box[3]) / 2;
    for (int shell = 0; shell <= Math.max(across, along); shell++) {
      for (int j = -Math.min(shell, along); j <= Math.min(shell, along); j++) {
        for (int i = -Math.min(shell, across); i <= Math.min(shell, across); i++) {
          if (Math.max(Math.abs(i), Math.abs(j)) != shell || count - block.house >= wanted) {
            continue;
          }
          double u = mx + i * gapX;
          double v = my + j * gapY;
          double x = block.x + u * cos - v * sin;
          double y = block.y + u * sin + v * cos;
          if (fits(block, x, y, halfLength, halfDepth, cos, sin)) {
            int varied = varied(block, floors, random);
            add(block, x, y, halfLength, halfDepth, turn, varied);
          }
        }
      }
    }
  }

  private static int varied(Block block, int floors, SplittableRandom random) {
    return block.zone == Block.Zone.OFFICES
        ? Math.max(2, (int) (floors * (0.3 + random.nextDouble())))
        : floors;
  }

  /** Bounds of the block seen from its middle in the turned frame. */
  private static double[] box(Block block, double cos, double sin) {
    double[] box = {1e9, -1e9, 1e9, -1e9};
    for (int i = 0; i < block.outline.length; i += 2) {
      double dx = block.outline[i] - block.x;
      double dy = block.outline[i + 1] - block.y;
      double u = dx * cos + dy * sin;
      double v = dy * cos - dx * sin;
      box[0] = Math.min(box[0], u);
      box[1] = Math.max(box[1], u);
      box[2] = Math.min(box[2], v);
      box[3] = Math.max(box[3], v);
    }
    return box;
  }

  private boolean fits(
      Block block,
      double x,
      double y,
      double halfLength,
      double halfDepth,
      double cos,
      double sin) {
    for (int corner = -1; corner < 4; corner++) {
      double u = corner < 0 ? 0 : (corner & 1) == 0 ? -halfLength : halfLength;
      double v = corner < 0 ? 0 : (corner & 2) == 0 ? -halfDepth : halfDepth;
      double px = x + u * cos - v * sin;
      double py = y + u * sin + v * cos;
      if (block.depth(px, py, ways) < 5.5 || waters.shore(px, py) < 6) {
        return false;
      }
    }
    return true;
  }

  private void add(
      Block block,
      double x,
      double y,
      double halfLength,
      double halfDepth,
      double turn,
      int floors) {
    if (6 * count + 6 > data.length) {
      data = Arrays.copyOf(data, 2 * data.length);
    }
    if (count == blockOf.length) {
      blockOf = Arrays.copyOf(blockOf, 2 * count);
      homes = Arrays.copyOf(homes, 2 * count);
      id = Arrays.copyOf(id, 2 * count);
    }
    int at = 6 * count;
    data[at] = x;
    data[at + 1] = y;
    data[at + 2] = halfLength;
    data[at + 3] = halfDepth;
    data[at + 4] = turn;
    data[at + 5] = floors;
    blockOf[count] = block.number;
    Quarter quarter = block.quarter;
    homes[count] =
        quarter != null
            ? quarter.homes()
            : block.zone == Block.Zone.VILLAGE ? (block.urban > 0.5 ? 24 : 2) : 0;
    count++;
  }
}
