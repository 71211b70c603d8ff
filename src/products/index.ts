/**
 * The vendor's products, and which of them answers at an endpoint.
 */
import { producer } from './producer.ts'
import type { Product } from './task.ts'

/** Products by the end of the endpoint's path. */
const PRODUCTS: readonly (readonly [path: string, product: Product])[] = [['/producer/tasks', producer]]

/** The product behind `endpoint`. A path that nobody knows is a gateway in front of the producer, which is the default. */
export function productOf(endpoint: URL): Product {
  const path = endpoint.pathname.replace(/\/$/, '')
  return PRODUCTS.find(([end]) => path.endsWith(end))?.[1] ?? producer
}

/** The URL that asks for a task. The endpoint's own query stays as it was written, which `URLSearchParams` would not leave it. */
export function taskUrl(endpoint: URL, taskId: string): URL {
  const url = new URL(endpoint)
  url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${encodeURIComponent(taskId.toWellFormed())}`
  return url
}
