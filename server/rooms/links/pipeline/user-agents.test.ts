import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { agentVerdict } from './agent.ts'
import { isImpossible } from './impossible-agent.ts'

const corpus = join(import.meta.dirname, '../../../../../shared/corpora/user-agents')
const agents = (name: string) => readFileSync(join(corpus, name), 'utf8').split('\n').filter((line) => line !== '')
const shareOf = (right: number, all: number) => `${right} of ${all}, ${((100 * right) / all).toFixed(2)} %`

const isRobot = (agent: string) => agentVerdict(agent) !== null || isImpossible(agent)

if (!existsSync(corpus)) console.warn(`NOT CHECKED: there is no collection of agents at ${corpus}`)
describe.runIf(existsSync(corpus))('of a public collection of agents', () => {
  test('robots are told from people', () => {
    const robots = agents('bots.txt')
    const people = agents('people.txt')
    const robotsRight = robots.filter(isRobot).length
    const peopleRight = people.filter((agent) => !isRobot(agent)).length
    console.log(`robots told right: ${shareOf(robotsRight, robots.length)}\npeople told right: ${shareOf(peopleRight, people.length)}`)
    expect(robotsRight / robots.length).toBeGreaterThan(0.99)
    expect(peopleRight / people.length).toBeGreaterThan(0.98)
  })
})

const people = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 [LinkedInApp]',
  'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0 Mobile/15E148 Safari/604.1',
]

test.each(people)('%s is a person’s', (agent) => {
  expect(agentVerdict(agent)).toBeNull()
})

test('an agent is judged the same however often it is asked about', () => {
  for (let index = 0; index < 12_000; index++) expect(agentVerdict(`Firefox/${index}`)).toBe(agentVerdict(`Firefox/${index}`))
  expect(agentVerdict('Twitterbot/1.0')).toBe('preview_robot')
  expect(agentVerdict('Twitterbot/1.0')).toBe('preview_robot')
})
