import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

const MOST_BYTES = 2_000_000

/** The whole body as text. @throws where it is larger than 2 MB */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > MOST_BYTES) throw new Error('The body is too large.')
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const argumentsSchema = z.record(z.string(), z.unknown())

/** A method's arguments, from a form or JSON; null where the JSON cannot be read. */
export const readArguments = (contentType: string, body: string): Record<string, unknown> | null => {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(body))
  try {
    return argumentsSchema.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
