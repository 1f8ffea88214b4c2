// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { useId } from 'react'

type Props = { text: string; problem: string | undefined }

/** A file or a pasted text: either is enough. `uploadIn` reads them back. */
export function UploadFields({ text, problem }: Props) {
  const { i18n } = useLingui()
  const id = useId()
  const invalid = problem ? true : undefined
  const describedBy = (own: string) => [own, problem].filter(Boolean).join(' ')
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-file`}>{i18n._('A file')}</label>
        <p className="hint" id={`${id}-file-hint`}>
          {i18n._('Markdown (.md) or plain text (.txt), in UTF-8, up to 5 MB. Save other documents as text first.')}
        </p>
        <input
          id={`${id}-file`}
          name="file"
          type="file"
          accept=".md,.markdown,.txt,text/markdown,text/plain"
          aria-describedby={describedBy(`${id}-file-hint`)}
          aria-invalid={invalid}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{i18n._('Or its text')}</label>
        <p className="hint" id={`${id}-text-hint`}>
          {i18n._('Paste the words here. Where a file is chosen as well, the file is read.')}
        </p>
        <textarea
          id={`${id}-text`}
          name="text"
          rows={8}
          defaultValue={text}
          aria-describedby={describedBy(`${id}-text-hint`)}
          aria-invalid={invalid}
        />
      </div>
    </>
  )
}
