// SPDX-License-Identifier: Apache-2.0
import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('routes/home.tsx'),
  route('about', 'routes/about.tsx'),
  route('delegation', 'routes/delegation.tsx'),
  route('delegation/people', 'routes/people.tsx'),
  route('delegation/keys', 'routes/keys.tsx'),
  route('delegation/sign', 'routes/sign.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('invitation', 'routes/invitation.tsx'),
  route('account', 'routes/account.tsx'),
  route('read', 'routes/read.tsx'),
  ...prefix('parties', [
    index('routes/parties.tsx'),
    route('new', 'routes/party-new.tsx'),
    route(':party', 'routes/party.tsx'),
  ]),
  ...prefix('arrangements', [
    index('routes/arrangements.tsx'),
    route('new', 'routes/arrangement-new.tsx'),
    ...prefix(':arrangement', [
      index('routes/arrangement.tsx'),
      route('scoreboard', 'routes/scoreboard.tsx'),
      route('seats', 'routes/seats.tsx'),
      route('record', 'routes/record.tsx'),
      route('record/:statement', 'routes/statement.tsx'),
      route('documents/new', 'routes/document-new.tsx'),
      route('documents/:source', 'routes/document.tsx'),
      route('documents/:source/review', 'routes/review.tsx'),
      route('commitments/new', 'routes/commitment-new.tsx'),
      route('commitments/:commitment', 'routes/commitment.tsx'),
    ]),
  ]),
  route('*', 'routes/missing.tsx'),
] satisfies RouteConfig
