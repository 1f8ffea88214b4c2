// SPDX-License-Identifier: Apache-2.0
import { ERASED, type Id, type Projector } from '@symbolon/foundation'
import {
  type FactRow,
  guardProjection,
  makeFactTable,
  makeSchema,
  type Owner,
  projectContinued,
  projectErasures,
  projectErrors,
  projectFacts,
  type View,
  type Writer,
} from '@symbolon/store'
import { sql } from 'kysely'
import type {
  ArrangementBody,
  CosignaturesRequiredBody,
  DeclassifiedBody,
  DisagreementBody,
  EmbargoSetBody,
  ErasedBody,
  FigureBody,
  LinkBody,
  ParticipationBody,
  PartyBody,
  SourceBody,
  WitnessNamedBody,
} from './contract.ts'
import { seatProjectors } from './seat-projectors.ts'

export type RegisterTables = {
  'register.party': FactRow<PartyBody>
  'register.arrangement': FactRow<ArrangementBody>
  'register.participation': FactRow<ParticipationBody> & { party: Id; of: Id }
  'register.link': FactRow<LinkBody> & { from_id: Id; to_id: Id }
  'register.figure': FactRow<FigureBody> & { of: Id | null }
  'register.disagreement': FactRow<DisagreementBody> & { of: Id | null }
  'register.source': FactRow<SourceBody> & { author: Id | null }
  'register.witness': FactRow<WitnessNamedBody>
  'register.quorum': FactRow<CosignaturesRequiredBody>
  'register.rule': FactRow<unknown> & { rule: 'past' | 'trace'; choice: string }
  'register.embargo': FactRow<EmbargoSetBody> & { original: Id; until: string }
  'register.declassified': FactRow<DeclassifiedBody> & { original: Id }
  /** By the ids of what was erased. */
  'register.erasure': FactRow<ErasedBody> & { restates: Id | null }
  /** Bulk: the text of a source, guarded by the log of the statement that carries its digest. */
  'register.source_text': { arrangement: Id; id: Id; log: Id; recorded_at: Date; text: string }
}

export const tablesOf = (view: View) => view.withTables<RegisterTables>()

const FACTS = [
  'party',
  'arrangement',
  'participation',
  'link',
  'figure',
  'disagreement',
  'source',
  'witness',
  'quorum',
  'rule',
  'embargo',
  'declassified',
].map((name) => `register.${name}`)
export const projections = [...FACTS, 'register.erasure', 'store.seat']
export const workingTables = ['register.source_text']

export const migrations = {
  '0010-register': async (owner: Owner) => {
    await makeSchema(owner, 'register')
    await makeFactTable(owner, 'register.party')
    // What an arrangement is, is no talk of the past: who takes a seat in it later reads that.
    await makeFactTable(owner, 'register.arrangement', '', 'true')
    await makeFactTable(owner, 'register.participation', 'party uuid not null, of uuid not null')
    await makeFactTable(owner, 'register.link', 'from_id uuid not null, to_id uuid not null')
    await makeFactTable(owner, 'register.figure', 'of uuid')
    await makeFactTable(owner, 'register.disagreement', 'of uuid')
    await makeFactTable(owner, 'register.source', 'author uuid')
    await sql`create table register.source_text (arrangement uuid not null, id uuid not null, log uuid not null,
      recorded_at timestamptz not null, text text not null, primary key (arrangement, id))`.execute(owner)
    await guardProjection(owner, 'register.source_text')
  },
  '0061-witnesses': async (owner: Owner) => {
    // Which checkpoints count, and by whose signature, is no talk of the past.
    await makeFactTable(owner, 'register.witness', '', 'true')
    await makeFactTable(owner, 'register.quorum', '', 'true')
  },
  '0070-seats-rules': async (owner: Owner) => {
    // By which rules people sit here is no talk of the past either.
    await makeFactTable(owner, 'register.rule', 'rule text not null, choice text not null', 'true')
    await makeFactTable(owner, 'register.embargo', 'original uuid not null, until text not null')
    await makeFactTable(owner, 'register.declassified', 'original uuid not null')
  },
  '0080-register-erasures': async (owner: Owner) => {
    await makeFactTable(owner, 'register.erasure', 'restates uuid')
  },
}

export const projectors: Record<string, Projector<Writer>> = {
  'party.registered': projectFacts<PartyBody>('register.party', undefined, (body) => body.party),
  'arrangement.registered': projectFacts<ArrangementBody>(
    'register.arrangement',
    undefined,
    (body) => body.arrangement,
  ),
  'participation.noted': projectFacts<ParticipationBody>('register.participation', ({ body }) => ({
    party: body.party,
    of: body.of,
  })),
  'link.noted': projectFacts<LinkBody>('register.link', ({ body }) => ({ from_id: body.from, to_id: body.to })),
  'figure.noted': projectFacts<FigureBody>('register.figure', ({ body }) => ({ of: body.of })),
  'disagreement.noted': projectFacts<DisagreementBody>('register.disagreement', ({ body }) => ({ of: body.of })),
  'source.registered': projectFacts<SourceBody>(
    'register.source',
    ({ body }) => ({ author: body.author }),
    (body) => body.source,
  ),
  'witness.named': projectFacts<WitnessNamedBody>('register.witness', undefined, (body) => body.party),
  'cosignatures.required': projectFacts<CosignaturesRequiredBody>(
    'register.quorum',
    undefined,
    (body) => body.arrangement,
  ),
  ...seatProjectors,
  'past.chosen': projectFacts<{ past: string }>('register.rule', ({ body }) => ({ rule: 'past', choice: body.past })),
  'trace.chosen': projectFacts<{ trace: string }>('register.rule', ({ body }) => ({
    rule: 'trace',
    choice: body.trace,
  })),
  'embargo.set': projectFacts<EmbargoSetBody>('register.embargo', ({ body }) => ({
    original: body.statement,
    until: body.until,
  })),
  'statement.declassified': projectFacts<DeclassifiedBody>('register.declassified', ({ body }) => ({
    original: body.statement,
  })),
  'statement.entered-in-error': projectErrors(FACTS),
  'log.continued': projectContinued(FACTS, ['store.seat', 'register.source_text']),
  [ERASED]: async (writer, statements) => {
    await projectErasures(FACTS)(writer, statements)
    await projectFacts<ErasedBody>(
      'register.erasure',
      ({ body }) => ({ restates: body.restates }),
      (body) => body.statement,
    )(writer, statements)
  },
}
