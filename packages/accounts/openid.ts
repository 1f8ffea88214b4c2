// SPDX-License-Identifier: Apache-2.0
import { accept, type Result, refuse } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import * as client from 'openid-client'
import { begin, take } from './ceremony.ts'
import { noOpenId, notLinked } from './problems.ts'

export type OpenId = { issuer: string; config: client.Configuration; redirect: string }
export type OpenIdSettings = { issuer: string; clientId: string; clientSecret: string }

/** The issuer, the client and its secret from the environment; null where none is set. Throws where one is missing. */
export function openIdSettings(env: Record<string, string | undefined>): OpenIdSettings | null {
  const { SYMBOLON_OIDC_ISSUER: issuer, SYMBOLON_OIDC_CLIENT_ID: clientId } = env
  const clientSecret = env.SYMBOLON_OIDC_CLIENT_SECRET
  if (!issuer && !clientId && !clientSecret) return null
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret }
  throw new Error(
    'To sign in by OpenID Connect set all of SYMBOLON_OIDC_ISSUER, SYMBOLON_OIDC_CLIENT_ID and SYMBOLON_OIDC_CLIENT_SECRET.',
  )
}

/** Asks the provider for its description. Without TLS only a provider on this machine is taken, as in a test. */
export async function openOpenId(settings: OpenIdSettings, origin: string): Promise<OpenId> {
  const issuer = new URL(settings.issuer)
  const near = issuer.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(issuer.hostname)
  const execute = near ? [client.allowInsecureRequests] : []
  try {
    const config = await client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, { execute })
    return { issuer: config.serverMetadata().issuer, config, redirect: `${origin}/openid/callback` }
  } catch (cause) {
    throw new Error(`The OpenID provider at ${settings.issuer} could not be asked for its description.`, { cause })
  }
}

/** For what somebody leaves: to sign in, with an invitation or none, or to link an identity to the session's person. */
export type Errand = { invitation: string | null; link: string | null }
type Kept = Errand & { issuer: string; verifier: string; state: string; nonce: string }

/**
 * The address at the provider to send the browser to, and what binds this browser to it: a cookie that only it brings
 * back, so that nobody is signed in by a link that somebody else began.
 */
export async function leaveForOpenId(store: Store, openId: OpenId, errand: Errand) {
  const verifier = client.randomPKCECodeVerifier()
  const { issuer } = openId
  const kept: Kept = { ...errand, issuer, verifier, state: client.randomState(), nonce: client.randomNonce() }
  const url = client.buildAuthorizationUrl(openId.config, {
    redirect_uri: openId.redirect,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: kept.state,
    nonce: kept.nonce,
    // Whoever was last signed in there at this browser need not be who is linking here.
    ...(errand.link === null ? {} : { prompt: 'login' }),
  })
  return { url: url.href, binding: await begin(store, 'openid', kept) }
}

export type Known = Errand & { issuer: string; subject: string; name: string | null }

/** Who came back from the provider. Whatever does not fit, wherever it went wrong, is one refusal. */
export async function returnFromOpenId(
  store: Store,
  openId: OpenId,
  binding: string | null,
  search: string,
): Promise<Result<Known>> {
  const kept = binding === null ? null : await take<Kept>(store, 'openid', binding)
  if (!kept) return refuse(noOpenId())
  const refusal = () => refuse(kept.link === null ? noOpenId() : notLinked())
  // The host may have named another provider meanwhile: what one gave is never handed to another.
  if (kept.issuer !== openId.issuer) return refusal()
  try {
    const tokens = await client.authorizationCodeGrant(openId.config, new URL(openId.redirect + search), {
      pkceCodeVerifier: kept.verifier,
      expectedState: kept.state,
      expectedNonce: kept.nonce,
      idTokenExpected: true,
    })
    const { iss, sub, name } = tokens.claims()!
    return accept({
      issuer: iss,
      subject: sub,
      name: typeof name === 'string' ? name : null,
      invitation: kept.invitation,
      link: kept.link,
    })
  } catch (error) {
    // What a browser brings back wrong is a refusal; a provider that cannot be reached is a fault.
    if (error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError)
      return refusal()
    if (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT') return refusal()
    throw error
  }
}
