package io.yiwang.sensing.rules.engine;

/** What a rule looks for in the readings of one quantity; values are in the quantity's own unit. */
public sealed interface Gauge {

  /**
   * On from {@code limit}, off again only beyond {@code clear}: between the two it stays as it was.
   *
   * @param above true: on at limit and more, off below clear; false: on at limit and less, off
   *     above clear
   */
  record Threshold(boolean above, double limit, double clear) implements Gauge {
    boolean on(double value, boolean before) {
      if (above) {
        return before ? value >= clear : value >= limit;
      }
      return before ? value <= clear : value <= limit;
    }
  }

  /**
   * On while the value has risen or fallen by so much within so many milliseconds.
   *
   * @param rise true: since the least value of the span; false: since the greatest
   */
  record Change(boolean rise, double by, long within) implements Gauge {}

  /** On when nothing was heard for so many milliseconds. */
  record Absence(long silence) implements Gauge {}
}
