import { Command, Option } from 'commander'
import { roles } from '@portevoix/contract/permissions'
import { give, giveFailure, type Answer } from './answer.ts'
import type { CorrectOptions } from './correct.ts'
import type { DemonstrationCommandOptions } from './demonstration.ts'
import type { InviteOptions, OrganisationOptions } from './people.ts'

const program = new Command('portevoix')
  .description('Runs an ambassador programme: commands for whoever operates the installation.\nSettings are read from the environment, as for a start (DATA_DIR, DATABASE_URL, …).')
  .option('--json', 'answer in JSON')
  .showHelpAfterError('(--help says what can be written)')

/** Each command brings its own program: what only tells its options has nothing to wait for. */
const people = () => import('./people.ts')

const run = async (work: Promise<Answer>): Promise<void> => {
  const as_json = program.opts<{ json?: boolean }>().json === true
  try {
    give(await work, as_json)
  } catch (error) {
    giveFailure(error, as_json)
  }
}

program.command('demo')
  .description('make the demonstration: an invented organisation with a year of life')
  .option('--name <name>', 'the name it bears').option('--colour <colour>', 'its colour, #rrggbb').option('--logo <file>', 'its logo, a PNG, JPEG or WebP file')
  .option('--language <language>', 'fr or en', 'fr').option('--again', 'make another in the place of the one there is; what was done in it is lost')
  .addOption(new Option('--remove', 'remove it instead').conflicts('again'))
  .action((options: DemonstrationCommandOptions) => run(import('./demonstration.ts').then(({ demonstrationCommand }) => demonstrationCommand(options))))

const organisation = program.command('organisation').description('organisations of this installation')
organisation.command('create').description('make an organisation and its first administrator')
  .requiredOption('--name <name>', 'its name').requiredOption('--admin-name <name>', 'the administrator\'s name').requiredOption('--admin-email <address>', 'the administrator\'s e-mail')
  .option('--colour <colour>', 'its colour, #rrggbb', '#3b4cca').option('--language <language>', 'fr or en', 'fr').option('--time-zone <name>', 'its time zone', 'Europe/Paris')
  .action((options: OrganisationOptions) => run(people().then(({ organisationCreate }) => organisationCreate(options))))

const member = program.command('member').description('members of an organisation')
member.command('invite').description('invite people by e-mail').argument('<e-mail...>')
  .option('--organisation <name or id>', 'which one, where there are several').option('--role <role...>', `roles to give: ${roles.join(', ')}`).option('--tribe <tribe>', 'employees or customers', 'employees')
  .option('--language <language>', 'fr or en', 'fr').option('--days <number>', 'how long the invitation holds', '30').option('--send-again', 'mail it again to those who are invited already')
  .action((emails: string[], options: InviteOptions) => run(people().then(({ memberInvite }) => memberInvite(emails, options))))

program.command('sign-in-link').description('print a one-time sign-in link for an address, and note it in the audit log').argument('<e-mail>')
  .action((address: string) => run(people().then(({ signInLinkCommand }) => signInLinkCommand(address))))
const links = program.command('links').description('clicks that were counted')
links.command('correct').description('leave out of earlier days what came from networks, or by programs, that are known only now, and count those days again')
  .option('--network <CIDR...>', 'a network, /16 to /24 (IPv6: /40 to /48)').option('--agent <text...>', 'the agent of a program that names itself')
  .option('--from <day>', 'the first day (UTC), YYYY-MM-DD; the first that is kept').option('--to <day>', 'the last day; today').option('--dry-run', 'say what would be left out, and change nothing')
  .action((options: CorrectOptions) => run(import('./correct.ts').then(({ correctCommand }) => correctCommand(options))))
program.command('doctor').description('check configuration, database, proxy, mail and disk').action(() => run(import('./doctor.ts').then(({ doctor }) => doctor())))
program.command('migrate').description('bring the database to this version').action(() => run(import('./migrate.ts').then(({ migrateCommand }) => migrateCommand())))
program.command('backup').description('back the whole installation up into a new folder, while it runs or not').argument('<folder>')
  .action((folder: string) => run(import('./backup.ts').then(({ backupCommand }) => backupCommand(folder))))
program.command('restore').description('make the data folder (DATA_DIR, new or empty) from a backup').argument('<folder>')
  .action((folder: string) => run(import('./restore.ts').then(({ restoreCommand }) => restoreCommand(folder))))

await program.parseAsync()
