package io.yiwang.house;

/**
 * Says what the present subject may see, as settings of the database session; without any, no row
 * is seen and none changed. The module {@code access} answers it.
 */
public interface RowSights {
  /** Between the settings. */
  String SETTING = "\u001c";

  /** Between the name of a setting and its value. */
  String VALUE = "\u001b";

  /** The settings in one text; empty when nobody has signed in. */
  String current();
}
