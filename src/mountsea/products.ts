/** The vendor's products, and which of them answers at an endpoint. */
import { hub } from './hub.ts'
import { ms } from './ms.ts'
import { producer, producerOfFiles } from './producer.ts'
import { suno } from './suno.ts'
import type { Product } from './read.ts'

/** Products by the end of the endpoint's path. */
export const PRODUCTS: readonly (readonly [path: string, product: Product])[] = [
  ['/producer/tasks', producer],
  ['/eleven/tasks', producer],
  ['/xai/tasks', producerOfFiles],
  ['/gemini/task/result', producerOfFiles],
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
