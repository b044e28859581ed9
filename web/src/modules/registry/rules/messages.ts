import { halves } from '../pairs'

/** Words of the rules of fusion. */
export default halves({
  title: ['融合规则', 'Fusion rules'],
  lead: [
    '对之后的登记生效；已有的人在有新登记时重新计算',
    'They count from now on; a person is computed anew when something new is said',
  ],
  trusts: ['信谁的', 'Whom to believe'],
  trustsHint: ['每类来源在每个字段上有多可信（%），过多少天减半', 'How far each kind of source is believed about each field (%), halved after how many days'],
  evidence: ['怎样算同一人', 'What makes one person'],
  evidenceHint: ['一致加多少位证据，不同减多少位（费莱吉–桑特）', 'Bits of evidence when it agrees and when it differs (Fellegi–Sunter)'],
  agree: ['一致', 'Agrees'],
  differ: ['不同', 'Differs'],
  prior: ['先验（位）', 'Prior (bits)'],
  join: ['自动合并，可能不低于', 'Join when at least'],
  review: ['送复核，可能不低于', 'Review when at least'],
  percent: ['可信 %', 'Trust %'],
  days: ['{n} 天', '{n} d'],
  halfLife: ['半衰期（天）', 'Half-life (days)'],
  changed: ['{n} 处改动', '{n} changes'],
  save: ['保存', 'Save'],
  revert: ['放弃改动', 'Discard'],
  saved: ['已保存', 'Saved'],
  onlyAdmin: ['只有系统管理员能改融合规则', 'Only administrators change these'],
  traced: ['每次改动都会记入审计', 'Every change is in the audit trail'],
})
