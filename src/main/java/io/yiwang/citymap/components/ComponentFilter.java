package io.yiwang.citymap.components;

import io.yiwang.citymap.ComponentState;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which things are meant.
 *
 * @param classes numbers of classes, empty all
 * @param states empty all but the removed
 */
@SuppressWarnings("ArrayRecordComponent") // passed on to the database as it is, never compared
public record ComponentFilter(int[] classes, Set<ComponentState> states, AsOf asOf) {
  /** Everything that stands today. */
  public static final ComponentFilter ALL = ofClasses();

  private static final Set<ComponentState> STANDING =
      EnumSet.complementOf(EnumSet.of(ComponentState.REMOVED));

  public static ComponentFilter ofClasses(int... classes) {
    return new ComponentFilter(classes, Set.of(), AsOf.NOW);
  }

  public ComponentFilter at(AsOf moment) {
    return new ComponentFilter(classes, states, moment);
  }

  Set<ComponentState> wanted() {
    return states.isEmpty() ? STANDING : states;
  }
}
