import type { regions as english } from '../en/regions.ts'

export const regions: typeof english = {
  'ap-bangkok': '曼谷',
  'ap-beijing': '北京',
  'ap-chengdu': '成都',
  'ap-chongqing': '重庆',
  'ap-guangzhou': '广州',
  'ap-hongkong': '中国香港',
  'ap-jakarta': '雅加达',
  'ap-mumbai': '孟买',
  'ap-nanjing': '南京',
  'ap-seoul': '首尔',
  'ap-shanghai': '上海',
  'ap-singapore': '新加坡',
  'ap-taipei': '中国台北',
  'ap-tokyo': '东京',
  'eu-frankfurt': '法兰克福',
  'eu-moscow': '莫斯科',
  'na-ashburn': '弗吉尼亚',
  'na-siliconvalley': '硅谷',
  'na-toronto': '多伦多',
  'sa-saopaulo': '圣保罗',
}
