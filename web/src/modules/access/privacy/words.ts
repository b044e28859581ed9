/** Words of consent and retention, Chinese and English side by side. */
const words: Record<string, [string, string]> = {
  title: ['个人信息保护', 'Privacy'],
  consents: ['同意', 'Consents'],
  consentsLead: ['没有同意就不采集、不使用；撤回立即生效。', 'Nothing is collected or used without consent; a withdrawal holds at once.'],
  given: ['同意', 'given'],
  withdrawn: ['撤回', 'withdrawn'],
  retention: ['保存期限', 'Retention'],
  retentionLead: ['到期的数据每天夜里自动删除或去标识化，并写入审计。', 'What is over is erased or pseudonymised every night, with proof in the audit trail.'],
  dataClass: ['数据类别', 'Data class'],
  keep: ['保存', 'Kept for'],
  act: ['到期后', 'Then'],
  lastRun: ['最近一次', 'Last run'],
  never: ['还没有执行过', 'Not run yet'],
  notKept: ['本系统暂无此类数据', 'No such data here'],
  released: ['处理 {n} 条', '{n} released'],
  held: ['保全 {n} 条', '{n} held'],
  runNow: ['立即执行', 'Run now'],
  runAsk: ['现在处理已到期的“{name}”？删除后不能恢复。', 'Release what is over of “{name}” now? What is erased cannot be brought back.'],
  change: ['修改', 'Change'],
  save: ['保存', 'Save'],
  amount: ['数量', 'How many'],
  holds: ['证据保全', 'Legal holds'],
  holdsLead: ['被保全的对象不会被删除，直到解除。', 'What is held is not erased until the hold is lifted.'],
  object: ['对象，如 person:17 或 filing:*', 'Object, e.g. person:17 or filing:*'],
  reason: ['理由', 'Reason'],
  place: ['保全', 'Hold'],
  lift: ['解除', 'Lift'],
  liftAsk: ['解除对 {object} 的保全？', 'Lift the hold on {object}?'],
  noHolds: ['没有正在保全的对象', 'Nothing is held'],
  by: ['{who} 于 {at}', '{who}, {at}'],
  onlyAdmins: ['只有管理员可以管理个人信息保护', 'Only administrators look after privacy'],
}
const acts: Record<string, [string, string]> = {
  ERASE: ['删除', 'Erase'],
  PSEUDONYMISE: ['去标识化', 'Pseudonymise'],
}
const units: Record<string, [string, string]> = {
  D: ['天', 'days'],
  M: ['个月', 'months'],
  Y: ['年', 'years'],
}

const half = (pairs: Record<string, [string, string]>, i: 0 | 1) =>
  Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[i]]))

export const privacyWords = (i: 0 | 1) => ({
  ...half(words, i),
  acts: half(acts, i),
  units: half(units, i),
})
