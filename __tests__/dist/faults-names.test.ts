// Host names, certificates and proxies: what will not get better is refused at once, and the key stays here.
import { CERTIFICATES, NAMES, PROXIES } from '../support/faults/names.ts'
import { suffer } from '../support/faults/fault.ts'
import { testFaults } from '../support/faults/verify.ts'

testFaults([...NAMES, ...CERTIFICATES, ...PROXIES])

// What this machine's own resolver says of it (that the name does not exist, or that it cannot tell) is its affair.
test('a host name that can never exist', async () => {
  const inputs = { endpoint: 'https://no-such-host.invalid/tasks' }
  const { exitCode, outputs } = await suffer({ name: '', inputs, reason: 'rejected' })
  expect(exitCode).toBe(1)
  expect(outputs['reason']).toMatch(/^(rejected|unreachable)$/)
})
