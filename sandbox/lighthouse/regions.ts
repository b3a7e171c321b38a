import type { RegionInfo } from './objects.ts'

/** The 15 regions that the ApplyInstanceSnapshot page names, with the names DescribeRegions gives them in English. */
export const regions = [
  region('ap-guangzhou', 'South China (Guangzhou)', true),
  region('ap-shanghai', 'East China (Shanghai)', true),
  region('ap-nanjing', 'East China (Nanjing)', true),
  region('ap-beijing', 'North China (Beijing)', true),
  region('ap-chengdu', 'Southwest China (Chengdu)', true),
  region('ap-hongkong', 'Hong Kong, Macao and Taiwan (Hong Kong, China)', false),
  region('ap-singapore', 'Southeast Asia (Singapore)', false),
  region('ap-jakarta', 'Southeast Asia (Jakarta)', false),
  region('ap-bangkok', 'Southeast Asia (Bangkok)', false),
  region('ap-tokyo', 'Northeast Asia (Tokyo)', false),
  region('ap-seoul', 'Northeast Asia (Seoul)', false),
  region('na-siliconvalley', 'US West (Silicon Valley)', false),
  region('na-ashburn', 'US East (Virginia)', false),
  region('sa-saopaulo', 'South America (São Paulo)', false),
  region('eu-frankfurt', 'Europe (Frankfurt)', false),
] as const satisfies readonly RegionInfo[]

export type RegionCode = (typeof regions)[number]['Region']

function region<Code extends string>(Region: Code, RegionName: string, IsChinaMainland: boolean) {
  return { Region, RegionName, RegionState: 'AVAILABLE', IsChinaMainland }
}
