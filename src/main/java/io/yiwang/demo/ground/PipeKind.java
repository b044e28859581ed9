package io.yiwang.demo.ground;

/** The seven networks below the roads of the whole city: 26,800 km together. */
enum PipeKind {
  //      line  valve node  km     every km  side  across
  WATER(1999, 1992, 1001, 4_880, 170, 1, 0.42),
  RAIN(1998, 0, 1003, 4_690, 22, -1, 0.18),
  SEWAGE(1997, 0, 1002, 3_130, 110, 1, 0.20),
  GAS(1996, 1991, 1011, 2_990, 480, -1, 0.62),
  HEAT(1995, 1990, 1010, 300, 45, 1, 0.66),
  POWER(1994, 1989, 1005, 1_930, 26, -1, 0.80),
  TELECOM(1993, 0, 1007, 1_770, 30, 1, 0.84);

  final int lineClass;

  /** Class of its valves, 0 where there are none. */
  final int valveClass;

  final int coverClass;

  /** Kilometres in the whole city, without the short ends to houses. */
  final int mains;

  /** So many kilometres have one source, or one outfall. */
  final int perSource;

  /** On which side of a road it lies, seen along the way: 1 left, -1 right. */
  final int side;

  /** Where it lies between the middle of the road and its kerb. */
  final double across;

  PipeKind(
      int lineClass,
      int valveClass,
      int coverClass,
      int mains,
      int perSource,
      int side,
      double across) {
    this.lineClass = lineClass;
    this.valveClass = valveClass;
    this.coverClass = coverClass;
    this.mains = mains;
    this.perSource = perSource;
    this.side = side;
    this.across = across;
  }

  /** Whether it flows by itself, downhill to outfalls. */
  boolean drains() {
    return this == RAIN || this == SEWAGE;
  }

  /** Whether houses are connected to it. */
  boolean serves() {
    return this != RAIN;
  }

  /** Bare diameter in millimetres for so many homes upstream or downstream. */
  int diameter(double homes) {
    int[] sizes =
        switch (this) {
          case WATER -> new int[] {100, 150, 200, 300, 500, 800, 1_200, 1_600};
          case RAIN -> new int[] {300, 400, 600, 800, 1_200, 1_650, 2_400, 3_000};
          case SEWAGE -> new int[] {200, 300, 400, 600, 800, 1_200, 1_800, 2_400};
          case GAS -> new int[] {63, 110, 160, 200, 300, 400, 500, 800};
          case HEAT -> new int[] {80, 100, 150, 250, 350, 500, 700, 900};
          case POWER -> new int[] {50, 80, 100, 120, 150, 150, 200, 200};
          case TELECOM -> new int[] {28, 32, 60, 100, 100, 110, 110, 110};
        };
    double[] steps = {150, 600, 2_500, 9_000, 30_000, 110_000, 400_000};
    int at = 0;
    while (at < steps.length && homes > steps[at]) {
      at++;
    }
    return sizes[at];
  }

  String material(int diameter, int year) {
    return switch (this) {
      case WATER ->
          year < 1978
              ? "CI"
              : diameter < 150 && year > 1998 ? "PE" : diameter > 1_000 ? "STEEL" : "DI";
      case RAIN, SEWAGE -> diameter < 500 && year > 2002 ? "HDPE" : "CONCRETE";
      case GAS -> year > 1996 && diameter < 350 ? "PE" : year < 1975 ? "CI" : "STEEL";
      case HEAT -> "STEEL";
      case POWER -> year < 1990 ? "PILC" : "XLPE";
      case TELECOM -> year > 2008 ? "FIBRE" : year < 1988 ? "CONCRETE" : "PVC";
    };
  }
}
