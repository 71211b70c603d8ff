// Answers that are no record of the task: never success, however they look.
import { BAD_ANSWERS, UNKNOWN_STATUSES } from '../support/faults/bodies.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...BAD_ANSWERS, ...UNKNOWN_STATUSES])
