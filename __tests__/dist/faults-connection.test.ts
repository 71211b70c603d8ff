// Connections that break: the step outlives what passes, and says what it saw of what does not.
import { BROKEN_CONNECTIONS, OTHER_PROTOCOLS, REFUSED_CONNECTIONS } from '../support/faults/connection.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...REFUSED_CONNECTIONS, ...BROKEN_CONNECTIONS, ...OTHER_PROTOCOLS])
