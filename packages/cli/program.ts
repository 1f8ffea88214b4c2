// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander'
import { backupVerb, restoreVerb } from './backup-verbs.ts'
import { orFault } from './exit.ts'
import { exportVerb, fsckHalfVerb } from './half-verbs.ts'
import { makeKeyVerb, showKeyVerb, signVerb } from './key-verbs.ts'
import { importVerb, mirrorVerb } from './mirror-verbs.ts'
import { disableVerb, inviteVerb } from './person-verbs.ts'
import { DEFAULT_FOLDER } from './place.ts'
import { read } from './read.ts'
import { fsckVerb, rebuildVerb } from './record-verbs.ts'
import { addRoomVerbs } from './room-verbs.ts'
import { start } from './start.ts'
import { gossipVerb, witnessVerb } from './witness-verbs.ts'

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
    .command('mirror <hub> <arrangement>')
    .description(
      'keeps a party’s half in a data folder of its own, proven, and says when the hub shows another history',
    )
    .option('-d, --data <folder>', 'the data folder of the mirror', 'mirror')
    .option('--token <file>', 'a file with the token to read with; else SYMBOLON_TOKEN, else as the public')
    .option('--every <seconds>', 'goes on, and asks again so often')
    .option(
      '--witness <folder>',
      'co-signs what was proven, with the witness in this folder, and sends that to the hub',
    )
    .option('--name <name>', 'what a new witness is called, for ever')
    .option('--json', 'prints what was kept, a line each')
    .addHelpText(
      'after',
      '\nExample: symbolon mirror https://record.example.org 01900000-0000-7000-8000-000000000001 --token ./token\nLook at it offline: symbolon start --data mirror',
    )
    .action(orFault(mirrorVerb))
  program
    .command('witness')
    .description('serves a witness that co-signs checkpoints of logs which it has seen grow and never change')
    .option('--witness <folder>', 'where its key and its memory are', 'witness')
    .option('--name <name>', 'what a new witness is called, for ever')
    .requiredOption('--trust <file>', 'the keys of the logs that it watches, one a line')
    .option('-p, --port <port>', 'the port on this machine; 0 takes any free one', '7461')
    .addHelpText('after', '\nExample: symbolon witness --name witness.example.org/ours --trust ./keys')
    .action(orFault(witnessVerb))
  program
    .command('gossip <witness>')
    .description('holds what a mirror keeps against what a partner’s witness has seen: catches a hub of two stories')
    .option('-d, --data <folder>', 'the data folder of the mirror', 'mirror')
    .option('--json', 'prints what the witness answered')
    .addHelpText('after', '\nExample: symbolon gossip https://witness.example.org')
    .action(orFault(gossipVerb))
  program
    .command('import <folder>')
    .description('brings an exported half with its proofs into a data folder, to be read there')
    .option(...data)
    .option('--json', 'prints what was kept')
    .addHelpText('after', '\nExample: symbolon import ./our-half --data ./ours')
    .action(orFault(importVerb))
  program
    .command('fsck [folder]')
    .description('says whether the record is whole, or an exported half; names the first damaged statement')
    .option(...data)
    .option(
      '--register <folder>',
      'of a half: the half of its register, which leaves out nothing that was said of keys',
    )
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
  addKeyVerbs(program)
  addRoomVerbs(program, data)
  return program
}

/** A party's own key: made and used where the party is, also where no hub can be reached. */
function addKeyVerbs(program: Command): void {
  const key = program
    .command('key')
    .description('makes and uses a key of a party’s own, to sign what it says')
    .addHelpText('after', '\nExample: symbolon key make ./our.key --name desk')
  const passphrase = [
    '--passphrase <file>',
    'a file with the passphrase; else SYMBOLON_PASSPHRASE, else it is asked for',
  ] as const
  key
    .command('make <file>')
    .description('makes a key file, sealed with a passphrase, and prints its public key')
    .option('--name <name>', 'what the key is called in its public form', 'key')
    .option(...passphrase)
    .option('--json', 'prints {file, key, fingerprint}')
    .addHelpText('after', '\nExample: symbolon key make ./our.key --name desk')
    .action(orFault(makeKeyVerb))
  key
    .command('show <file>')
    .description('prints the public key in a key file')
    .option('--json', 'prints {key, fingerprint}')
    .addHelpText('after', '\nExample: symbolon key show ./our.key')
    .action(orFault(showKeyVerb))
  key
    .command('sign <file> <prepared>')
    .description('shows what a hub prepared to be said, signs it, and prints what to submit')
    .requiredOption('--key <id>', 'the id under which the register has this key')
    .option(...passphrase)
    .option('--json', 'prints what to submit, and nothing else')
    .addHelpText(
      'after',
      '\nExample: symbolon key sign ./our.key prepared.json --key 01900000-0000-7000-8000-000000000001',
    )
    .action(orFault(signVerb))
}
