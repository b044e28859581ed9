package io.yiwang.cases;

/** How a case stands against the clock that is running now. */
public enum DueState {
  NONE("未计时"),
  ON_TIME("期限内"),
  DUE_SOON("即将超期"),
  OVERDUE("已超期"),
  PAUSED("暂停计时"),
  DONE("已办结");

  private final String nameZh;

  DueState(String nameZh) {
    this.nameZh = nameZh;
  }

  public String nameZh() {
    return nameZh;
  }
}
