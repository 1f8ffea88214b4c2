// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Whoever connects says what it wants within this time, and goes on saying or hearing it. */
const PATIENCE = 8000
/** A whole request; six megabytes over the slow line of a small office take most of it. */
const WHOLE_REQUEST = 120_000
/** More than browsers and a proxy keep open together; the rest is turned away until others end. */
const MOST_CONNECTIONS = 5000

export const serverOptions: ServerOptions = {
  headersTimeout: PATIENCE,
  requestTimeout: WHOLE_REQUEST,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
}

/**
 * Cuts connections on which nothing moves: one that never asks, stops in the middle of its request, or does not take its
 * answer. One that waits for us is left alone, however long we take.
 */
export function limitConnections(http: Server): void {
  http.maxConnections = MOST_CONNECTIONS
  const asking = new WeakMap<Socket, { request: IncomingMessage; response: ServerResponse }>()
  http.on('request', (request, response) => asking.set(request.socket, { request, response }))
  http.setTimeout(PATIENCE, (socket) => {
    const last = asking.get(socket)
    const waitsForUs = last?.request.complete && !last.response.writableEnded && socket.writableLength === 0
    if (!waitsForUs) socket.destroy()
  })
}
