package io.yiwang.cases;

/** The fine states of a case; each belongs to one coarse {@link CaseStage}. */
public enum CaseState {
  REPORTED(CaseStage.REPORT, "已上报", "Reported"),
  PENDING_VERIFY(CaseStage.REPORT, "待核实", "To be verified on site"),
  PENDING_REGISTER(CaseStage.REPORT, "待立案", "To be filed"),
  ACCEPTED(CaseStage.FILE, "已受理", "Accepted"),
  NOT_ACCEPTED(CaseStage.CLOSE, "不予立案", "Declined"),
  PENDING_DISPATCH(CaseStage.FILE, "待派遣", "To be dispatched"),
  DISPATCHED(CaseStage.DISPATCH, "已派遣", "With the unit"),
  RETURNED(CaseStage.DISPATCH, "已退回", "Returned"),
  PENDING_HANDLE(CaseStage.DISPATCH, "待处置", "With the worker"),
  HANDLING(CaseStage.HANDLE, "处置中", "Being handled"),
  SUSPENDED(CaseStage.HANDLE, "已挂账", "Suspended"),
  HANDLE_FINISH(CaseStage.HANDLE, "处置完成", "Mended"),
  PENDING_CHECK(CaseStage.FEEDBACK, "待核查", "To be checked"),
  CHECKING(CaseStage.FEEDBACK, "核查中", "Being checked"),
  CHECK_PASS(CaseStage.FEEDBACK, "核查通过", "Check passed"),
  CHECK_NOT_PASS(CaseStage.FEEDBACK, "核查不通过", "Check failed"),
  PENDING_CLOSE(CaseStage.FEEDBACK, "待结案", "To be closed"),
  CLOSED(CaseStage.CLOSE, "已结案", "Closed"),
  FORCED_CLOSE(CaseStage.CLOSE, "强制结案", "Closed by force"),
  CANCELLED(CaseStage.CLOSE, "已作废", "Cancelled"),
  MERGED(CaseStage.CLOSE, "已并案", "Merged into another");

  private final CaseStage stage;
  private final String nameZh;
  private final String nameEn;

  CaseState(CaseStage stage, String nameZh, String nameEn) {
    this.stage = stage;
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  public CaseStage stage() {
    return stage;
  }

  public String nameZh() {
    return nameZh;
  }

  public String nameEn() {
    return nameEn;
  }

  /** Whether work on the matter has ended; only a re-opening or an unmerging leads out. */
  public boolean terminal() {
    return stage == CaseStage.CLOSE;
  }
}
