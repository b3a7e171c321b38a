import type { CloudClient } from './cloud-client.ts'

const PAGE = 100

/** All instances of one region, page after page, as the vendor's guide to paging does it. @returns how many */
export const countInstances = async (client: CloudClient): Promise<number> => {
  let count = 0
  for (;;) {
    const { InstanceSet = [], TotalCount = 0 } = await client.DescribeInstances({ Offset: count, Limit: PAGE })
    count += InstanceSet.length
    if (InstanceSet.length === 0 || count >= TotalCount) return count
  }
}

/** One region after the other, as most scripts do it. @returns how many instances there are */
export const countSequentially = async (clientOf: (region?: string) => CloudClient): Promise<number> => {
  const { RegionSet = [] } = await clientOf().DescribeRegions(null)
  let count = 0
  for (const { Region } of RegionSet) count += await countInstances(clientOf(Region))
  return count
}

/** What nobody can avoid: the list of regions, and then the round trips of the slowest one. */
export const countSlowest = async (clientOf: (region?: string) => CloudClient, slowest: string): Promise<number> => {
  await clientOf().DescribeRegions(null)
  return countInstances(clientOf(slowest))
}
