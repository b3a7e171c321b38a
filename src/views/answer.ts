import type { NotFullMember, Refusal } from '../services/rollback/approval.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import type { EntryData } from '../services/rollback/entry.ts'
import type { RollbackRequest } from '../services/rollback/request.ts'

/** Why a person may not ask for a rollback, or see instances. */
export type RequestRefusal =
  | { readonly why: NotFullMember | 'not_in_channel' }
  /** The person or the channel's members could not be looked up in Slack. */
  | { readonly why: 'person_unreadable'; readonly detail: string }

/** Why a submitted request did not become a card. */
export type Problem =
  | { readonly kind: 'rejected'; readonly rejection: EntryData<'rejected'>['rejection'] }
  /** The instance has an open request; `link` leads to its card. */
  | { readonly kind: 'instance_taken'; readonly link: string | null }
  | { readonly kind: 'cloud'; readonly fault: CloudFault }
  | { readonly kind: 'refused'; readonly refusal: RequestRefusal }
  | { readonly kind: 'unexpected'; readonly errorId: string }

/** What one person is told privately after a command or a click. */
export type PrivateAnswer =
  /** May not decide. */
  | { readonly kind: 'may_not_decide'; readonly refusal: Refusal }
  /** Only the requester may cancel. */
  | { readonly kind: 'may_not_cancel'; readonly requester: string }
  /** The decision has fallen, or the request has ended; says what happened instead, from the request. */
  | { readonly kind: 'too_late'; readonly request: RollbackRequest }
  /** The time for a decision is over; the card shows it within seconds. */
  | { readonly kind: 'deadline_passed'; readonly decideBy: number }
  /** The button's digest is not the request's. */
  | { readonly kind: 'digest_mismatch' }
  | { readonly kind: 'may_not_start'; readonly refusal: Refusal }
  /** The instance's start was asked for already, or another request holds the instance. */
  | { readonly kind: 'start_not_now'; readonly askedBy: string | null }
  | { readonly kind: 'unknown_request' }
  /** Slack could not be asked who the person is. */
  | { readonly kind: 'person_unreadable'; readonly detail: string }
  /** A request of the person's own was opened (where no modal is left to say so). */
  | { readonly kind: 'submitted'; readonly link: string | null }
  /** A request of the person's own did not become a card (where no modal is left to say so). */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The modal could not be opened in time; the command can be typed again. */
  | { readonly kind: 'modal_not_opened' }
  /** `errorId` is in the log too. */
  | { readonly kind: 'unexpected'; readonly errorId: string }
