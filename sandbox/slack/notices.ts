import type { Changes } from './changes.ts'
import { shortId } from './identifiers.ts'
import type { PageNotice } from './page-api.ts'

/** The errors that Slack itself shows a person because the app failed them. */
export type Notices = {
  readonly tell: (notice: Omit<PageNotice, 'id' | 'at'>) => void
  readonly dismiss: (id: string) => void
  readonly all: () => readonly PageNotice[]
}

export const createNotices = (now: () => number, changes: Changes): Notices => {
  let notices: readonly PageNotice[] = []
  return {
    tell: (notice) => {
      const told = { ...notice, id: shortId(), at: now() }
      notices = [...notices, told]
      changes.emit({ type: 'notice', notice: told })
    },
    dismiss: (id) => {
      notices = notices.filter((notice) => notice.id !== id)
      changes.emit({ type: 'notice_removed', id })
    },
    all: () => notices,
  }
}
