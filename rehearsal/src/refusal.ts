/**
 * Where a rehearsal must not start: a run that is itself a release would publish its sounds.
 */

/** Why the rehearsal does not start and what to do, `null` where it may. `event` and `refType` are the runner's own words. */
export function refusal(event: string, refType: string): string | null {
  const what = event === 'release' ? 'a release' : refType === 'tag' ? 'a tag' : null
  if (what === null) return null
  return `This run is for ${what}, and what a rehearsal makes must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`
}
