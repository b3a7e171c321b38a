import sdk from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/services/lighthouse/index.js'
import type { Stage } from './stage.ts'

/** Another key of the same account: what is done with it is none of the bot's doing. */
export const operatorCredential = { secretId: 'AKIDOPERATOR', secretKey: 'operator-secret-key-not-real' }

/** Somebody renames a snapshot in the console. */
export const renameSnapshot = async (
  { lighthouse, drive }: Stage,
  { region, snapshotId, name }: { readonly region: string; readonly snapshotId: string; readonly name: string },
): Promise<void> => {
  const client = new sdk.lighthouse.v20200324.Client({
    credential: operatorCredential,
    region,
    profile: { httpProfile: { protocol: 'http://', endpoint: new URL(lighthouse.url).host } },
  })
  await drive(client.ModifySnapshotAttribute({ SnapshotId: snapshotId, SnapshotName: name }))
}
