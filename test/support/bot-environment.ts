import { botEnvironment } from '../../sandbox/launcher/bot-environment.ts'

export const REGION = 'ap-singapore'

/** The environment of a bot between a local Slack and a local Lighthouse, of which it sees one region. */
export const oneRegionEnvironment = (...between: Parameters<typeof botEnvironment>) => ({
  ...botEnvironment(...between),
  LIGHTHOUSE_REGIONS: REGION,
})
