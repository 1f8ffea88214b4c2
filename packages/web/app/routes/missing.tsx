// SPDX-License-Identifier: Apache-2.0
import { data } from 'react-router'

/** Answers for every address that no page has, in the frame and the language of the reader. */
export const loader = () => {
  throw data(null, { status: 404 })
}

export default function Missing() {
  return null
}
