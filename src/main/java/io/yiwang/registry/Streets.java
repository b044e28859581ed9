package io.yiwang.registry;

/** The street a region path lies in: what a case and a record of the registry have in common. */
public final class Streets {
  /** City, district, street. */
  private static final int DEPTH = 3;

  private Streets() {}

  public static boolean same(String path, String other) {
    return of(path).equals(of(other));
  }

  private static String of(String path) {
    String[] codes = path.split("\\.", DEPTH + 1);
    return codes.length <= DEPTH ? path : String.join(".", codes[0], codes[1], codes[2]);
  }
}
