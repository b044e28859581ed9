package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as GeoJSON for drawing; coordinates are longitude and latitude. */
record Drawing(String type, List<Feature> features) {
  private static final double E7 = 1e7;

  /** A line or a point with what it is. */
  @Schema(name = "DrawnFeature")
  record Feature(String type, Map<String, Object> properties, Shape geometry) {}

  /**
   * A GeoJSON geometry.
   *
   * @param coordinates a position, or a list of them
   */
  @Schema(name = "DrawnShape")
  record Shape(String type, Object coordinates) {}

  /** Collects the features of one answer. */
  static final class Pen {
    private final List<Feature> features = new ArrayList<>();
    private final PipeGraph graph;

    Pen(PipeGraph graph) {
      this.graph = graph;
    }

    /** A pipe with its identifier, class, network, diameter and length. */
    void pipe(int pipe, @Nullable String kind) {
      Map<String, Object> is = new LinkedHashMap<>();
      put(is, "kind", kind);
      is.put("id", ComponentId.text(graph.pipes.id(pipe)));
      is.put("classNo", graph.pipes.network(pipe).pipeClass());
      is.put("network", graph.pipes.network(pipe).name());
      is.put("diameter", graph.pipes.diameter(pipe));
      is.put("metres", Math.round(graph.pipes.metres(pipe) * 10) / 10.0);
      features.add(new Feature("Feature", is, new Shape("LineString", course(pipe))));
    }

    /** A node with its identifier and role. */
    void node(int node, @Nullable String kind, @Nullable String why) {
      Map<String, Object> is = new LinkedHashMap<>();
      put(is, "kind", kind);
      put(is, "id", idOf(graph, node));
      is.put("role", graph.nodes.role(node).name());
      put(is, "why", why);
      features.add(
          new Feature(
              "Feature", is, point(graph.nodes.lngE7(node) / E7, graph.nodes.latE7(node) / E7)));
    }

    void place(GeoPoint at, String kind, @Nullable String id) {
      Map<String, Object> is = new LinkedHashMap<>();
      is.put("kind", kind);
      put(is, "id", id);
      features.add(new Feature("Feature", is, point(at.lng(), at.lat())));
    }

    Drawing drawing() {
      return new Drawing("FeatureCollection", List.copyOf(features));
    }

    private double[][] course(int pipe) {
      int bends = graph.pipes.bends(pipe);
      double[][] course = new double[bends + 2][];
      course[0] = position(graph.pipes.from(pipe));
      for (int i = 0; i < bends; i++) {
        course[i + 1] =
            new double[] {graph.pipes.bendLngE7(pipe, i) / E7, graph.pipes.bendLatE7(pipe, i) / E7};
      }
      course[bends + 1] = position(graph.pipes.to(pipe));
      return course;
    }

    private double[] position(int node) {
      return new double[] {graph.nodes.lngE7(node) / E7, graph.nodes.latE7(node) / E7};
    }

    private static Shape point(double lng, double lat) {
      return new Shape("Point", new double[] {lng, lat});
    }

    private static void put(Map<String, Object> is, String name, @Nullable String value) {
      if (value != null) {
        is.put(name, value);
      }
    }
  }

  /** The identifier of a node that is a component; null of one that only stands for a place. */
  static @Nullable String idOf(PipeGraph graph, int node) {
    long id = graph.nodes.id(node);
    return id > 0 ? ComponentId.text(id) : null;
  }
}
