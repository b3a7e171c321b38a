import type { InstalledApp } from './workspace.ts'

export type TokenKind = 'bot' | 'app'

export type Credential =
  | { readonly ok: true; readonly kind: TokenKind; readonly scopes: readonly string[] }
  | { readonly ok: false; readonly error: 'not_authed' | 'invalid_auth' | 'token_revoked' }

export type Credentials = {
  readonly check: (token: string | undefined) => Credential
  readonly revoke: (token: string) => void
  readonly setScopes: (kind: TokenKind, scopes: readonly string[]) => void
}

/** The app's tokens and what they may do. */
export const createCredentials = (app: InstalledApp): Credentials => {
  const kinds = new Map<string, TokenKind>([
    [app.botToken, 'bot'],
    [app.appToken, 'app'],
  ])
  const scopes: Record<TokenKind, readonly string[]> = { bot: app.botScopes, app: app.appScopes }
  const revoked = new Set<string>()
  return {
    check: (token) => {
      if (token === undefined || token === '') return { ok: false, error: 'not_authed' }
      const kind = kinds.get(token)
      if (kind === undefined) return { ok: false, error: 'invalid_auth' }
      if (revoked.has(token)) return { ok: false, error: 'token_revoked' }
      return { ok: true, kind, scopes: scopes[kind] }
    },
    revoke: (token) => {
      revoked.add(token)
    },
    setScopes: (kind, granted) => {
      scopes[kind] = granted
    },
  }
}
