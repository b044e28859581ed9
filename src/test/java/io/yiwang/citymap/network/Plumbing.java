package io.yiwang.citymap.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * A small network written down as plain lists, from which the graph is built and against which it
 * is judged by looking at every pair of nodes.
 */
final class Plumbing {
  static final long PIPE = 31010501999000000L;
  static final long NODE = 31010501989000000L;

  record Node(int i, NodeRole role, boolean open, boolean inOrder) {
    boolean closed() {
      return role == NodeRole.VALVE && !open;
    }

    boolean holds() {
      return role == NodeRole.VALVE && inOrder;
    }
  }

  record Line(int i, Network network, int from, int to) {}

  final List<Node> nodes = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();

  Plumbing node(NodeRole role, boolean open, boolean inOrder) {
    nodes.add(new Node(nodes.size(), role, open, inOrder));
    return this;
  }

  Plumbing nodes(NodeRole... roles) {
    for (NodeRole role : roles) {
      node(role, true, true);
    }
    return this;
  }

  /** Pipes of one network, each from one node to another: {@code "0>1 1>2"}. */
  Plumbing lines(Network network, String text) {
    for (String one : text.split(" ")) {
      String[] ends = one.split(">");
      lines.add(
          new Line(lines.size(), network, Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }
    return this;
  }

  /** With cycles, parallel pipes, loops at one node, parts that do not hang together. */
  static Plumbing random(Random random, Network network) {
    Plumbing made = new Plumbing();
    int nodes = 2 + random.nextInt(11);
    NodeRole[] roles = NodeRole.values();
    for (int i = 0; i < nodes; i++) {
      NodeRole role = roles[random.nextInt(roles.length)];
      NodeRole often = random.nextInt(3) == 0 ? NodeRole.VALVE : NodeRole.SERVICE;
      made.node(random.nextBoolean() ? role : often, random.nextInt(4) > 0, random.nextInt(5) > 0);
    }
    int lines = 1 + random.nextInt(2 * nodes);
    for (int i = 0; i < lines; i++) {
      Network which =
          i > 0 && random.nextInt(8) == 0
              ? Network.values()[random.nextInt(Network.values().length)]
              : network;
      made.lines.add(new Line(i, which, random.nextInt(nodes), random.nextInt(nodes)));
    }
    return made;
  }

  PipeGraph graph() {
    PipeGraph graph = new PipeGraph();
    lines.forEach(line -> graph.put(pipe(line)));
    nodes.forEach(node -> know(graph, node));
    return graph;
  }

  PipeGraph.Pipe pipe(Line line) {
    return pipe(line, null);
  }

  static PipeGraph.Pipe pipe(Line line, @Nullable String regionPath) {
    Coordinate[] course = {at(line.from()), new Coordinate(121.5, 31.2), at(line.to())};
    return new PipeGraph.Pipe(
        PIPE + line.i(),
        line.network(),
        NODE + line.from(),
        NODE + line.to(),
        300,
        regionPath,
        PipeLine.of(course));
  }

  static void know(PipeGraph graph, Node node) {
    int number = graph.nodes.find(NODE + node.i());
    if (number != Numbering.NONE) {
      Coordinate at = at(node.i());
      graph.nodes.know(
          number,
          new Nodes.Facts(
              (int) Math.round(at.y * 1e7),
              (int) Math.round(at.x * 1e7),
              node.role(),
              node.open(),
              node.inOrder(),
              node.role() == NodeRole.SERVICE ? 10 : 0));
    }
  }

  private static Coordinate at(int node) {
    return new Coordinate(121.4 + node * 0.001, 31.2);
  }

  /** Which nodes can be reached from which: every pair, by Warshall's rule. */
  boolean[][] reach(IntPredicate lineCounts, IntPredicate nodePasses, boolean directed) {
    int n = nodes.size();
    boolean[][] reach = new boolean[n][n];
    for (Line line : lines) {
      if (lineCounts.test(line.i()) && nodePasses.test(line.from()) && nodePasses.test(line.to())) {
        reach[line.from()][line.to()] = true;
        reach[line.to()][line.from()] |= !directed;
      }
    }
    for (int via = 0; via < n; via++) {
      reach[via][via] = true;
    }
    for (int via = 0; via < n; via++) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          reach[a][b] |= reach[a][via] && reach[via][b];
        }
      }
    }
    return reach;
  }

  @Override
  public String toString() {
    return nodes + "\n" + lines;
  }
}
