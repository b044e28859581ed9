import { halves } from '../registry/pairs'

/** Words of what cameras see, shared by its pages. */
export default halves({
  title: ['视频巡查', 'Cameras'],
  nav: {
    cameras: ['摄像头', 'Cameras'],
    review: ['画面复核', 'Review'],
    models: ['识别能力', 'Abilities'],
    heat: ['人流热力', 'Crowd heat'],
  },
  box: ['{what} {percent}', '{what} {percent}'],
  pictureOf: ['{camera} 的画面', 'Picture of {camera}'],
  noPicture: ['没有画面', 'No picture'],
  pictureGone: ['画面已过保存期', 'The picture is no longer kept'],
  kind: {
    ONNX: ['模型识别', 'Model'],
    ABANDONED: ['遗留物检测', 'Things left behind'],
    PEOPLE: ['人数统计', 'People counting'],
    BIKES: ['车辆停放', 'Parked bikes'],
    PONDING: ['积水识别', 'Ponding'],
  },
  light: { ANY: ['昼夜', 'Day and night'], DAY: ['白天', 'By day'], NIGHT: ['夜间', 'At night'] },
})
