/**
 * TC3-HMAC-SHA256 as the vendor documents it and its Node.js SDK 4.1.313 does it. Checked in this order: the form
 * of the Authorization header, the clock, the key, its token, and the signature over method, query, signed headers
 * and the raw bytes of the body. X-TC-Action, X-TC-Region and X-TC-Version are not covered unless a client lists
 * them among its signed headers.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { wordsFor } from './messages.ts'
import { Refusal } from './refusal.ts'

/** A key the emulator accepts; with a token it is a temporary one, and the token has to come with every call. */
export type Credential = { readonly secretId: string; readonly secretKey: string; readonly token?: string }

/** What of an HTTP request the signature is about. Header names are lower case. */
export type SignedRequest = {
  readonly method: string
  /** The raw text after `?`, empty without one. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const form =
  /^TC3-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s]+)\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/

/** Seconds that the caller's clock may be off, either way. */
const clockSkewSeconds = 300

/**
 * @param now milliseconds since the UNIX epoch
 * @returns the SecretId that signed
 * @throws {Refusal} AuthFailure.InvalidAuthorization, SignatureExpire, SecretIdNotFound, TokenFailure or SignatureFailure
 */
export function verifySignature(request: SignedRequest, credentials: readonly Credential[], now: number): string {
  const parts = form.exec(request.headers['authorization'] ?? '')
  const timestamp = request.headers['x-tc-timestamp'] ?? ''
  const [, secretId, date, service, signedHeaders, signature] = parts ?? []
  if (!secretId || !date || !service || !signedHeaders || !signature || !/^\d{1,11}$/.test(timestamp)) {
    throw refusal('AuthFailure.InvalidAuthorization')
  }
  const names = signedHeaders.split(';')
  if (!names.includes('content-type') || !names.includes('host')) throw refusal('AuthFailure.InvalidAuthorization')

  const seconds = Number(timestamp)
  if (Math.abs(Math.floor(now / 1000) - seconds) > clockSkewSeconds) throw refusal('AuthFailure.SignatureExpire')
  if (new Date(seconds * 1000).toISOString().slice(0, 10) !== date) throw refusal('AuthFailure.SignatureExpire')

  const credential = credentials.find((known) => known.secretId === secretId)
  if (!credential) throw refusal('AuthFailure.SecretIdNotFound')
  if (request.headers['x-tc-token'] !== credential.token) throw refusal('AuthFailure.TokenFailure')

  const key = signingKey(credential.secretKey, date, service)
  const given = Buffer.from(signature, 'hex')
  const matches = acceptedForms(request, names).some((headers) => {
    const scope = `${date}/${service}/tc3_request`
    const canonical = [
      request.method,
      '/',
      request.query,
      headers,
      signedHeaders,
      sha256(request.method === 'GET' ? '' : request.body),
    ].join('\n')
    const expected = hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n'))
    return timingSafeEqual(expected, given)
  })
  if (!matches) throw refusal('AuthFailure.SignatureFailure')
  return secretId
}

/**
 * The SDK signs the host without its port, hand-written clients often with it; the documents want header values in
 * lower case, the SDK signs them as they are. All four are accepted.
 */
function acceptedForms({ headers }: SignedRequest, names: readonly string[]): readonly string[] {
  const withPort = (headers['host'] ?? '').toLowerCase()
  return [withPort.replace(/:\d+$/, ''), withPort].flatMap((host) =>
    [false, true].map((lower) =>
      names
        .map((name) => {
          const value = name === 'host' ? host : (headers[name] ?? '').trim()
          return `${name}:${lower ? value.toLowerCase() : value}\n`
        })
        .join(''),
    ),
  )
}

function signingKey(secretKey: string, date: string, service: string): Buffer {
  return hmac(hmac(hmac(Buffer.from(`TC3${secretKey}`), date), service), 'tc3_request')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function refusal(code: string): Refusal {
  return new Refusal(code, wordsFor(code))
}
