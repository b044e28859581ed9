package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the things that were asked for.
 *
 * @param next what to ask with for those that follow, null when these are the last
 */
public record ComponentPage(List<Component> components, @Nullable String next) {
  public ComponentPage {
    components = List.copyOf(components);
  }
}
