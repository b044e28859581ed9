import { halves } from '../pairs'

/** Words of finding and joining persons. */
export default halves({
  title: ['找人', 'Find people'],
  by: {
    label: ['按什么找', 'Find by'],
    number: ['证件号', 'Citizen number'],
    phone: ['手机号', 'Mobile number'],
    name: ['姓名', 'Name'],
  },
  hint: {
    number: ['完整的 18 位公民身份号码', 'All 18 characters'],
    phone: ['完整的 11 位手机号', 'All 11 digits'],
    name: ['完整的姓名：姓名对您脱敏，不能只写开头', 'The whole name: names are masked for you, so not how they begin'],
  },
  find: ['查找', 'Find'],
  start: ['输入完整的证件号、手机号或姓名', 'Enter a whole number or name'],
  startHint: ['只在您的辖区内查找。证件号和手机号不会出现在网址和日志里，每次查找都会留痕。', 'Only in your area. Numbers never appear in addresses or logs; every search is recorded.'],
  none: ['没有找到', 'Nobody was found'],
  noneHint: ['请核对每一位；也可能不住在您的辖区。', 'Check every character; perhaps they do not live in your area.'],
  person: ['人员', 'Person'],
  phone: ['手机', 'Phone'],
  number: ['证件号', 'Number'],
  groups: ['人群', 'Groups'],
  noDoor: ['没有住处', 'no home'],
  door: ['住户卡', 'Door card'],
  chosen: ['已选 {n} 人', '{n} chosen'],
  choose: ['选择', 'Choose'],
  merge: ['合并为同一人', 'Join as one person'],
  mergeTwo: ['选两个人可合并', 'Choose two to join them'],
  mergeTitle: ['这两人是同一个人？', 'Are these two one person?'],
  mergeHint: ['两人的登记会合在一起，编号取较早的；在复核记录里随时可以撤销。', 'Their records are put together under the older id; it can be taken back among the decisions.'],
  reason: ['理由', 'Reason'],
  reasonHint: ['例如：上门核实，重复登记', 'For example: verified at the door, registered twice'],
  merged: ['已合并', 'Joined'],
  unnamed: ['姓名不显示', 'Name withheld'],
})
