import type { RollbackRequest } from './request.ts'

/** A person as the workspace knows them at the moment of a click. */
export type Person = {
  readonly userId: string
  readonly teamId: string
  readonly isDeactivated: boolean
  readonly isBot: boolean
  /** Single- or multi-channel guest. */
  readonly isGuest: boolean
  /** From another workspace or organisation (Slack Connect). */
  readonly isExternal: boolean
}

/** Why somebody is not a full, active member of the workspace. */
export type NotFullMember = 'deactivated' | 'bot' | 'guest' | 'external'

export const notFullMember = (person: Person, ownTeamId: string): NotFullMember | null => {
  if (person.isDeactivated) return 'deactivated'
  if (person.isBot) return 'bot'
  if (person.isExternal || person.teamId !== ownTeamId) return 'external'
  return person.isGuest ? 'guest' : null
}

/** The people whom `APPROVERS` names, resolved at the click. */
export type ApproverList =
  | { readonly kind: 'known'; readonly userIds: ReadonlySet<string> }
  /** A group or the channel that could not be read, or that names nobody: it approves nothing. */
  | { readonly kind: 'unknown'; readonly source: string; readonly why: 'empty' | 'unreadable'; readonly detail: string }

export type Refusal =
  | { readonly why: 'requester' }
  | { readonly why: NotFullMember }
  | { readonly why: 'not_approver' }
  | {
      readonly why: 'approvers_unknown'
      readonly source: string
      readonly problem: 'empty' | 'unreadable'
      readonly detail: string
    }
  | { readonly why: 'already_approved' }

/**
 * Whether this person may decide on this request now. Who may approve may deny.
 * @param lists one for each member of `APPROVERS`; a list that names the person counts even where another is unknown
 */
export const mayDecide = (
  request: RollbackRequest,
  person: Person,
  ownTeamId: string,
  lists: readonly ApproverList[],
): Refusal | null => {
  if (person.userId === request.submission.requester) return { why: 'requester' }
  return whyNoApprover(person, ownTeamId, lists)
}

/** Whether this person is an approver now, whatever the request; an approver may have an instance started. */
export const whyNoApprover = (person: Person, ownTeamId: string, lists: readonly ApproverList[]): Refusal | null => {
  const lacking = notFullMember(person, ownTeamId)
  if (lacking !== null) return { why: lacking }
  if (lists.some((list) => list.kind === 'known' && list.userIds.has(person.userId))) return null
  const unknown = lists.find((list) => list.kind === 'unknown')
  if (unknown === undefined) return { why: 'not_approver' }
  return { why: 'approvers_unknown', source: unknown.source, problem: unknown.why, detail: unknown.detail }
}
