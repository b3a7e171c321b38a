/** What surrounds every call: action, version, region and language from the headers, parameters from body or query. */
import type { Action } from './actions/action.ts'
import { allActions } from './actions/all-actions.ts'
import { wordsFor } from './messages.ts'
import { Refusal, type Words } from './refusal.ts'
import type { SignedRequest } from './signature.ts'

const apiVersion = '2020-03-24'
/** Bytes a request may have: 10 MB, with GET 32 KB. */
const mostBytes = { POST: 10 * 1024 * 1024, GET: 32 * 1024 }

/** @returns how messages read for this caller: English where it asked for it, else Chinese, as at the vendor's. */
export function speakFor(headers: Readonly<Record<string, string>>): (words: Words) => string {
  return (words) => (headers['x-tc-language'] === 'en-US' ? words.english : words.chinese)
}

/**
 * @param regions the codes that are offered
 * @returns the action and its region, empty where it needs none
 * @throws {Refusal} NoSuchVersion, InvalidAction, MissingParameter or UnsupportedRegion
 */
export function readTarget(
  headers: Readonly<Record<string, string>>,
  regions: readonly string[],
): { readonly name: string; readonly action: Action; readonly region: string } {
  const name = headers['x-tc-action'] ?? ''
  const region = headers['x-tc-region'] ?? ''
  if (headers['x-tc-version'] !== apiVersion) throw new Refusal('NoSuchVersion', wordsFor('NoSuchVersion'))
  const action = allActions.get(name)
  if (!action) {
    throw new Refusal('InvalidAction', {
      english: `The action ${name || '(none)'} does not exist.`,
      chinese: `接口 ${name} 不存在。`,
    })
  }
  if (action.needsRegion && region === '') {
    throw new Refusal('MissingParameter', {
      english: 'The request is missing the required parameter `Region`.',
      chinese: '缺少必要参数 `Region`。',
    })
  }
  if (action.needsRegion && !regions.includes(region)) {
    throw new Refusal('UnsupportedRegion', {
      english: `The region ${region} is not supported.`,
      chinese: `不支持地域 ${region}。`,
    })
  }
  return { name, action, region }
}

/**
 * @returns the call's parameters
 * @throws {Refusal} RequestSizeLimitExceeded, UnsupportedProtocol or InvalidRequest
 */
export function readCallParameters({ method, query, headers, body }: SignedRequest): unknown {
  if (method === 'GET') {
    if (query.length > mostBytes.GET) throw tooLarge(mostBytes.GET)
    return unflatten(new URLSearchParams(query))
  }
  if (method !== 'POST') {
    throw new Refusal('UnsupportedProtocol', {
      english: 'Only GET and POST are supported.',
      chinese: '仅支持 GET 和 POST。',
    })
  }
  if (body.length > mostBytes.POST) throw tooLarge(mostBytes.POST)
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new Refusal('InvalidRequest', {
      english: 'The Content-Type of a POST request has to be application/json.',
      chinese: 'POST 请求的 Content-Type 必须为 application/json。',
    })
  }
  const parameters = parseJson(body)
  if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)) return parameters
  throw new Refusal('InvalidRequest', {
    english: 'The body of the request is not a JSON object.',
    chinese: '请求体不是 JSON 对象。',
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function tooLarge(most: number): Refusal {
  return new Refusal('RequestSizeLimitExceeded', {
    english: `The request is larger than ${most} bytes.`,
    chinese: `请求包超过 ${most} 字节。`,
  })
}

type Branch = { readonly children: Map<string, Branch>; value?: string }

/** `Filters.0.Values.1=x` → nested objects and arrays; whole numbers where the API has numbers. */
function unflatten(query: URLSearchParams): unknown {
  const root: Branch = { children: new Map() }
  for (const [path, value] of query) {
    let branch = root
    for (const key of path.split('.')) {
      const next: Branch = branch.children.get(key) ?? { children: new Map() }
      branch.children.set(key, next)
      branch = next
    }
    branch.value = value
  }
  return build(root, '')
}

const numeric = ['Offset', 'Limit']

function build({ children, value }: Branch, name: string): unknown {
  if (children.size === 0 && value !== undefined)
    return numeric.includes(name) && /^-?\d+$/.test(value) ? Number(value) : value
  const members = [...children].map(([key, child]) => [key, build(child, key)] as const)
  const isList = members.length > 0 && members.every(([key]) => /^\d+$/.test(key))
  return isList
    ? members.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, member]) => member)
    : Object.fromEntries(members)
}
