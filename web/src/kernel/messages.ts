const states = {
  REPORTED: ['已上报', 'Reported'],
  PENDING_VERIFY: ['待核实', 'To verify'],
  PENDING_REGISTER: ['待立案', 'To file'],
  ACCEPTED: ['已受理', 'Accepted'],
  NOT_ACCEPTED: ['不予立案', 'Declined'],
  PENDING_DISPATCH: ['待派遣', 'To dispatch'],
  DISPATCHED: ['已派遣', 'With the unit'],
  RETURNED: ['已退回', 'Returned'],
  PENDING_HANDLE: ['待处置', 'With the worker'],
  HANDLING: ['处置中', 'Being handled'],
  SUSPENDED: ['已挂账', 'Suspended'],
  HANDLE_FINISH: ['处置完成', 'Mended'],
  PENDING_CHECK: ['待核查', 'To check'],
  CHECKING: ['核查中', 'Checking'],
  CHECK_PASS: ['核查通过', 'Check passed'],
  CHECK_NOT_PASS: ['核查不通过', 'Check failed'],
  PENDING_CLOSE: ['待结案', 'To close'],
  CLOSED: ['已结案', 'Closed'],
  FORCED_CLOSE: ['强制结案', 'Closed by force'],
  CANCELLED: ['已作废', 'Cancelled'],
  MERGED: ['已并案', 'Merged'],
}
const stages = {
  REPORT: ['上报', 'Report'],
  FILE: ['立案', 'File'],
  DISPATCH: ['派遣', 'Dispatch'],
  HANDLE: ['处置', 'Handle'],
  FEEDBACK: ['反馈', 'Feedback'],
  CLOSE: ['结案', 'Close'],
}
const due = {
  NONE: ['未计时', 'No limit'],
  ON_TIME: ['期限内', 'On time'],
  DUE_SOON: ['即将超期', 'Due soon'],
  OVERDUE: ['已超期', 'Overdue'],
  PAUSED: ['暂停计时', 'Paused'],
  DONE: ['已办结', 'Done'],
}
const channels = {
  HOTLINE: ['热线', 'Hotline'],
  RESIDENT: ['市民上报', 'Resident'],
  WORKER: ['巡查上报', 'Worker'],
  CAMERA: ['视频感知', 'Camera'],
  SENSOR: ['物联感知', 'Sensor'],
  OPEN311: ['开放接口', 'Open311'],
  FEED: ['部门共享', 'Feed'],
  SYSTEM: ['系统', 'System'],
}
const duties = {
  ADMIN: ['系统管理员', 'Administrator'],
  CITY_OFFICER: ['市级值班长', 'City duty officer'],
  CITY_LEADER: ['市领导', 'City leader'],
  DISTRICT_OFFICER: ['区级值班长', 'District duty officer'],
  STREET_OFFICER: ['街镇值班员', 'Street duty officer'],
  COMMITTEE: ['居村委', 'Neighbourhood committee'],
  ACCEPTOR: ['受理员', 'Acceptor'],
  DISPATCHER: ['派遣员', 'Dispatcher'],
  GRID_WORKER: ['网格员', 'Grid worker'],
  CHECKER: ['核查员', 'Checker'],
  AUDITOR: ['审计员', 'Auditor'],
  RESIDENT: ['市民', 'Resident'],
}
const words = {
  app: ['一网', 'Yiwang'],
  wall: ['一屏', 'Wall'],
  desk: ['工作台', 'Desk'],
  worker: ['我的任务', 'My tasks'],
  report: ['我要上报', 'Report'],
  signIn: ['登录', 'Sign in'],
  signOut: ['退出登录', 'Sign out'],
  language: ['English', '中文'],
  dark: ['深色', 'Dark'],
  light: ['浅色', 'Light'],
  live: ['实时', 'Live'],
  connecting: ['连接中', 'Connecting'],
  waiting: ['连接中断，正在重试', 'Cut off, trying again'],
  retry: ['重试', 'Try again'],
  cancel: ['取消', 'Cancel'],
  confirm: ['确定', 'Confirm'],
  close: ['关闭', 'Close'],
  loading: ['正在加载…', 'Loading…'],
  unreachable: ['服务器没有应答，请检查网络', 'The server does not answer. Maybe the network is down.'],
  failed: ['出错了', 'Something went wrong'],
  notFound: ['没有这个页面', 'There is no such page'],
  home: ['回到首页', 'Back to the start'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  noMap: ['此浏览器不支持地图（WebGL）', 'This browser cannot draw the map (WebGL).'],
  staffOnly: ['此页面供城市工作人员使用', 'This page is for people who work for the city'],
  staffHint: [
    '您可以上报问题，并用查询码查看进度。',
    'You can report something and follow it with its tracking code.',
  ],
}

const problems = {
  forbidden: ['您没有办理此事的权限', 'You may not do this'],
  'illegal-transition': ['案件现在的状态不能这样办理', 'The case is not in a state for this'],
  'stale-case': ['案件刚被他人更新', 'Somebody else has changed the case'],
  'not-found': ['没有找到', 'It was not found'],
  'wrong-password': ['现在的密码不对', 'This is not the present password'],
  'password-length': ['密码太短或太长', 'The password is too short or too long'],
  'password-guessable': ['这个密码太容易被猜到，请换几个互不相干的词', 'The password is easy to guess'],
  'password-same': ['新密码不能与现在的相同', 'The new password must be another one'],
  'wrong-code': ['验证码不对，请核对手机时间后再试', 'The code is not right'],
  'factor-present': ['已经有二次验证，请先关闭再添加', 'There is a second factor already'],
  'login-taken': ['这个用户名已被使用', 'Somebody has this name already'],
  'last-administrator': ['此人是唯一的长期管理员，请先把职责交给别人', 'Nobody else is administrator'],
  'too-many-attempts': ['尝试次数过多，请稍后再试', 'There were too many attempts'],
}

type Pairs = Record<string, string[]>
const half = (pairs: Pairs, index: 0 | 1) =>
  Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[index]!]))

const messages = (index: 0 | 1) => ({
  ...half(words, index),
  state: half(states, index),
  stage: half(stages, index),
  due: half(due, index),
  channel: half(channels, index),
  duty: half(duties, index),
  problem: half(problems, index),
})

export default { zh: messages(0), en: messages(1) }
