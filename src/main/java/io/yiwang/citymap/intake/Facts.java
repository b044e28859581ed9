package io.yiwang.citymap.intake;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.intake.StagedRow.Difference;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a row says onto a component. What the mapping has no column for stays as it is; of the
 * details only the named ones change.
 */
final class Facts {
  private final Keeping keeping;

  /** Knows keepers by what a file calls them. */
  interface Keeping {
    /** Null when nobody is called like this yet. */
    @Nullable Integer id(String called);

    @Nullable String name(@Nullable Integer id);
  }

  Facts(Keeping keeping) {
    this.keeping = keeping;
  }

  /** The component as the row says it is. */
  Component onto(Component base, StagedRow row) {
    JsonNode facts = row.facts();
    Component c = base.withPoint(row.point()).withShape(row.shape());
    if (facts.has("name")) {
      c = c.withName(text(facts, "name"));
    }
    if (facts.has("address")) {
      c = c.withAddress(text(facts, "address"));
    }
    if (facts.has("remark")) {
      c = c.withRemark(text(facts, "remark"));
    }
    if (facts.has("height")) {
      JsonNode height = facts.path("height");
      c = c.withHeight(height.isNull() ? null : (float) height.doubleValue());
    }
    boolean back = c.state() == ComponentState.REMOVED && !facts.has("state");
    if (facts.has("state") || back) {
      c =
          c.withState(
              back
                  ? ComponentState.INTACT
                  : ComponentState.valueOf(facts.path("state").asString()));
    }
    c =
        c.withKeepers(
            keeper(facts, "manager", c.manager()),
            keeper(facts, "owner", c.owner()),
            keeper(facts, "maintainer", c.maintainer()));
    if (facts.has("accuracy") || facts.has("measured")) {
      c =
          c.withSource(
              facts.has("measured")
                  ? ComponentSource.valueOf(facts.path("measured").asString())
                  : c.source(),
              facts.has("accuracy")
                  ? Accuracy.valueOf(facts.path("accuracy").asString())
                  : c.accuracy());
    }
    return facts.has("details") ? c.withDetails(details(c.details(), facts.path("details"))) : c;
  }

  private static @Nullable String text(JsonNode facts, String name) {
    JsonNode value = facts.path(name);
    return value.isNull() ? null : value.asString();
  }

  private @Nullable Integer keeper(JsonNode facts, String name, @Nullable Integer now) {
    if (!facts.has(name)) {
      return now;
    }
    String called = text(facts, name);
    return called == null ? null : keeping.id(called);
  }

  private static @Nullable JsonNode details(@Nullable JsonNode before, JsonNode said) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (before != null) {
      before.propertyStream().forEach(p -> details.set(p.getKey(), p.getValue()));
    }
    said.propertyStream()
        .forEach(
            p -> {
              if (p.getValue().isNull()) {
                details.remove(p.getKey());
              } else {
                details.set(p.getKey(), p.getValue());
              }
            });
    return details.isEmpty() ? null : details;
  }

  /** What is another after than before, place and shape left out. */
  List<Difference> differences(Component before, Component after, StagedRow row) {
    List<Difference> all = new ArrayList<>();
    add(all, "name", before.name(), after.name());
    add(all, "address", before.address(), after.address());
    add(all, "remark", before.remark(), after.remark());
    add(all, "state", before.state().name(), after.state().name());
    add(all, "height", number(before.height()), number(after.height()));
    keeper(all, "manager", before.manager(), row);
    keeper(all, "owner", before.owner(), row);
    keeper(all, "maintainer", before.maintainer(), row);
    add(all, "accuracy", before.accuracy().name(), after.accuracy().name());
    add(all, "measured", before.source().name(), after.source().name());
    Set<String> names = new TreeSet<>();
    JsonNode was = details(before);
    JsonNode is = details(after);
    names.addAll(was.propertyNames());
    names.addAll(is.propertyNames());
    for (String name : names) {
      if (!was.path(name).equals(is.path(name))) {
        add(all, "details." + name, shown(was.path(name)), shown(is.path(name)));
      }
    }
    return all;
  }

  private static JsonNode details(Component c) {
    JsonNode details = c.details();
    return details == null ? JsonNodeFactory.instance.objectNode() : details;
  }

  private static @Nullable String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    return value.isValueNode() ? value.asString("") : value.toString();
  }

  private static @Nullable String number(@Nullable Float value) {
    return value == null ? null : value.toString();
  }

  /** By what they are called, since a new one has no number yet. */
  private void keeper(List<Difference> all, String name, @Nullable Integer before, StagedRow row) {
    if (!row.facts().has(name)) {
      return;
    }
    String called = text(row.facts(), name);
    Integer after = called == null ? null : keeping.id(called);
    if (!(Objects.equals(before, after) && (called == null || after != null))) {
      all.add(new Difference(name, keeping.name(before), called));
    }
  }

  private static void add(
      List<Difference> all, String field, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      all.add(new Difference(field, before, after));
    }
  }

  /** Whether it stands where it stood, to a centimetre, and with the same shape. */
  static boolean samePlace(Component before, StagedRow row) {
    GeoPoint was = before.point();
    boolean sameShape =
        row.shape() == null
            ? before.shape() == null
            : before.shape() != null && drawnAlike(row.shape(), before.shape());
    return sameShape
        && (row.shape() != null
            || (was.latE7() == row.point().latE7() && was.lngE7() == row.point().lngE7()));
  }

  /** Areas whichever corner they begin with and whichever way round; lines have a direction. */
  private static boolean drawnAlike(Geometry one, Geometry other) {
    return one.getDimension() == 2 ? one.equalsNorm(other) : one.equalsExact(other);
  }
}
