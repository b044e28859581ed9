package io.yiwang.sensing.rules.engine;

/** When a rule looks at all; moments are milliseconds since 1970. */
public interface Hours {
  Hours ALWAYS =
      new Hours() {
        @Override
        public boolean open(long at) {
          return true;
        }

        @Override
        public long next(long at) {
          return at;
        }
      };

  boolean open(long at);

  /** The first moment from this one on at which it looks; {@link Long#MAX_VALUE} when never. */
  long next(long at);
}
