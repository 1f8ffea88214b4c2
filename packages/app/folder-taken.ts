// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const folderTaken = defineProblem(
  'app/folder-taken',
  409,
  /*i18n*/ 'There is something at {folder} already. Name a folder that does not exist yet; nothing was written.',
)
