/**
 * Reading JSON whose shape is not ours (act's log, what the stand-ins wrote down) without believing it.
 */
export type Fields = Readonly<Record<string, unknown>>

/** The fields of a JSON object, none where the text is no JSON object. */
export function fieldsOf(text: string): Fields {
  try {
    return asFields(JSON.parse(text))
  } catch {
    return {}
  }
}

export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
