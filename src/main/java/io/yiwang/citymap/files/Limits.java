package io.yiwang.citymap.files;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a file may cost us, however it was made. */
final class Limits {
  /** Characters of a row, or bytes of a record. */
  static final int ROW = 16 << 20;

  /** Values in a feature of JSON: a coast line has some 500,000. */
  static final int VALUES = 4_000_000;

  static final int DEPTH = 64;
  static final int FIELDS = 2_000;
  static final int ENTRIES = 1_000;

  /** All that an archive may unpack to, and how many times its own size. */
  static final long UNPACKED = 8L << 30;

  static final int RATIO = 200;

  private Limits() {}

  static JsonMapper json() {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(ROW)
                        .maxNumberLength(200)
                        .build())
                .build())
        .build();
  }
}
