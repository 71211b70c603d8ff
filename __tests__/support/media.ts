/** A tiny file of `media/`: one second, or six where the name says what is rare about it. */
import { readFileSync } from 'node:fs'

export const media = (name: string): Buffer => readFileSync(new URL(`./media/${name}`, import.meta.url))
