// For mutation runs: every run of a property tries the same cases, so that a mutant does not survive by luck.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FUZZ_SEED']) })
