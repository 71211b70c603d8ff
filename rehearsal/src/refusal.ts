/**
 * Where a rehearsal must not start: a run that is itself a release would publish its sounds.
 */

/** What the runner says about the run, each '' where it says nothing. */
export interface Run {
  /** `GITHUB_EVENT_NAME`. */
  readonly event: string
  /** `GITHUB_REF`, such as `refs/tags/v1`. */
  readonly ref: string
  /** `GITHUB_REF_TYPE`, `branch` or `tag`. Not every runner sets it. */
  readonly refType: string
}

/** Why the rehearsal does not start and what to do, `null` where it may. */
export function refusal({ event, ref, refType }: Run): string | null {
  const isTag = refType === 'tag' || ref.startsWith('refs/tags/')
  const what = event === 'release' ? 'a release' : isTag ? 'a tag' : null
  if (what === null) return null
  return `This run is for ${what}, and what a rehearsal makes must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`
}
