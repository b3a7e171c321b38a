import type { CloudClient } from './cloud-client.ts'

const PAGE = 100

type Instances = NonNullable<Awaited<ReturnType<CloudClient['DescribeInstances']>>['InstanceSet']>
type RegionOfInstances = { readonly region: string; readonly instances: Instances }

/** All instances of one region, page after page, as the vendor's guide to paging does it. */
const listInstances = async (client: CloudClient): Promise<Instances> => {
  const instances: Instances = []
  for (;;) {
    const { InstanceSet = [], TotalCount = 0 } = await client.DescribeInstances({
      Offset: instances.length,
      Limit: PAGE,
    })
    instances.push(...InstanceSet)
    if (InstanceSet.length === 0 || instances.length >= TotalCount) return instances
  }
}

/** One region after the other, as most scripts do it. */
export const listSequentially = async (
  clientOf: (region?: string) => CloudClient,
): Promise<readonly RegionOfInstances[]> => {
  const { RegionSet = [] } = await clientOf().DescribeRegions(null)
  const regions: RegionOfInstances[] = []
  for (const { Region: region = '' } of RegionSet) {
    regions.push({ region, instances: await listInstances(clientOf(region)) })
  }
  return regions
}

/** What nobody can avoid: the list of regions, and then the round trips of the slowest one. */
export const listSlowest = async (clientOf: (region?: string) => CloudClient, slowest: string): Promise<Instances> => {
  await clientOf().DescribeRegions(null)
  return listInstances(clientOf(slowest))
}
