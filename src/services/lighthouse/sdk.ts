import sdk from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/services/lighthouse/index.js'
import { type Action, isChanging } from './action.ts'
import { createSharedAgent, createSingleUseAgent, type ProxyEnvironment } from './agents.ts'
import { CloudError, faultOf, noAnswer } from './cloud-error.ts'

export type Credential = { readonly secretId: string; readonly secretKey: string; readonly token?: string }

export type SdkOptions = {
  /** Host name, or URL with scheme and port. */
  readonly endpoint: string
  readonly credential: Credential
  /** In which the cloud writes its messages; English where it is left out. */
  readonly language?: 'en-US' | 'zh-CN'
  /** Milliseconds that the head of an answer may take, and again its body; 10 s where it is left out. */
  readonly timeout?: number
  /** The variables of a proxy; none: calls go straight to the endpoint. */
  readonly proxyEnvironment?: ProxyEnvironment
}

/** The SDK behind one function: it sends a call once and gives the unparsed answer, or rejects with `CloudError`. */
export type Sdk = {
  /** Host of the endpoint, without scheme and port. */
  readonly host: string
  /**
   * Aborting the signal breaks the call off and rejects with the signal's reason.
   * @param region null for DescribeRegions alone
   */
  readonly send: (action: Action, region: string | null, request: object, signal?: AbortSignal) => Promise<unknown>
  readonly close: () => void
}

const DEFAULT_TIMEOUT = 10_000

/** @throws TypeError where the endpoint is neither a host name nor an http(s) URL without a path. */
export function readEndpoint(endpoint: string): { readonly protocol: 'http://' | 'https://'; readonly host: string } {
  const url = new URL(endpoint.includes('://') ? endpoint : `https://${endpoint}`)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.pathname !== '/' || url.host === '') {
    throw new TypeError('The endpoint must be a host name, or a URL of scheme, host and port')
  }
  return { protocol: url.protocol === 'https:' ? 'https://' : 'http://', host: url.host }
}

/** @throws TypeError where the endpoint cannot be used. */
export function createSdk({
  endpoint,
  credential,
  language = 'en-US',
  timeout = DEFAULT_TIMEOUT,
  proxyEnvironment = {},
}: SdkOptions): Sdk {
  const { protocol, host } = readEndpoint(endpoint)
  const isHttps = protocol === 'https://'
  const sharedAgent = createSharedAgent(isHttps, proxyEnvironment)

  const createClient = (region: string | null, agent = sharedAgent) =>
    new sdk.lighthouse.v20200324.Client({
      credential,
      ...(region === null ? {} : { region }),
      // Without a language the mainland endpoint writes its messages in Chinese.
      profile: { language, httpProfile: { protocol, endpoint: host, reqTimeout: timeout / 1000, agent } },
    })

  const clients = new Map<string | null, ReturnType<typeof createClient>>()
  const clientOf = (region: string | null) => {
    const client = clients.get(region) ?? createClient(region)
    clients.set(region, client)
    return client
  }

  return {
    host: new URL(`${protocol}${host}`).hostname,
    send: async (action, region, request, signal) => {
      if (credential.secretId === '' || credential.secretKey === '') {
        throw new CloudError(noAnswer(action, region, 'missing credentials', ''))
      }
      signal?.throwIfAborted()
      const client = isChanging(action)
        ? createClient(region, createSingleUseAgent(isHttps, proxyEnvironment))
        : clientOf(region)
      const broken = new AbortController()
      const either = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal
      try {
        return await client.request(action, request, { signal: either })
      } catch (thrown) {
        signal?.throwIfAborted()
        throw new CloudError(faultOf(thrown, action, region))
      } finally {
        // The SDK leaves the body of an error status unread, which would keep its connection for ever.
        broken.abort()
      }
    },
    close: () => sharedAgent.destroy(),
  }
}
