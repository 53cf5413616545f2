import { isbot } from 'isbot'
import type { DropReason } from '../rules.ts'

// What isbot lets through: libraries and tools that name themselves, agents that are probes for a weakness, addresses
// to write to (people's browsers carry none), and headless browsers.
const tools = /^(curl|wget|python|go-http|java\/|okhttp|node|axios|undici|ruby|perl|php|libwww|lua|rust|reqwest|httpie|postman|insomnia|powershell|winhttp|aiohttp|scrapy|guzzle|faraday|deno|bun)\b/i
const probes = /\$\{jndi:|<script|\bselect\b.+\bfrom\b|\.\.\//i
const contacts = /[\w.+-]+@[\w-]+\.[a-z]{2,}|\+https?:\/\//i
const automation = /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|lighthouse/i

/** Which program an agent says that it is. `robot` is what isbot knows, most libraries and headless browsers among them: ours are asked after it. */
export const robotOf = (agent: string): DropReason | null => {
  if (isbot(agent)) return 'robot'
  if (tools.test(agent)) return 'tool'
  if (probes.test(agent)) return 'probe'
  if (contacts.test(agent)) return 'contact'
  return automation.test(agent) ? 'headless' : null
}
