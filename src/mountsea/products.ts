/** The vendor's products: how each is asked for its tasks, how its records read, and which of them answers at an endpoint. */
import { STEMS } from '../audio/media.ts'

/** What a status means. An `unknown` one counts as not terminal, with a warning; so does one that `awaits-person`. */
export type Meaning = 'goes-on' | 'awaits-person' | 'unknown' | TerminalMeaning
export type TerminalMeaning = 'completed' | 'failed' | 'cancelled' | 'timeout'

/** One of the vendor's products. A field may lie in another (`error.code`). */
export interface Product {
  readonly idField: string
  /** Where the ID goes in the URL that asks: `?taskId=ID`, or the end of the path. */
  readonly idGoesInto: 'query' | 'path'
  readonly statuses: ReadonlyMap<string, Meaning>
  /** The names of the other fields; of several for the result, the first that is there. One that the product lacks is not named. */
  readonly fields: {
    readonly result: readonly string[]
    readonly errorMessage: string
    readonly errorCode: string
    readonly createdAt: string
    readonly finishedAt?: string
    readonly traceId?: string
  }
  /** Fields at the top of a result that the vendor documents as files. None: the output `audioUrl` is the first audio there is. */
  readonly documented: readonly string[]
  /** The fields for the result whose value is incomplete without audio or video. */
  readonly audioIn: readonly string[]
}

/**
 * The producer: music, stems, downloads, uploads. Eleven, xAI, Gemini and OpenAI answer alike.
 *
 * Source: the vendor's public API reference. It lists `cancelled` among the statuses but not among those that it calls final;
 * that it is final is an ASSUMPTION, by the word. The names in the results of the other four are not documented.
 */
const producer: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: new Map([
    ['pending', 'goes-on'],
    ['ready', 'goes-on'],
    ['assigned', 'goes-on'],
    ['processing', 'goes-on'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['result'],
    errorMessage: 'errorMessage',
    errorCode: 'errorCode',
    createdAt: 'createdAt',
    finishedAt: 'finishedAt',
    traceId: 'traceId',
  },
  // Create, download, upload; download-video; stems.
  documented: ['audioUrl', 'url', 'videoUrl', ...STEMS],
  audioIn: ['result'],
}

/** The same for products that make pictures, too. */
const producerOfFiles: Product = { ...producer, audioIn: [] }

/**
 * Gemini: pictures and video. That `queued` and `running` go on is an ASSUMPTION: the reference does not have them, two clients of
 * other people's do. They also read `result.imageUrls` and `result.videoUrls`.
 */
const gemini: Product = {
  ...producerOfFiles,
  statuses: new Map([...producer.statuses, ['queued', 'goes-on'], ['running', 'goes-on']]),
}

/**
 * Suno: music and pictures.
 *
 * Source: the vendor's public pages; `queued` and `awaiting` stand on a newer one only. There is no status for a cancelled task.
 * `stream` shows files before they are whole, so it goes on. The items of a result have a `status` of their own (`complete`),
 * which says nothing about the task. That results are in `data`, for pictures in `result`, is documented; that a list of clips
 * stands in `data` is an ASSUMPTION, which a client of other people's that logs what it gets confirms.
 */
const suno: Product = {
  idField: 'taskId',
  idGoesInto: 'query',
  statuses: new Map([
    ['queued', 'goes-on'],
    ['ready', 'goes-on'],
    ['running', 'goes-on'],
    ['stream', 'goes-on'],
    ['awaiting', 'awaits-person'],
    ['success', 'completed'],
    ['failed', 'failed'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['data', 'result'],
    errorMessage: 'failReason',
    errorCode: 'failCode',
    createdAt: 'createdAt',
    finishedAt: 'finishAt',
  },
  documented: [],
  audioIn: ['data'],
}

/**
 * The hub: other vendors' models behind one API.
 *
 * Source: the vendor's public pages. Here `ready` is a boolean, which is `true` once a task is finished, whatever its end; it is not
 * needed, since the statuses say more. That `failed`, `timeout` and `cancelled` are final is an ASSUMPTION, by the words. The names
 * in `data` are not documented, and it may hold files as data URIs.
 */
const hub: Product = {
  idField: 'task_id',
  idGoesInto: 'path',
  statuses: new Map([
    ['pending', 'goes-on'],
    ['processing', 'goes-on'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['data'],
    errorMessage: 'error_message',
    errorCode: 'error_code',
    createdAt: 'created_at',
  },
  documented: [],
  audioIn: [],
}

/**
 * MS: video, pictures and audio of many models.
 *
 * Source: the vendor's public pages, which write `canceled` with one l. The shape of `output.audio` is not documented; pictures may
 * be in base64 (`b64`).
 */
const ms: Product = {
  idField: 'task_id',
  idGoesInto: 'path',
  statuses: new Map([
    ['queued', 'goes-on'],
    ['processing', 'goes-on'],
    ['succeeded', 'completed'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['timeout', 'timeout'],
  ]),
  fields: {
    result: ['output'],
    errorMessage: 'error.message',
    errorCode: 'error.code',
    createdAt: 'created_at',
    finishedAt: 'completed_at',
  },
  documented: [],
  audioIn: [],
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

/** The product behind `endpoint`. A path that nobody knows is a gateway in front of the producer, which is the default. */
export function productOf(endpoint: URL): Product {
  const path = endpoint.pathname.replace(/\/$/, '')
  return PRODUCTS.find(([end]) => path.endsWith(end))?.[1] ?? producer
}

/** The URL that asks for a task. The endpoint's own query stays as it was written, which `URLSearchParams` would not leave it. */
export function taskUrl(endpoint: URL, taskId: string): URL {
  const url = new URL(endpoint)
  const id = encodeURIComponent(taskId.toWellFormed())
  if (productOf(endpoint).idGoesInto === 'path') url.pathname = `${url.pathname.replace(/\/$/, '')}/${id}`
  else url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${id}`
  return url
}
