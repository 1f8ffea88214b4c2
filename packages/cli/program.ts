// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander'
import { orFault } from './exit.ts'
import { exportVerb, fsckHalfVerb } from './half-verbs.ts'
import { disableVerb, inviteVerb } from './person-verbs.ts'
import { DEFAULT_FOLDER } from './place.ts'
import { read } from './read.ts'
import { fsckVerb, rebuildVerb } from './record-verbs.ts'
import { addRoomVerbs } from './room-verbs.ts'
import { start } from './start.ts'

const CODES = `
Exit codes: 0 done; 1 a fault, or the product cannot run here; 2 refused, with what to do; 3 the record is damaged.
Every verb but start takes --json and then prints JSON alone.
symbolon VERB --help explains a verb with its options and an example of it.

Example, from a document to its drafts: symbolon read declaration.md`

export function programOf(): Command {
  const program = new Command('symbolon')
    .description('A record that no party owns, for partnership in migration governance.')
    .addHelpText('after', CODES)
    .showHelpAfterError()
    .configureHelp({ showGlobalOptions: true })
  const data = ['-d, --data <folder>', 'the data folder', DEFAULT_FOLDER] as const
  program
    .command('start')
    .description('starts the product and prints its address')
    .option(...data)
    .option('-p, --port <port>', 'the port on this machine; 0 takes any free one', '7460')
    .option('--empty', 'without the atlas and the demonstration')
    .option('--no-demonstration', 'with the atlas, without the demonstration')
    .option('--build', 'builds the pages again first')
    .option('--accounts', 'people sign in, instead of choosing whom they speak for')
    .option('--address <origin>', 'the same, reached at this address through a proxy that speaks HTTPS')
    .addHelpText(
      'after',
      '\nExample: symbolon start --data ./ours --no-demonstration\nExample: symbolon start --data ./ours --address https://record.example.org',
    )
    .action(orFault(start))
  program
    .command('read <file>')
    .description('reads a declaration (Markdown or plain text) into drafts; keeps nothing')
    .option('--json', 'prints {document, language, items}')
    .addHelpText('after', '\nExample: symbolon read declaration.md --json > drafts.json')
    .action(orFault(read))
  program
    .command('export <arrangement> <folder>')
    .description('writes all that a party may read of an arrangement into a folder that verifies by itself')
    .option(...data)
    .option('--as <party>', 'exports what this party may read (its id); else what the public may')
    .option('--json', 'prints what was written')
    .addHelpText('after', '\nExample: symbolon export 01900000-0000-7000-8000-000000000001 ./our-half --as …')
    .action(orFault(exportVerb))
  program
    .command('fsck [folder]')
    .description('says whether the record is whole, or an exported half; names the first damaged statement')
    .option(...data)
    .option('--json', 'prints the report')
    .addHelpText('after', '\nExample: symbolon fsck --data ./ours\nExample: symbolon fsck ./our-half')
    .action(orFault((folder, options) => (folder ? fsckHalfVerb(folder, options) : fsckVerb(options))))
  program
    .command('rebuild')
    .description('empties the projections and fills them again from the statements')
    .option(...data)
    .option('--json', 'prints the report')
    .addHelpText('after', '\nExample: symbolon rebuild --data ./ours')
    .action(orFault(rebuildVerb))
  program
    .command('invite <party>')
    .description('makes a link with which somebody becomes a member of a delegation (a party, by its id)')
    .option(...data)
    .requiredOption('--role <role>', 'head, delegate, rapporteur, assessor, statistician, coder, clerk or observer')
    .option('--name <name>', 'who it is for; shown to the heads of the delegation')
    .option('--address <origin>', 'where the product is reached', 'http://localhost:7460')
    .option('--json', 'prints {party, role, link}')
    .addHelpText('after', '\nExample: symbolon invite 01900000-0000-7000-8000-000000000001 --role head')
    .action(orFault(inviteVerb))
  program
    .command('disable <name>')
    .description('shuts a person out at once, wherever they are signed in (the name they sign in with)')
    .option(...data)
    .option('--undo', 'lets the person in again')
    .option('--json', 'prints {name, disabled}')
    .addHelpText('after', '\nExample: symbolon disable ama-mensah-123456')
    .action(orFault(disableVerb))
  addRoomVerbs(program, data)
  return program
}
