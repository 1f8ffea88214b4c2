// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { SelectField } from './act-form.tsx'

/** Who may read what is about to be said. `usual` says who that is where nobody chooses. */
export function AudienceField({ usual }: { usual: string }) {
  const { i18n } = useLingui()
  return (
    <SelectField
      name="audience"
      label={i18n._('Who may read it')}
      hint={i18n._('What is on the record stays there. Who takes a seat later does not read what was said before.')}
      value="usual"
      options={[
        ['usual', usual],
        ['public', i18n._('Everybody')],
        ['seats', i18n._('All who hold a seat: members, observers, secretariat')],
        ['members', i18n._('Members alone')],
        ['own', i18n._('Our delegation alone')],
      ]}
    />
  )
}
