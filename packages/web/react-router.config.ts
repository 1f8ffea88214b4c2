// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'app',
  // The start builds beside what is there, and puts it in its place when it is whole.
  buildDirectory: process.env.SYMBOLON_PAGES ?? 'build',
  ssr: true,
  // What a page does where the server is out of reach must not be fetched from it at that moment: neither where its
  // address leads, nor a part of its script.
  routeDiscovery: { mode: 'initial' },
  splitRouteModules: false,
} satisfies Config
