import { lostCall } from '../services/lighthouse/catalogue.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import type { Finding } from '../services/rollback/findings.ts'

const textOf = (value: string | number | null | undefined): string => String(value ?? '')

/** @returns the fault that a finding about a check that could not be made keeps in its facts */
export const faultIn = (facts: Finding['facts']): CloudFault => {
  const action = textOf(facts['action'])
  if (facts['code'] !== undefined) {
    const code = textOf(facts['code'])
    return { kind: 'refused', action, region: null, code, message: textOf(facts['message']), requestId: null }
  }
  return lostCall(action, null, textOf(facts['detail']))
}
