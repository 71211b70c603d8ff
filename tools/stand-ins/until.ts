/** Waits for a condition, however slow the machine is. */

/** Checks again and again, until it is true. Throws if it is not true within half a minute. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; !isSo(); looks++) {
    if (looks === 6_000) throw new Error('it never became so')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
