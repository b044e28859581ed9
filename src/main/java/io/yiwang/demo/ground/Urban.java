package io.yiwang.demo.ground;

/** How much of a city a place is: 1 in the middle of Shanghai, near 0 in its fields. */
final class Urban {
  private static final double CORE = 15_500;

  /** lng, lat, radius in metres, strength of the new towns and old county seats. */
  private static final double[][] TOWNS = {
    {121.230, 31.035, 4_500, 0.62}, // Songjiang
    {121.250, 31.380, 4_500, 0.60}, // Jiading
    {121.115, 31.150, 3_800, 0.55}, // Qingpu
    {121.470, 30.920, 4_200, 0.58}, // Nanqiao
    {121.340, 30.740, 3_500, 0.52}, // Jinshan
    {121.920, 30.900, 4_000, 0.50}, // Lingang
    {121.395, 31.630, 3_200, 0.48}, // Chengqiao
    {121.480, 31.400, 4_500, 0.66}, // Baoshan
    {121.380, 31.110, 5_000, 0.72}, // Xinzhuang
    {121.700, 31.190, 3_800, 0.56}, // Chuansha
    {121.760, 31.050, 3_000, 0.50}, // Huinan
    {121.400, 31.010, 3_800, 0.58}, // Minhang
    {121.590, 31.205, 5_000, 0.74}, // Zhangjiang
    {121.310, 31.200, 4_500, 0.68}, // Hongqiao
    {121.165, 31.290, 3_000, 0.48}, // Anting
    {121.310, 31.300, 3_000, 0.55} // Nanxiang
  };

  private Urban() {}

  static double at(double x, double y) {
    double way = Math.hypot(x, y) / CORE;
    double most = Math.exp(-way * way * way * 0.55);
    for (double[] t : TOWNS) {
      double away = Math.hypot(x - Plane.x(t[0]), y - Plane.y(t[1])) / t[2];
      most = Math.max(most, t[3] * Math.exp(-away * away * 0.7));
    }
    double waves = Math.sin(x / 2_300) * Math.cos(y / 1_900) + Math.sin((x - y) / 3_700);
    return Math.clamp(most + 0.035 * waves + 0.04, 0.02, 1);
  }

  /** How large a block is there, in square metres. */
  static double block(double urban) {
    return 24_000 + 330_000 * Math.pow(1 - urban, 2.6);
  }
}
