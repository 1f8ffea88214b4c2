// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'oidc-provider'

export type TestProvider = {
  settings: { issuer: string; clientId: string; clientSecret: string }
  /** Signs in there as a browser does, form by form; gives what the way back to us carries. */
  through: (url: string, login: string) => Promise<string>
  close: () => Promise<void>
}

/** A provider of OpenID Connect as a ministry would run it, on this machine, with the forms of its development mode. */
export async function startProvider(origin: string): Promise<TestProvider> {
  // Loaded where it is asked for: most tests start no provider.
  const { Provider } = await import('oidc-provider')
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = { issuer, clientId: 'symbolon', clientSecret: 'a secret of the test' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [`${origin}/openid/callback`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [await freshKey()] },
    cookies: { keys: ['a key of the test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, name: `${sub} of the ministry` }) }),
    pkce: { required: () => true },
  })
  server.on('request', provider.callback())
  return {
    settings,
    through: (url, login) => walkThrough(origin, url, login),
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function freshKey(): Promise<JWK> {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey } = await crypto.subtle.generateKey(kind, true, ['sign', 'verify'])
  return { ...(await crypto.subtle.exportKey('jwk', privateKey)), use: 'sig', alg: 'ES256' } as JWK
}

async function walkThrough(origin: string, url: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const go = async (to: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(to, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      jar.set(name!, value!)
    }
    return answer
  }
  let at = url
  for (let step = 0; step < 12; step++) {
    if (at.startsWith(`${origin}/`)) return new URL(at).search
    const answer = await go(at)
    const page = answer.headers.get('location') === null ? await answer.text() : ''
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    const next = prompt ? await go(at, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }) : answer
    at = new URL(next.headers.get('location')!, at).href
  }
  throw new Error(`The provider never led back: ${at}`)
}
