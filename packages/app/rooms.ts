// SPDX-License-Identifier: Apache-2.0
import { partnership } from '@symbolon/partnership'
import { performance } from '@symbolon/performance'
import { register } from '@symbolon/register'
import type { AnyRoom } from '@symbolon/store'

/** The rooms of the house, in the order in which things happen. */
export const rooms: AnyRoom[] = [register, partnership, performance]
