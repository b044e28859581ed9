/** Words of the audit trail, Chinese and English side by side. */
const actions: Record<string, [string, string]> = {
  VIEW: ['查看', 'Viewed'],
  REVEAL: ['查看明文', 'Unmasked'],
  SEARCH: ['检索', 'Searched'],
  EXPORT: ['导出', 'Exported'],
  CREATE: ['新建', 'Created'],
  CHANGE: ['修改', 'Changed'],
  MERGE: ['合并', 'Merged'],
  ERASE: ['删除', 'Erased'],
  PSEUDONYMISE: ['去标识化', 'Pseudonymised'],
  SIGN_IN: ['登录', 'Signed in'],
  SIGN_OUT: ['退出', 'Signed out'],
  SIGN_IN_FAILED: ['登录失败', 'Sign-in failed'],
  PERMISSION: ['权限变更', 'Permission'],
  CONSENT_GIVEN: ['同意', 'Consent given'],
  CONSENT_WITHDRAWN: ['撤回同意', 'Consent withdrawn'],
  HOLD_PLACED: ['证据保全', 'Hold placed'],
  HOLD_LIFTED: ['解除保全', 'Hold lifted'],
  KEY_ROTATION: ['密钥轮换', 'Keys renewed'],
  AUDIT: ['审计', 'Audited'],
}
const outcomes: Record<string, [string, string]> = {
  ALLOWED: ['成功', 'Allowed'],
  DENIED: ['被拒绝', 'Denied'],
  FAILED: ['失败', 'Failed'],
}
const kinds: Record<string, [string, string]> = {
  VOLUME: ['大量查阅', 'Many records'],
  OFF_REGION: ['跨辖区查阅', 'Outside the region'],
  OFF_HOURS: ['非工作时间查阅', 'At night'],
}
const words: Record<string, [string, string]> = {
  title: ['审计', 'Audit'],
  lead: ['谁在什么时候、为了什么看过或改过谁的信息', 'Who saw or changed whose data, when and for what'],
  verify: ['校验全链', 'Verify the chain'],
  verifying: ['正在校验…', 'Verifying…'],
  sound: ['完整，共 {n} 条', 'Sound, {n} entries'],
  broken: ['第 {n} 条起不可信', 'Not as written from entry {n}'],
  action: ['操作', 'Action'],
  outcome: ['结果', 'Outcome'],
  actor: ['人员编号', 'Person id'],
  object: ['对象，如 person:17', 'Object, e.g. person:17'],
  reference: ['案卷或办件，如 case:17', 'Case, e.g. case:17'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  clear: ['清除条件', 'Clear'],
  filters: ['筛选', 'Filters'],
  at: ['时间', 'Time'],
  who: ['人员', 'Who'],
  what: ['操作与数据', 'What'],
  objects: ['对象', 'Objects'],
  purpose: ['目的', 'Purpose'],
  remote: ['来源地址', 'From address'],
  more: ['更早的记录', 'Earlier entries'],
  end: ['没有更早的记录了', 'No earlier entries'],
  empty: ['没有符合条件的记录', 'No entry matches'],
  none: ['还没有记录', 'No entries yet'],
  unusual: ['异常查阅', 'Unusual looking'],
  unusualNone: ['没有发现异常查阅', 'Nothing unusual was noticed'],
  looks: ['一小时 {n} 条', '{n} records in an hour'],
  andMore: ['等 {n} 项', '{n} in all'],
  nobody: ['未登录', 'Nobody signed in'],
  system: ['系统', 'System'],
  onlyAuditors: ['只有审计员可以查看审计记录', 'Only auditors may read the audit trail'],
}

const half = (pairs: Record<string, [string, string]>, i: 0 | 1) =>
  Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[i]]))

export const auditWords = (i: 0 | 1) => ({
  ...half(words, i),
  actions: half(actions, i),
  outcomes: half(outcomes, i),
  kinds: half(kinds, i),
})
export const ACTIONS = Object.keys(actions)
export const OUTCOMES = Object.keys(outcomes)
