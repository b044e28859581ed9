package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes and pipes of all networks, as primitive arrays. */
final class Pipes {

  /** What a node is in its network. */
  enum Role {
    SOURCE,
    VALVE,
    MANHOLE,
    JUNCTION,
    SERVICE,
    OUTFALL,
    PUMP
  }

  private double[] x = new double[1 << 12];
  private double[] y = new double[1 << 12];
  private byte[] role = new byte[1 << 12];
  private byte[] kind = new byte[1 << 12];
  private int[] block = new int[1 << 12];
  private int[] homes = new int[1 << 12];
  private long[] building = new long[1 << 12];
  private long[] id = new long[1 << 12];
  private int nodes;
  private final Map<Integer, String> names = new HashMap<>();

  private int[] from = new int[1 << 12];
  private int[] to = new int[1 << 12];
  private short[] diameter = new short[1 << 12];
  private short[] year = new short[1 << 12];
  private float[] depth = new float[2 << 12];
  private int[] pipeBlock = new int[1 << 12];
  private int pipes;

  int node(PipeKind of, Role as, double px, double py, int inBlock, long number) {
    if (nodes == x.length) {
      int more = 2 * nodes;
      x = Arrays.copyOf(x, more);
      y = Arrays.copyOf(y, more);
      role = Arrays.copyOf(role, more);
      kind = Arrays.copyOf(kind, more);
      block = Arrays.copyOf(block, more);
      homes = Arrays.copyOf(homes, more);
      building = Arrays.copyOf(building, more);
      id = Arrays.copyOf(id, more);
    }
    x[nodes] = px;
    y[nodes] = py;
    role[nodes] = (byte) as.ordinal();
    kind[nodes] = (byte) of.ordinal();
    block[nodes] = inBlock;
    id[nodes] = number;
    return nodes++;
  }

  void serve(int node, int many, long house) {
    homes[node] = many;
    building[node] = house;
  }

  void name(int node, String name) {
    names.put(node, name);
  }

  /** A pipe in the direction of design flow, from and to below so many metres of ground. */
  void pipe(int a, int b, int millimetres, int laid, double depthA, double depthB, int inBlock) {
    if (pipes == from.length) {
      int more = 2 * pipes;
      from = Arrays.copyOf(from, more);
      to = Arrays.copyOf(to, more);
      diameter = Arrays.copyOf(diameter, more);
      year = Arrays.copyOf(year, more);
      depth = Arrays.copyOf(depth, 2 * more);
      pipeBlock = Arrays.copyOf(pipeBlock, more);
    }
    from[pipes] = a;
    to[pipes] = b;
    diameter[pipes] = (short) millimetres;
    year[pipes] = (short) laid;
    depth[2 * pipes] = (float) depthA;
    depth[2 * pipes + 1] = (float) depthB;
    pipeBlock[pipes++] = inBlock;
  }

  int nodes() {
    return nodes;
  }

  double x(int node) {
    return x[node];
  }

  double y(int node) {
    return y[node];
  }

  Role role(int node) {
    return ROLES[role[node]];
  }

  PipeKind kind(int node) {
    return KINDS[kind[node]];
  }

  int block(int node) {
    return block[node];
  }

  int homes(int node) {
    return homes[node];
  }

  long building(int node) {
    return building[node];
  }

  long id(int node) {
    return id[node];
  }

  @Nullable String name(int node) {
    return names.get(node);
  }

  int size() {
    return pipes;
  }

  int from(int pipe) {
    return from[pipe];
  }

  int to(int pipe) {
    return to[pipe];
  }

  int diameter(int pipe) {
    return diameter[pipe];
  }

  int year(int pipe) {
    return year[pipe];
  }

  double depthFrom(int pipe) {
    return depth[2 * pipe];
  }

  double depthTo(int pipe) {
    return depth[2 * pipe + 1];
  }

  int pipeBlock(int pipe) {
    return pipeBlock[pipe];
  }

  double length(int pipe) {
    return Math.hypot(x[to[pipe]] - x[from[pipe]], y[to[pipe]] - y[from[pipe]]);
  }

  private static final Role[] ROLES = Role.values();
  private static final PipeKind[] KINDS = PipeKind.values();
}
