/** All claims. */
import { ANSWER_CLAIMS } from './answer-claims.ts'
import { FILE_CLAIMS } from './file-claims.ts'
import type { Fuzz } from './fuzz.ts'
import { INPUT_CLAIMS } from './input-claims.ts'
import { KEY_CLAIMS } from './key-claims.ts'
import { TEXT_CLAIMS } from './text-claims.ts'

export const CLAIMS: readonly Fuzz[] = [
  ...TEXT_CLAIMS,
  ...KEY_CLAIMS,
  ...ANSWER_CLAIMS,
  ...INPUT_CLAIMS,
  ...FILE_CLAIMS,
]
