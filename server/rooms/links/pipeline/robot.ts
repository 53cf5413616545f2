import { isbot } from 'isbot'

// What isbot lets through: libraries and tools that name themselves, agents that are probes for a weakness, addresses
// to write to (people's browsers carry none), and headless browsers.
const tools = /^(curl|wget|python|go-http|java\/|okhttp|node|axios|undici|ruby|perl|php|libwww|lua|rust|reqwest|httpie|postman|insomnia|powershell|winhttp|aiohttp|scrapy|guzzle|faraday|deno|bun)\b/i
const probes = /\$\{jndi:|<script|\bselect\b.+\bfrom\b|\.\.\//i
const contacts = /[\w.+-]+@[\w-]+\.[a-z]{2,}|\+https?:\/\//i
const automation = /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|lighthouse/i

export const isRobot = (agent: string): boolean =>
  isbot(agent) || tools.test(agent) || probes.test(agent) || contacts.test(agent) || automation.test(agent)
