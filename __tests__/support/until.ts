/** Waiting for what will be so, however slow the machine is. */

/** Looks again and again, until it is so. Throws where it has not become so in half a minute. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; !isSo(); looks++) {
    if (looks === 6_000) throw new Error('it never became so')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
