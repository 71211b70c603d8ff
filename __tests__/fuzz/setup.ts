// For mutation runs: every run of a property tries the same cases, so that a mutant does not survive by luck; and the first case that
// fails is enough, since to look for a smaller one can take minutes.
import fc from 'fast-check'

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['FUZZ_SEED']),
  endOnFailure: true,
})
