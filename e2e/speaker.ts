// SPDX-License-Identifier: Apache-2.0

/** A delegation that speaks through the interface for programs: sets the table for what a browser then looks at. */
export type Speaker = {
  party: string | null
  token: string | null
  say: <Answer = Record<string, string>>(command: string, input: object) => Promise<Answer>
  ask: <Answer>(query: string, input?: Record<string, string>) => Promise<Answer>
}

/** Takes a seat (null: the public). Commands and queries are named with their room: `register/grant-seat`. */
export async function speakFor(url: string, party: string | null): Promise<Speaker> {
  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/v1/${path}`, init)
    if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
    return answer.json()
  }
  const json = { 'content-type': 'application/json' }
  const { token } = (await call('session', {
    method: 'POST',
    headers: { ...json, origin: url },
    body: JSON.stringify({ party }),
  })) as { token: string | null }
  const bearer: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  return {
    party,
    token,
    say: async (command, input) =>
      (await call(command, { method: 'POST', headers: { ...json, ...bearer }, body: JSON.stringify(input) })).answer,
    ask: (query, input = {}) => call(`${query}?${new URLSearchParams(input)}`, { headers: bearer }),
  }
}

/** Who edits the register, and so holds the one seat of an empty workspace. */
export async function registrar(url: string): Promise<Speaker> {
  const reader = await speakFor(url, null)
  const { parties } = await reader.ask<{ parties: { id: string; names: { en: string } }[] }>('register/parties')
  return speakFor(url, parties.find(({ names }) => names.en === 'Register editors')!.id)
}
