// HTTP statuses: which end the step, which are waited out, and that the key follows no redirect.
import { FINAL_STATUSES, NOT_FOUND, REDIRECTS, TRANSIENT_STATUSES } from '../support/faults/statuses.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...FINAL_STATUSES, ...NOT_FOUND, ...REDIRECTS, ...TRANSIENT_STATUSES])
