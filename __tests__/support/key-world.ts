/**
 * What anybody could learn of the API key from a whole step.
 */
import { tellsKey } from '../fuzz/keys.ts'
import type { StepWorld } from './step-world.ts'

/** Everything that anybody could read afterwards, but the key's own registration. */
export function readable({ runner, downloads }: StepWorld): string {
  return [
    ...runner.calls.filter(({ kind }) => kind !== 'mask').map(({ name, value }) => `${name}\n${value}`),
    ...downloads.map(({ url, headers }) => `${url.href}\n${JSON.stringify(headers)}`),
  ].join('\n')
}

/** Runs the step; nobody learns the key from it, and the runner hears of it before anything else. */
export async function expectHidden(world: StepWorld, key: string): Promise<void> {
  await world.run()
  const text = readable(world)
  if (tellsKey(text, key)) throw new Error(`${key} is told: ${text}`)
  expect(world.runner.values('mask')).toEqual([key])
  expect(world.runner.calls[0]?.kind).toBe('mask')
}
