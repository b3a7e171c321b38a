import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Fleet, Instance, Snapshot } from '../../../sandbox/lighthouse/objects.ts'
import type { LocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { verifySignature } from '../../../sandbox/lighthouse/signature.ts'
import vectors from '../../fixtures/lighthouse/tc3-test-vectors.json' with { type: 'json' }
import { createDrivenClock } from './driven-clock.ts'
import { givenLighthouse, recordedFleet, snapshotId } from './given.ts'

const folder = new URL('../../fixtures/lighthouse/', import.meta.url)

const recordingSchema = z.object({
  request: z.object({ headers: z.record(z.string(), z.string()), bodyRaw: z.string() }),
  response: z.object({
    headers: z.record(z.string(), z.string()),
    body: z.object({ Response: z.record(z.string(), z.unknown()) }),
  }),
})
type Recording = z.infer<typeof recordingSchema>

const recordings = readdirSync(folder)
  .filter((name) => name !== 'tc3-test-vectors.json')
  .map((name) => [name, recordingSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))] as const)

const recordedKey = { secretId: vectors.secretId, secretKey: vectors.secretKey }

const rollingBack: Partial<Snapshot> = {
  SnapshotState: 'ROLLBACKING',
  Percent: 42,
  LatestOperation: 'RollbackInstanceSnapshot',
  LatestOperationState: 'OPERATING',
  LatestOperationRequestId: '5e0d9a3c-41a4-4c8f-8f0b-7b8f6d2c9e55',
}

function fleetWith(instance: Partial<Instance>, snapshot: Partial<Snapshot> = {}): Fleet {
  return {
    ...recordedFleet,
    instances: recordedFleet.instances.map((placed) => ({ ...placed, instance: { ...placed.instance, ...instance } })),
    snapshots: recordedFleet.snapshots.map((placed) =>
      placed.snapshot.SnapshotId === snapshotId ? { ...placed, snapshot: { ...placed.snapshot, ...snapshot } } : placed,
    ),
  }
}

/** What the cloud held when the example was recorded, where it is not shop-web-1 at rest. */
const fleets: Readonly<Record<string, Fleet>> = {
  'apply-instance-snapshot-error-busy.json': fleetWith({ LatestOperationState: 'OPERATING' }),
  'create-instance-snapshot-error-quota.json': { ...recordedFleet, snapshotQuotas: { 'ap-singapore': 2 } },
  'describe-snapshots-during-rollback.json': fleetWith({}, rollingBack),
  'describe-snapshots-denied-actions.json': fleetWith({}, rollingBack),
  'describe-snapshots-after-rollback.json': fleetWith(
    {},
    { ...rollingBack, SnapshotState: 'NORMAL', Percent: 100, LatestOperationState: 'SUCCESS' },
  ),
  'describe-snapshots-failed-rollback.json': fleetWith(
    {},
    { ...rollingBack, SnapshotState: 'NORMAL', LatestOperationState: 'FAILED' },
  ),
  'modify-snapshot-attribute.json': fleetWith({}, { SnapshotId: 'lhsnap-2z6y9p3c' }),
  'start-instances.json': fleetWith({ InstanceState: 'STOPPED' }),
}

/** What else stood in the way. */
const obstacles: Readonly<Record<string, (lighthouse: LocalLighthouse, recording: Recording) => void | Promise<void>>> =
  {
    'apply-instance-snapshot-error-denied.json': ({ control }) => {
      control.addFault({ effect: { kind: 'error', code: 'UnauthorizedOperation.NoPermission' } })
    },
    'request-limit-exceeded.json': async (lighthouse, recording) => {
      for (let call = 0; call < 20; call += 1) await send(lighthouse, recording)
    },
  }

describe('the recorded examples', () => {
  it.each(recordings)('%s is answered as it was recorded', async (name, recording) => {
    const lighthouse = await givenLighthouse({
      clock: createDrivenClock(Number(recording.request.headers['X-TC-Timestamp']) * 1000),
      fleet: fleets[name] ?? recordedFleet,
      credentials: [name.startsWith('auth-failure') ? { ...recordedKey, secretKey: 'another' } : recordedKey],
      newSnapshotId: () => 'lhsnap-2z6y9p3c',
    })
    await obstacles[name]?.(lighthouse, recording)

    const answer = await send(lighthouse, recording)

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe(recording.response.headers['Content-Type'])
    expect(answer.headers['x-tc-traceid']).toBe(recording.request.headers['X-TC-TraceId'])
    const { Response } = z.object({ Response: z.looseObject({ RequestId: z.uuid() }) }).parse(JSON.parse(answer.body))
    expect({ ...Response, RequestId: '' }).toEqual({ ...recording.response.body.Response, RequestId: '' })
  })

  it.each(vectors.vectors)('the signature for $endpoint verifies', ({ hostHeader, authorization }) => {
    const headers = {
      host: hostHeader,
      'content-type': vectors.contentType,
      'x-tc-timestamp': String(vectors.timestamp),
      authorization,
    }
    const signed = { method: 'POST', query: '', headers, body: Buffer.from(vectors.body) }

    expect(verifySignature(signed, [recordedKey], vectors.timestamp * 1000)).toBe(vectors.secretId)
  })
})

function send({ url }: LocalLighthouse, { request }: Recording) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = httpRequest(url, { method: 'POST', headers: request.headers, setHost: false }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
      })
      sent.on('error', reject)
      sent.end(request.bodyRaw)
    },
  )
}
