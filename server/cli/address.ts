import { runningOn } from '#kit/running'
import { Refusal } from '#kit/refusal'
import { addressIsWritten, type Settings } from '../env.ts'

/** Where the links that a command gives begin, and what its operator should know of it. */
export interface CommandAddress { base_url: string; running: boolean; agrees: boolean; words: string }

/**
 * The address of the Portevoix that runs on the data folder, whatever port it took; a BASE_URL that was written for the command
 * wins. Where none runs, the settings' own.
 */
export const commandAddress = ({ data_dir, base_url }: Settings): CommandAddress => {
  const [running] = runningOn(data_dir)
  if (!running) return { base_url, running: false, agrees: true, words: `Portevoix is not running on ${data_dir}: links begin with ${base_url} (BASE_URL, PORT). Start it, with npm start, before you open one.` }
  if (!addressIsWritten() || running.address === base_url) return { base_url: running.address, running: true, agrees: true, words: `running at ${running.address} (process ${running.pid})` }
  return {
    base_url, running: true, agrees: false,
    words: `Links begin with ${base_url}, as BASE_URL says here, but the Portevoix that runs (process ${running.pid}) is opened at ${running.address}: give commands the settings of the service.`,
  }
}

/**
 * The same settings, with that address, and what the operator should be told beside the answer.
 * @throws Refusal where no link can be made: nothing runs and any free port would do.
 */
export const withCommandAddress = (settings: Settings): { settings: Settings; warning: string | null } => {
  const { base_url, running, agrees, words } = commandAddress(settings)
  if (!running && new URL(base_url).port === '0') throw new Refusal('Portevoix is not running, and with PORT=0 its address is not known yet: start it first, or write the address, for example BASE_URL=https://ambassadors.example.org.')
  return { settings: { ...settings, base_url }, warning: running && agrees ? null : words }
}
