/**
 * The regions that offer ApplyInstanceSnapshot by the vendor's page (API facts, section 2.4), with the names of their
 * cities. Others may be added by the cloud at any time: an unknown one is shown by its id.
 */
export const REGIONS = {
  'ap-bangkok': { en: 'Bangkok', 'zh-CN': '曼谷' },
  'ap-beijing': { en: 'Beijing', 'zh-CN': '北京' },
  'ap-chengdu': { en: 'Chengdu', 'zh-CN': '成都' },
  'ap-guangzhou': { en: 'Guangzhou', 'zh-CN': '广州' },
  'ap-hongkong': { en: 'Hong Kong', 'zh-CN': '中国香港' },
  'ap-jakarta': { en: 'Jakarta', 'zh-CN': '雅加达' },
  'ap-nanjing': { en: 'Nanjing', 'zh-CN': '南京' },
  'ap-seoul': { en: 'Seoul', 'zh-CN': '首尔' },
  'ap-shanghai': { en: 'Shanghai', 'zh-CN': '上海' },
  'ap-singapore': { en: 'Singapore', 'zh-CN': '新加坡' },
  'ap-tokyo': { en: 'Tokyo', 'zh-CN': '东京' },
  'eu-frankfurt': { en: 'Frankfurt', 'zh-CN': '法兰克福' },
  'na-ashburn': { en: 'Virginia', 'zh-CN': '弗吉尼亚' },
  'na-siliconvalley': { en: 'Silicon Valley', 'zh-CN': '硅谷' },
  'sa-saopaulo': { en: 'São Paulo', 'zh-CN': '圣保罗' },
} as const satisfies Record<string, Record<'en' | 'zh-CN', string>>

/** What is asked where the list of regions cannot be read. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(REGIONS)

const cities = new Map<string, Record<'en' | 'zh-CN', string>>(Object.entries(REGIONS))

/** @returns the city of a region in a language; the region's id where it is not known. */
export const cityOf = (region: string, language: 'en' | 'zh-CN'): string => cities.get(region)?.[language] ?? region
