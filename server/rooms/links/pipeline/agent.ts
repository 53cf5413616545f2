import type { DropReason } from '../rules.ts'
import { asksLikeProgram, isMailScanner } from './mail-scanner.ts'
import { isPreviewRobot } from './preview-robot.ts'
import { isRobot } from './robot.ts'
import type { HeaderStep } from './visit.ts'

/** No agent that people use is longer; what follows is not looked at. */
export const agentLimit = 512
const remembered = 5_000

const classify = (agent: string): DropReason | null => {
  if (agent.trim() === '' || agent === '-') return 'empty_agent'
  if (isPreviewRobot(agent)) return 'preview_robot'
  if (isMailScanner(agent)) return 'mail_scanner'
  return isRobot(agent) ? 'robot' : null
}

const verdicts = new Map<string, DropReason | null>()

/** What an agent says of itself. Few agents make most requests: verdicts are remembered by agent, and nothing else is. */
export const agentVerdict = (agent: string): DropReason | null => {
  const known = verdicts.get(agent)
  if (known !== undefined) return known
  if (verdicts.size >= remembered) verdicts.clear()
  const verdict = classify(agent)
  verdicts.set(agent, verdict)
  return verdict
}

/** Robots, previewers and scanners that name themselves, and those that name nobody. */
export const agent: HeaderStep = (visit) => agentVerdict(visit.agent)

/** Scanners that name a browser. */
export const mailScanner: HeaderStep = (visit) =>
  (asksLikeProgram(visit.agent, visit.accept, visit.accept_language) ? 'mail_scanner' : null)
