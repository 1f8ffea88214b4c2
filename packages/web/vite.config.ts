// SPDX-License-Identifier: Apache-2.0
import { lingui } from '@lingui/vite-plugin'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [lingui(), reactRouter()],
  build: { assetsInlineLimit: 0 },
  // The one script that is no page's: one file that a browser runs as it is.
  worker: { format: 'iife' },
  // The server's entrance is a fetch handler that the server package mounts.
  environments: { ssr: { build: { rollupOptions: { input: './app/handler.ts' } } } },
})
