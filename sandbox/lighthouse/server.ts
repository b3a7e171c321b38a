import type { Clock } from '../clock.ts'
import type { LighthouseControl } from './control.ts'
import type { SettingsChange } from './control-api.ts'
import type { Fleet } from './objects.ts'

/** A key the emulator accepts; with a token it is a temporary one, and the token has to come with every call. */
export type Credential = { readonly secretId: string; readonly secretKey: string; readonly token?: string }

export type LocalLighthouseOptions = {
  /** TCP port on 127.0.0.1; 0 or absent: any free one. */
  readonly port?: number
  /** Source of every time but the rate limits' second, which is real. */
  readonly clock?: Clock
  /** What the cloud holds; absent: the seeded fleet, its ages counted from the clock's now. */
  readonly fleet?: Fleet
  /** Keys that verify; absent: {@link sandboxCredential}. */
  readonly credentials?: readonly Credential[]
  /** Durations and behaviour other than the defaults (a rollback takes 25 s). */
  readonly settings?: SettingsChange
  /** Names new snapshots; absent: random ids. */
  readonly newSnapshotId?: () => string
}

export type LocalLighthouse = {
  /** `http://127.0.0.1:PORT`: the API at `/`, the control at `/control/`. */
  readonly url: string
  readonly control: LighthouseControl
  /** No API request is in flight: each has been answered, or its connection is gone. */
  readonly quiet: () => boolean
  readonly close: () => Promise<void>
}

/** The key of the sandbox; it opens nothing else. */
export const sandboxCredential: Credential = {
  secretId: 'AKIDSANDBOXKEEPER',
  secretKey: 'sandbox-secret-key-not-real',
}

/** Starts the emulator. Rejects when the port is taken. */
export function startLocalLighthouse(_options: LocalLighthouseOptions = {}): Promise<LocalLighthouse> {
  throw new Error('not built yet')
}
