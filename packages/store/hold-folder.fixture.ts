// SPDX-License-Identifier: Apache-2.0
// A product that starts its database on a folder, says so, and stays until it is killed.
import { startEmbedded } from './embedded.ts'

const server = await startEmbedded(process.argv[2]!)
process.stdout.write(`${JSON.stringify(server.admin)}\n`)
setInterval(() => {}, 1_000_000)
