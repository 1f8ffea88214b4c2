// SPDX-License-Identifier: Apache-2.0
import { migrations as accounts } from '@symbolon/accounts'
import { type Migrations, migrationsOf } from '@symbolon/store'
import { rooms } from './rooms.ts'

/** Every migration of the house, by name. */
export const allMigrations = (): Migrations => migrationsOf([...rooms.map((room) => room.migrations), accounts])
