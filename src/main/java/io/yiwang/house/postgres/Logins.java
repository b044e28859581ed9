package io.yiwang.house.postgres;

/**
 * How we come to the database.
 *
 * @param ownerPassword of {@link #OWNER}, who migrates and owns everything
 * @param servingPassword of {@link #SERVING}, who owns nothing and sees what a person may see
 * @param systemPassword of {@link #SYSTEM}, the platform itself
 */
record Logins(String url, String ownerPassword, String servingPassword, String systemPassword) {
  static final String OWNER = "yiwang";
  static final String SERVING = "yiwang_app";
  static final String SYSTEM = "yiwang_system";

  @Override
  public String toString() {
    return url; // passwords stay inside
  }
}
