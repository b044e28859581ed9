package io.yiwang.cases;

/** What people (and the platform for them) do with a case. */
public enum CaseAction {
  VERIFY("现场核实", "Ask for a look on site"),
  FILE("立案", "File"),
  DECLINE("不予立案", "Decline"),
  DISPATCH("派遣", "Dispatch"),
  ASSIGN("指派", "Assign"),
  REVOKE_ASSIGN("撤回指派", "Revoke the assignment"),
  RETURN("退回", "Return"),
  TAKE_OVER("接管", "Take over"),
  ACCEPT("接单", "Accept"),
  ARRIVE("到场", "Arrive"),
  FINISH("处置完毕", "Mended"),
  CANNOT("无法处置", "Cannot"),
  FEEDBACK("处置反馈", "Confirm back"),
  BEGIN_CHECK("开始核查", "Begin the check"),
  CHECK_PASS("核查通过", "Check passed"),
  CHECK_FAIL("核查不通过", "Check failed"),
  CLOSE("结案", "Close"),
  FORCE_CLOSE("强制结案", "Close by force"),
  CANCEL("作废", "Cancel"),
  EXTEND("延期", "Extend"),
  SUSPEND("挂账", "Suspend"),
  REFUSE("驳回申请", "Refuse the request"),
  RESUME("恢复", "Resume"),
  UNDO_CLOSE("撤销自动结案", "Undo the automatic closing"),
  REOPEN("重新打开", "Re-open"),
  MERGE("并案", "Merge"),
  UNMERGE("拆案", "Split off"),
  COMMENT("备注", "Comment"),
  CONFIRM("报案人确认", "Reporter confirms"),
  REJECT("报案人不认可", "Reporter rejects");

  private final String nameZh;
  private final String nameEn;

  CaseAction(String nameZh, String nameEn) {
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
