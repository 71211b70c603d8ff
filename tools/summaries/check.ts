/**
 * Checks a rendered summary: it has only the elements that we wrote, every text from outside is still text, every picture is drawn.
 */
import type { Page } from 'playwright-core'

/** The expectations for one page. */
export interface Expectation {
  /** Where links may lead. */
  readonly linkOrigin: string
  /** Texts that the page must show unchanged. */
  readonly texts: readonly string[]
  /** The names of the picture's sections from top to bottom; empty without a picture. */
  readonly sections: readonly string[]
}

/** Draws the page's pictures, and returns a sentence for each fault. */
export async function checkPage(page: Page, expected: Expectation, scheme: string): Promise<string[]> {
  const strange = strings(await page.evaluate(`inspect(${JSON.stringify(expected.linkOrigin)})`))
  const shown = squeeze(asText(await page.evaluate(`document.body.textContent`)))
  const lost = expected.texts.filter((text) => !shown.includes(squeeze(text)))
  const pictures = await page.evaluate(
    `drawTimelines(${JSON.stringify(scheme === 'dark' ? 'dark' : 'default')})`,
  )
  return [
    ...strange,
    ...lost.map((text) => `a text is missing or was changed: ${text}`),
    ...checkPictures(Array.isArray(pictures) ? pictures : [], expected.sections),
  ]
}

/** `pending 12s`, `wait-timeout`, `more changes 1h 5m`, or a dot if the bar is too short. */
const OWN_LABEL = /^(?:·|[a-z-]+(?: changes)?(?: \d+(?:ms|[hms]))*)$/

function checkPictures(pictures: readonly unknown[], names: readonly string[]): string[] {
  if (names.length === 0) return pictures.length === 0 ? [] : ['an unexpected picture']
  const [picture] = pictures
  if (pictures.length !== 1) return [`${pictures.length} pictures, not one`]
  const error = asText(field(picture, 'error'))
  if (error !== '') return [`mermaid refuses the picture: ${error}`]
  const sections = list(field(picture, 'sections'))
  const drawn = sections.map((section) => asText(field(section, 'text')))
  const foreign = list(field(picture, 'foreign'))
  const complaints = foreign.map((name) => `an element ${asText(name)} in the picture`)
  if (drawn.join('\n') !== names.join('\n'))
    complaints.push(`sections ${drawn.join(', ')}, not ${names.join(', ')}`)
  const barsY = list(field(picture, 'bars')).map((bar) => asNumber(field(bar, 'y')))
  // A section's name stands in the middle of its rows. If mermaid sorted it away from its bars, no bar has its height.
  const strays = sections.filter(
    (section) => !barsY.some((y) => Math.abs(y - asNumber(field(section, 'y'))) < 20),
  )
  complaints.push(...strays.map((section) => `no bar beside ${asText(field(section, 'text'))}`))
  const labels = list(field(picture, 'labels')).map((label) => asText(label).trim())
  if (labels.length !== barsY.length) complaints.push(`${labels.length} labels for ${barsY.length} bars`)
  const alien = labels.filter((label) => !OWN_LABEL.test(label))
  complaints.push(...alien.map((label) => `a label that is not ours: ${label}`))
  const first = asText(list(field(picture, 'axis'))[0])
  // Read in a zone that is not UTC: an axis that shows times of day would start at 5h 30m.
  if (!/^(?:0:00|0d 0h)$/.test(first)) complaints.push(`the axis starts at ${first}`)
  return complaints
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function strings(value: unknown): string[] {
  return list(value).map(asText)
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
