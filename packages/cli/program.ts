// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander'
import { backupVerb, restoreVerb } from './backup-verbs.ts'
import { orFault } from './exit.ts'
import { exportVerb, fsckHalfVerb } from './half-verbs.ts'
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
    .addHelpText('after', '\nExample: symbolon start --data ./ours --no-demonstration')
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
    .command('backup <folder>')
    .description('writes everything on the record at this moment into a new folder; the product may be running')
    .option(...data)
    .option('--json', 'prints what was written')
    .addHelpText('after', '\nExample: symbolon backup /mnt/other-disk/symbolon-monday --data ./ours')
    .action(orFault(backupVerb))
  program
    .command('restore <folder>')
    .description('makes a new data folder of a backup, and says whether the record in it is whole')
    .option(...data)
    .option('--json', 'prints what was restored, and the report of fsck')
    .addHelpText('after', '\nExample: symbolon restore /mnt/other-disk/symbolon-monday --data ./restored')
    .action(orFault(restoreVerb))
  addRoomVerbs(program, data)
  return program
}
