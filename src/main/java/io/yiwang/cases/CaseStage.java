package io.yiwang.cases;

/** The six coarse stages of a case shown to everybody: 上报 立案 派遣 处置 反馈 结案. */
public enum CaseStage {
  REPORT("上报", "Reported"),
  FILE("立案", "Filed"),
  DISPATCH("派遣", "Dispatch"),
  HANDLE("处置", "Handling"),
  FEEDBACK("反馈", "Feedback"),
  CLOSE("结案", "Closed");

  private final String nameZh;
  private final String nameEn;

  CaseStage(String nameZh, String nameEn) {
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  public String nameZh() {
    return nameZh;
  }

  public String nameEn() {
    return nameEn;
  }
}
