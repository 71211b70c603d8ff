// Servers in trouble: the step waits as long as it was asked to, and not past its deadline.
import { OUTAGES, RETRY_AFTER } from '../support/faults/outages.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...OUTAGES, ...RETRY_AFTER])
