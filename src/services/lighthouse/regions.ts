/**
 * What is asked where the list of regions cannot be read: the regions that offer ApplyInstanceSnapshot by the vendor's
 * page (API facts, section 2.4). The names of their cities are words and stand in `src/words`.
 */
export const KNOWN_REGIONS = [
  'ap-bangkok',
  'ap-beijing',
  'ap-chengdu',
  'ap-guangzhou',
  'ap-hongkong',
  'ap-jakarta',
  'ap-nanjing',
  'ap-seoul',
  'ap-shanghai',
  'ap-singapore',
  'ap-tokyo',
  'eu-frankfurt',
  'na-ashburn',
  'na-siliconvalley',
  'sa-saopaulo',
] as const satisfies readonly string[]
