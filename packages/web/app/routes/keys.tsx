// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Result } from '@symbolon/foundation'
import type { KeysPage } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { unknownAct } from '../commitment-acts.ts'
import { ActForm, Field, FoldedForm } from '../components/act-form.tsx'
import { Keys, OwnKeyForm, RevokeForm } from '../components/own-key-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Done } from '../components/said.tsx'
import { answerTo, type Doors, doorsOf, refusedWith } from '../doors.ts'
import { nameIn } from '../format.ts'
import { useVisit } from '../root.tsx'
import { wordsIn } from '../terms-form.ts'

const PATH = '/delegation/keys'
/** A passkey needs a script of its own; the rest of the page needs none. */
export const handle = { ownKey: true }

export async function loader(args: LoaderFunctionArgs) {
  const party = doorsOf(args).visit.party?.id
  return party ? answerTo<KeysPage>(args, 'keys', { party }) : null
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const done = await runKeyAct(doorsOf(args).run, form)
  return done.ok ? redirect(`${PATH}?done=${form.get('act')}#done`, 303) : refusedWith(done.problem, form)
}

function runKeyAct(run: Doors['run'], form: FormData): Promise<Result<unknown>> {
  const said = (name: string) => wordsIn(form, name) ?? ''
  switch (form.get('act')) {
    case 'name-key':
      return run('name-key', { label: said('label'), key: { algorithm: 'ed25519', vkey: said('vkey') } })
    case 'name-passkey': {
      const parts = { credential: said('credential'), publicKey: said('publicKey'), rp: said('rp') }
      return run('name-key', { label: said('label'), key: { algorithm: 'webauthn-es256', ...parts } })
    }
    case 'revoke-key': {
      const since = wordsIn(form, 'since')
      return run('revoke-key', {
        ...{ key: said('of'), reason: said('reason') },
        since: since && `${since}T00:00:00.000Z`,
      })
    }
    case 'require-signing':
      return run('require-signing', { required: form.get('required') === 'yes' })
    default:
      return Promise.resolve({ ok: false, problem: unknownAct })
  }
}

/** Where a party names the keys that are its own, and says that nothing else speaks for it. */
export default function OwnKeys() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const party = useVisit()?.party
  const [search] = useSearchParams()
  const done: Record<string, string> = {
    'name-key': i18n._('The key is named, on the public record of the register.'),
    'name-passkey': i18n._('The key is named, on the public record of the register.'),
    'revoke-key': i18n._('The key is revoked. It signs nothing more.'),
  }
  return (
    <>
      <PageHead title={i18n._('Keys of your own')}>
        <p className="lead">
          {i18n._(
            'What your party signs with a key of its own is provably its word. The host has no part of that key, so it cannot speak for you.',
          )}
        </p>
      </PageHead>
      <Done words={refused ? null : (done[search.get('done') ?? ''] ?? null)} />
      {page && party ? (
        <Own page={page} name={nameIn(party.names, i18n.locale)} refused={refused} />
      ) : (
        <p>
          {i18n._('You read as the public, which has no keys.')}{' '}
          <a href={`/delegation?to=${PATH}`}>{i18n._('Speak for a party')}</a>
        </p>
      )}
    </>
  )
}

type OwnProps = { page: KeysPage; name: string; refused: ReturnType<typeof useActionData<typeof action>> }

function Own({ page, name, refused }: OwnProps) {
  const { i18n } = useLingui()
  const signing = page.keys.filter(({ signs }) => signs)
  return (
    <>
      <h2>{i18n._('The keys of {party}', { party: name })}</h2>
      {page.keys.length === 0 ? (
        <p>
          {i18n._(
            'None is named yet: that your party said something rests on the word of the host. Name two, one to use and one for the safe.',
          )}
        </p>
      ) : (
        <Keys keys={page.keys} formOf={(key) => <RevokeForm of={key} refused={refused} />} />
      )}
      <p>
        {i18n._(
          'Keys are public. Give the fingerprints to your partners over another line, so that they know them from those that a host might slip in.',
        )}
      </p>
      <FoldedForm
        act="name-key"
        refused={refused}
        title={i18n._('Name a key file')}
        lead={i18n._(
          '"symbolon key make" makes one on a machine of yours and prints its public key. It works wherever your half goes.',
        )}
        button={i18n._('Put this on the record')}
      >
        <Field name="label" required maxLength={100} label={i18n._('What the key is called')} />
        <Field name="vkey" required maxLength={300} label={i18n._('Public key')} />
      </FoldedForm>
      <details className="act">
        <summary>{i18n._('Name a passkey')}</summary>
        <p>
          {i18n._(
            'A passkey stays in your device and is bound to this address: where the record moves, you name another.',
          )}
        </p>
        <OwnKeyForm
          act="name-passkey"
          refused={refused}
          button={i18n._('Make the passkey and name it')}
          data={{ 'data-own-key': 'make', 'data-party': name }}
          fields={['credential', 'publicKey', 'rp']}
        >
          <Field name="label" required maxLength={100} label={i18n._('What the key is called')} />
        </OwnKeyForm>
      </details>
      <h2>{i18n._('Only signed')}</h2>
      <p>
        {page.required
          ? i18n._(
              'Nothing unsigned is the word of {party}, anywhere on this record. Whoever shows an unsigned statement of yours made after this is found out by every reader who checks. Lifting it needs a signature.',
              { party: name },
            )
          : i18n._(
              'Unsigned statements are taken as the word of {party} too. From when you ask for signatures, nothing unsigned is: the host cannot speak for you, nor can whoever takes over your account. If all your keys are lost, nobody can; so keep two.',
              { party: name },
            )}
      </p>
      {signing.length > 0 && (
        <ActForm
          act="require-signing"
          refused={refused}
          quiet={page.required}
          button={page.required ? i18n._('Lift it: take unsigned statements too') : i18n._('From now on only signed')}
        >
          <input type="hidden" name="required" value={page.required ? 'no' : 'yes'} />
        </ActForm>
      )}
    </>
  )
}
