/** Words of files taken away and of what a second person decides, Chinese and English side by side. */
const words: Record<string, [string, string]> = {
  title: ['导出与授权', 'Exports & reveals'],
  now: ['我现在能看的完整信息', 'What I may see in full now'],
  nowLead: ['到时间自动收回，退出登录也会收回。', 'It ends by itself, and when you sign out.'],
  nothingNow: ['现在没有可以查看的完整信息', 'Nothing is shown in full at present'],
  mine: ['我的导出', 'My exports'],
  mineLead: ['文件每一行都带水印；几小时内可下载，次数有限。', 'Every row carries a watermark. A file can be downloaded a few times within hours.'],
  noExports: ['还没有导出过', 'Nothing was exported yet'],
  decide: ['等我批准', 'To approve'],
  decideLead: ['您是第二个人：看清用途和范围再决定。', 'You are the second person: look at purpose and extent first.'],
  nothingToDecide: ['没有等您批准的申请', 'Nothing waits for you'],
  approve: ['批准', 'Approve'],
  refuse: ['驳回', 'Refuse'],
  whyNot: ['请写明驳回理由', 'Please say why not'],
  download: ['下载', 'Download'],
  withdraw: ['撤回', 'Take back'],
  end: ['结束', 'End'],
  rows: ['{n} 行', '{n} rows'],
  persons: ['{n} 条记录', '{n} records'],
  used: ['已下载 {n}/{most} 次', 'downloaded {n} of {most}'],
  until: ['{at} 前有效', 'until {at}'],
  by: ['{name}（{login}）', '{name} ({login})'],
  refusedBy: ['{name}：{reason}', '{name}: {reason}'],
  approvedBy: ['{name} 已批准', 'approved by {name}'],
  ask: ['导出 CSV', 'Export CSV'],
  askLead: [
    '每一行都会写上您的姓名和时间，每次下载都记入审计；已脱敏的内容仍然脱敏。',
    'Your name and the time stand in every row, each download goes into the audit trail; what is masked stays masked.',
  ],
  purpose: ['用途', 'Purpose'],
  go: ['下载', 'Download'],
  waiting: ['需要第二个人批准。批准后可在“导出与授权”里下载。', 'A second person has to agree. Then it can be downloaded under “Exports & reveals”.'],
  see: ['去看看', 'Have a look'],
}
const whats: Record<string, [string, string]> = {
  cases: ['案件清单', 'List of cases'],
  persons: ['小区人员名单（脱敏）', 'Persons of a quarter (masked)'],
  audit: ['审计记录', 'Audit trail'],
  lifelines: ['燃气和电力管线', 'Gas and power lines'],
}
const states: Record<string, [string, string]> = {
  WAITING: ['待批准', 'To be approved'],
  REFUSED: ['已驳回', 'Refused'],
  READY: ['可下载', 'Ready'],
  USED_UP: ['次数已用完', 'Used up'],
  EXPIRED: ['已过期', 'Expired'],
  WITHDRAWN: ['已撤回', 'Taken back'],
  APPROVED: ['已批准', 'Approved'],
  LIVE: ['可见', 'Shown'],
  ENDED: ['已结束', 'Ended'],
  LAPSED: ['已过期', 'Lapsed'],
}

function pick(at: 0 | 1) {
  const of = (all: Record<string, [string, string]>) =>
    Object.fromEntries(Object.entries(all).map(([key, pair]) => [key, pair[at]]))
  return { ...of(words), what: of(whats), state: of(states) }
}

export default { zh: pick(0), en: pick(1) }
