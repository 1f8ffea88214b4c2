#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { programOf } from './program.ts'

await programOf().parseAsync()
