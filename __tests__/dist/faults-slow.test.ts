// Answers that do not come, drip, or flood: the step neither hangs nor takes any of it for an end.
import { LARGE_ANSWERS, SLOW_ANSWERS } from '../support/faults/slow.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...SLOW_ANSWERS, ...LARGE_ANSWERS])
