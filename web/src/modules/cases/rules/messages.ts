const words = {
  hint: [
    '处置完毕后静置一段时间，再请发现问题的摄像机或传感器复核；看到已清除就自动结案。',
    'After the mending the camera or sensor that saw it waits the quiet interval, looks again, and closes the case if it is gone.',
  ],
  class: ['适用类别', 'Classes'],
  everything: ['其他所有类别', 'All other classes'],
  group: ['{prefix} 开头 · {name} 等', '{prefix}… · {name} and others'],
  quiet: ['静置时长', 'Quiet interval'],
  patience: ['等待回答', 'Waits for an answer'],
  undo: ['可撤销期限', 'Can be undone for'],
  setBy: ['修改', 'Set by'],
  shipped: ['出厂设置', 'as shipped'],
  edit: ['修改', 'Change'],
  add: ['添加类别', 'Add a class'],
  choose: ['选择类别', 'Choose a class'],
  withdraw: ['恢复出厂', 'Back to shipped'],
  withdrawAsk: ['恢复为出厂设置？等待中的复核不受影响。', 'Back to what was shipped? Looks that wait already are not touched.'],
  save: ['保存', 'Save'],
  saved: ['已保存，之后的复核按此执行', 'Saved; it counts for looks from now on'],
  history: ['历次修改', 'Earlier versions'],
  withdrawn: ['恢复出厂', 'back to shipped'],
  empty: ['没有规则', 'There are no rules'],
}
const units = {
  1: ['秒', 'seconds'],
  60: ['分钟', 'minutes'],
  3600: ['小时', 'hours'],
  86400: ['天', 'days'],
}
const half = (pairs: Record<string, string[]>, index: 0 | 1) =>
  Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[index]!]))
const messages = (index: 0 | 1) => ({ ...half(words, index), unit: half(units, index) })

export default { zh: messages(0), en: messages(1) }
