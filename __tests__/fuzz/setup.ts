// For mutation runs: every run of a property tries the same cases, so that no mutant survives by luck. The first case that fails is
// enough, since the search for a smaller one can take minutes.
import fc from 'fast-check'

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['FUZZ_SEED']),
  endOnFailure: true,
})
