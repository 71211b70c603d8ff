/** The vendor's products: how to ask each for a task, how to read its records, and which one an endpoint belongs to. */
import { STEMS, type FileKind } from '../audio/media.ts'

/** What a status means. `unknown` and `awaits-person` are not terminal, and cause a warning. */
export type Meaning = 'goes-on' | 'awaits-person' | 'unknown' | TerminalMeaning
export type TerminalMeaning = 'completed' | 'failed' | 'cancelled' | 'timeout'

/** One of the vendor's products. A field may be nested (`error.code`); '' stands for a field that the product lacks. */
export interface Product {
  readonly idField: string
  /** Where the ID goes in the URL that asks: `?taskId=ID`, or the end of the path. */
  readonly idGoesInto: 'query' | 'path'
  readonly statuses: ReadonlyMap<string, Meaning>
  /** The result is in the first of these fields with a value. */
  readonly result: readonly string[]
  readonly errorCode: string
  readonly times: readonly [created: string, finished: string]
  /** Top-level fields of a result that the vendor documents as files. If there are none, `audioUrl` is the first audio found. */
  readonly documented: readonly string[]
  /** The kind of a documented file if neither its field nor its extension tells. */
  readonly usual: FileKind | null
  /** The fields for the result that are incomplete without audio or video. */
  readonly audioIn: readonly string[]
}

/** ASSUMPTION: `failed`, `timeout` and the words for `cancelled` are final in every product, as the words say. */
function statuses(goOn: readonly string[], others: Readonly<Record<string, Meaning>>): Product['statuses'] {
  const going = goOn.map((status) => [status, 'goes-on'] as const)
  return new Map<string, Meaning>([
    ...going,
    ...Object.entries(others),
    ['failed', 'failed'],
    ['timeout', 'timeout'],
  ])
}
const GO_ON = ['pending', 'ready', 'assigned', 'processing']
const ENDS = { completed: 'completed', cancelled: 'cancelled' } as const

/**
 * The producer: music, stems, downloads, uploads. Eleven, xAI, Gemini and OpenAI answer in the same form.
 *
 * Source: the vendor's public API reference. It lists `cancelled` as a status but not as a final one. The field names in the results
 * of the other four are not documented.
 */
const producer: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: statuses(GO_ON, ENDS),
  result: ['result'],
  errorCode: 'errorCode',
  times: ['createdAt', 'finishedAt'],
  // Create, download, upload; download-video; stems.
  documented: ['audioUrl', 'url', 'videoUrl', ...STEMS],
  usual: 'audio',
  audioIn: ['result'],
}

/** The same for products that also make pictures. */
const producerOfFiles: Product = { ...producer, usual: null, audioIn: [] }

/**
 * Gemini: pictures and video. ASSUMPTION: `queued` and `running` go on. The reference lacks them, but two third-party clients have
 * them. Those also read `result.imageUrls` and `result.videoUrls`.
 */
const gemini: Product = { ...producerOfFiles, statuses: statuses([...GO_ON, 'queued', 'running'], ENDS) }

/**
 * Suno: music and pictures.
 *
 * Source: the vendor's public pages; only a newer one has `queued` and `awaiting`. There is no status for a cancelled task.
 * `stream` shows incomplete files, so it goes on. The items of a result have their own `status` (`complete`), which says nothing
 * about the task. Documented: results are in `data`, those of pictures in `result`. ASSUMPTION: `data` can be a list of clips, as the
 * log of a third-party client shows.
 */
const suno: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: statuses(['queued', 'ready', 'running', 'stream'], {
    awaiting: 'awaits-person',
    success: 'completed',
  }),
  result: ['data', 'result'],
  errorCode: 'failCode',
  times: ['createdAt', 'finishAt'],
  documented: [],
  usual: null,
  audioIn: ['data'],
}

/**
 * The hub: other vendors' models behind one API.
 *
 * Source: the vendor's public pages. `ready` is a boolean here, `true` once a task has finished in any way; the statuses say more.
 * The field names in `data` are not documented, and it may contain files as data URIs.
 */
const hub: Product = {
  idField: 'task_id',
  idGoesInto: 'path',
  statuses: statuses(['pending', 'processing'], ENDS),
  result: ['data'],
  errorCode: 'error_code',
  times: ['created_at', ''],
  documented: [],
  usual: null,
  audioIn: [],
}

/**
 * MS: video, pictures and audio of many models. Source: the vendor's public pages, which spell `canceled` with one l. The shape of
 * `output.audio` is not documented. Pictures may be in base64 (`b64`).
 */
const ms: Product = {
  ...hub,
  statuses: statuses(['queued', 'processing'], { succeeded: 'completed', canceled: 'cancelled' }),
  result: ['output'],
  errorCode: 'error.code',
  times: ['created_at', 'completed_at'],
}

/** Products by the end of the endpoint's path. */
export const PRODUCTS: readonly (readonly [path: string, product: Product])[] = [
  ['/producer/tasks', producer],
  ['/eleven/tasks', producer],
  ['/xai/tasks', producerOfFiles],
  ['/gemini/task/result', gemini],
  ['/openai/tasks', producerOfFiles],
  ['/suno/v2/status', suno],
  ['/hub/v1/tasks', hub],
  ['/ms/v1/tasks', ms],
]

/** The product behind `endpoint`. An unknown path counts as a gateway to the producer. */
export function productOf(endpoint: URL): Product {
  const path = endpoint.pathname.replace(/\/$/, '')
  return PRODUCTS.find(([end]) => path.endsWith(end))?.[1] ?? producer
}

/** The URL of a task. The endpoint's query stays as written; `URLSearchParams` would change it. */
export function taskUrl(endpoint: URL, taskId: string): URL {
  const url = new URL(endpoint)
  const id = encodeURIComponent(taskId.toWellFormed())
  if (productOf(endpoint).idGoesInto === 'path') url.pathname = `${url.pathname.replace(/\/$/, '')}/${id}`
  else url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${id}`
  return url
}
