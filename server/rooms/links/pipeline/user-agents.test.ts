import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { agentVerdict } from './agent.ts'

const corpus = join(import.meta.dirname, '../../../../../shared/corpora/user-agents')
const agents = (name: string) => readFileSync(join(corpus, name), 'utf8').split('\n').filter((line) => line !== '')
const shareOf = (right: number, all: number) => `${right} of ${all}, ${((100 * right) / all).toFixed(2)} %`

const isRobot = (agent: string) => agentVerdict(agent) !== null

if (!existsSync(corpus)) console.warn(`NOT CHECKED: there is no collection of agents at ${corpus}`)
describe.runIf(existsSync(corpus))('of a public collection of agents', () => {
  test('robots are told from people', () => {
    const robots = agents('bots.txt')
    const people = agents('people.txt')
    const robotsRight = robots.filter(isRobot).length
    const peopleRight = people.filter((agent) => !isRobot(agent)).length
    console.log(`of a public collection of agents, robots told right: ${shareOf(robotsRight, robots.length)}\npeople told right: ${shareOf(peopleRight, people.length)}`)
    expect(robotsRight / robots.length).toBeGreaterThan(0.99)
    expect(peopleRight / people.length).toBeGreaterThan(0.98)
  })
})

const mozilla = (system: string, rest: string) => `Mozilla/5.0 (${system}) ${rest}`
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows = 'Windows NT 10.0; Win64; x64'
const mac = 'Macintosh; Intel Mac OS X 10_15_7'
const iphone = 'iPhone; CPU iPhone OS 18_6 like Mac OS X'

const people = [
  mozilla(windows, `${webkit} Chrome/140.0.0.0 Safari/537.36`),
  mozilla(windows, `${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`),
  mozilla(windows, `${webkit} Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0`),
  mozilla('Windows NT 6.1; WOW64', `${webkit} Chrome/109.0.0.0 Safari/537.36`),
  mozilla('Windows NT 10.0; Win64; x64; rv:143.0', 'Gecko/20100101 Firefox/143.0'),
  mozilla('Windows NT 10.0; WOW64; Trident/7.0; rv:11.0', 'like Gecko'),
  mozilla('X11; Linux x86_64; rv:128.0', 'Gecko/20100101 Firefox/128.0'),
  mozilla('X11; CrOS x86_64 14541.0.0', `${webkit} Chrome/139.0.0.0 Safari/537.36`),
  mozilla(mac, `${apple} Version/18.6 Safari/605.1.15`),
  mozilla(mac, `${webkit} Chrome/140.0.0.0 Safari/537.36`),
  mozilla(iphone, `${apple} Version/18.6 Mobile/15E148 Safari/604.1`),
  mozilla(iphone, `${apple} CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1`),
  mozilla(iphone, `${apple} FxiOS/143.0 Mobile/15E148 Safari/605.1.15`),
  mozilla(iphone, `${apple} EdgiOS/140.0.3485.71 Version/18.0 Mobile/15E148 Safari/604.1`),
  mozilla(iphone, `${apple} GSA/386.0.808 Mobile/15E148 Safari/604.1`),
  mozilla(iphone, `${apple} Mobile/15E148 [LinkedInApp]/9.31.4`),
  mozilla(iphone, `${apple} Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0.33.70;FBBV/789;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBLC/fr_FR;FBOP/5]`),
  mozilla(iphone, `${apple} Mobile/22G86 Instagram 396.0.0.22.88 (iPhone15,3; iOS 18_6; fr_FR; fr; scale=3.00; 1290x2796)`),
  mozilla('iPad; CPU OS 18_0 like Mac OS X', `${apple} CriOS/130.0 Mobile/15E148 Safari/604.1`),
  mozilla('Linux; Android 10; K', `${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`),
  mozilla('Linux; Android 15; Pixel 9', `${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`),
  mozilla('Linux; Android 14; SAMSUNG SM-S926B', `${webkit} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36`),
  mozilla('Android 15; Mobile; rv:143.0', 'Gecko/143.0 Firefox/143.0'),
  mozilla('Linux; Android 14; SM-S911B; wv', `${webkit} Version/4.0 Chrome/130.0 Mobile Safari/537.36 [LinkedInApp]`),
  mozilla('Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv', `${webkit} Version/4.0 Chrome/139.0.7258.94 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/527.0.0.46.77;IABMV/1;]`),
  mozilla('Linux; Android 13; V2024A; wv', `${webkit} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.42.2460 XWEB/1160117`),
  mozilla('Linux; Android 13; SM-A525F; wv', `${webkit} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Viber/21.0.0`),
  mozilla('Linux; Android 9; CUBOT_X19', `${webkit} Chrome/120.0.0.0 Mobile Safari/537.36`),
  mozilla(mac, `${webkit} Slack_SSB/4.38 Chrome/124.0.0.0 Electron/30.0.0 Safari/537.36`),
  mozilla(windows, `${webkit} Rocket.Chat/3.9.14 Chrome/120.0.0.0 Electron/28.0.0 Safari/537.36`),
  mozilla(windows, `${webkit} TrelloDesktop/2.12 Chrome/89.0.0.0 Electron/12.0.0 Safari/537.36`),
]

