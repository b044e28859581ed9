import { halves } from '../../registry/pairs'

export default halves({
  title: ['人流热力', 'Crowd heat'],
  lead: ['只统计人数，不识别任何人', 'Counts only; nobody is identified'],
  now: ['实时', 'Live'],
  replay: ['回放', 'Replay'],
  play: ['播放', 'Play'],
  pause: ['暂停', 'Pause'],
  moment: ['时刻', 'Moment'],
  day: ['最近 24 小时', 'Last 24 hours'],
  people: ['{n} 人', '{n} people'],
  inAll: ['画面内共 {n} 人', '{n} people in all pictures'],
  none: ['这段时间没有统计数据', 'Nothing was counted in this time'],
  few: ['少', 'few'],
  many: ['多', 'many'],
  most: ['最密集', 'Most crowded'],
})
