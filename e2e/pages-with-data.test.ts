// SPDX-License-Identifier: Apache-2.0
import { inject } from 'vitest'
import { layDemonstration } from './demonstration.ts'
import { walk } from './walk.ts'

const url = inject('demonstration')
walk('with the demonstration', url, () => layDemonstration(url))