const robots = [
  'Twitterbot/1.0', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'WhatsApp/2.25.9 A', 'Viber/20.5.0.1', 'TelegramBot (like TwitterBot)',
  mozilla('compatible; Discordbot/2.0; +https://discordapp.com', ''), 'http.rb/5.2.0 (Mastodon/4.3.1; +https://mastodon.social/)', 'Mastodon/4.4.3 (http.rb/5.3.1; +https://piaille.fr/)',
  mozilla('compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app', ''), 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)', mozilla('compatible; Barracuda Sentinel (EE)', ''),
  mozilla('compatible; Googlebot/2.1; +http://www.google.com/bot.html', ''), mozilla('compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm', ''),
  mozilla('Linux; Android 6.0.1; Nexus 5X Build/MMB29P', `${webkit} Chrome/125.0.6422.175 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`),
  mozilla('compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/', ''), `Mozilla/5.0 ${webkit}; compatible; GPTBot/1.2; +https://openai.com/gptbot)`, mozilla('compatible; redditbot/1.0; +http://www.reddit.com/feedback', ''),
  mozilla('X11; Linux x86_64', `${webkit} HeadlessChrome/140.0.0.0 Safari/537.36`), mozilla(mac, `${webkit} Chrome/109.0.0.0 Safari/537.36 CloudflareObservatory/1.0`),
  'curl/8.5.0', 'python-requests/2.32.3', 'Go-http-client/2.0', 'node', 'axios/1.7.9', 'Java/17.0.9', 'okhttp/4.12.0', 'W3C_Validator/1.3 http://validator.w3.org/services', 'Prometheus/2.40.5',
  mozilla('compatible; PRTG Network Monitor (www.paessler.com); Windows', ''), 'DynatraceSynthetic/1.179', 'GoogleStackdriverMonitoring-UptimeChecks(https://cloud.google.com/monitoring)',
  '', '-', 'Mozilla/5.0', mozilla('Windows NT 11.0; Win64; x64', `${webkit} Chrome/140.0.0.0 Safari/537.36`),
]

describe('of agents of our own choice', () => {
  test.each(people)('%s is a person’s', (agent) => { expect(agentVerdict(agent)).toBeNull() })
  test.each(robots)('%s is a robot’s', (agent) => { expect(agentVerdict(agent)).not.toBeNull() })

  test('all robots are told by their names, and nobody is taken for one', () => {
    const [robotsRight, peopleRight] = [robots.filter(isRobot).length, people.filter((agent) => !isRobot(agent)).length]
    console.log(`of the agents of this table, robots told right: ${shareOf(robotsRight, robots.length)}; people told right: ${shareOf(peopleRight, people.length)}`)
    expect([robotsRight, peopleRight]).toEqual([robots.length, people.length])
  })
})

test('an agent is judged the same however often it is asked about', () => {
  for (let index = 0; index < 12_000; index++) expect(agentVerdict(`Firefox/${index}`)).toBe(agentVerdict(`Firefox/${index}`))
  expect(agentVerdict('Twitterbot/1.0')).toBe('preview_robot')
  expect(agentVerdict('Twitterbot/1.0')).toBe('preview_robot')
})
