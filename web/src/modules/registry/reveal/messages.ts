/** Words of seeing masked fields in full, Chinese and English side by side. */
const words: Record<string, [string, string]> = {
  show: ['查看完整信息', 'See in full'],
  again: ['再看一次', 'Show again'],
  title: ['查看完整信息', 'See in full'],
  lead: [
    '只在几分钟内可见。您的姓名、时间、用途和案件都会记入审计，屏幕上会加水印。',
    'Shown for a few minutes. Your name, the time, the purpose and the case go into the audit trail, and a watermark on the screen.',
  ],
  what: ['要看的内容', 'What to see'],
  purpose: ['用途', 'Purpose'],
  reference: ['依据', 'Belongs to'],
  case: ['案件', 'Case'],
  visit: ['走访', 'Visit'],
  pickVisit: ['选择走访任务', 'Choose a visit'],
  noVisits: ['这一户没有待走访的任务', 'No open visit to this door'],
  submit: ['查看', 'Show'],
  left: ['还剩 {time}', '{time} left'],
  end: ['结束', 'End'],
  empty: ['没有留下联系方式', 'Nothing on record'],
  waiting: [
    '一小时内查看的人数较多，需要第二个人批准。批准后再点“查看完整信息”。',
    'That is many people within an hour, so a second person has to agree. Then choose “See in full” again.',
  ],
  over: ['查看时间已到', 'The time is over'],
}
const fields: Record<string, [string, string]> = {
  name: ['姓名', 'name'],
  birth: ['出生日期', 'date of birth'],
  citizenNumber: ['身份证号', 'citizen number'],
  phone: ['电话', 'phone'],
  email: ['邮箱', 'e-mail'],
  address: ['住址', 'address'],
  contact: ['联系人', 'contact'],
}

function pick(at: 0 | 1) {
  const of = (all: Record<string, [string, string]>) =>
    Object.fromEntries(Object.entries(all).map(([key, pair]) => [key, pair[at]]))
  return { ...of(words), field: of(fields) }
}

export default { zh: pick(0), en: pick(1) }
