package io.yiwang.sensing;

/**
 * Who tells us something.
 *
 * @param name stable name, part of every id derived from its keys, e.g. {@code hotline-12345}
 * @param channel the way its rows come unless a row says otherwise
 */
public record Source(String name, Channel channel) {

  /** The platform itself, e.g. a case that was closed says that its matter is gone. */
  public static final Source SYSTEM = new Source("yiwang", Channel.SYSTEM);

  /** Reports of residents through our own form. */
  public static final Source RESIDENTS = new Source("residents", Channel.RESIDENT);

  /** What begins the names of all sources that bring the records of other systems. */
  private static final String IMPORT = "import";

  public Source {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("name (" + name + ") must have 1 to 100 characters.");
    }
  }

  /** Whether it brings the records of another system. */
  public boolean imports() {
    return name.equals(IMPORT) || name.startsWith(IMPORT + "/");
  }
}
