import type { DropReason } from '../rules.ts'
import { isImpossible } from './impossible-agent.ts'
import { asksLikeProgram, isMailScanner } from './mail-scanner.ts'
import { isPreviewRobot } from './preview-robot.ts'
import { programNumber } from './program.ts'
import { remember } from './remember.ts'
import { robotOf } from './robot.ts'
import type { HeaderStep } from './visit.ts'

/** No agent that people use is longer; what follows is not looked at. */
export const agentLimit = 512

const classify = (agent: string): DropReason | null => {
  if (agent.trim() === '' || agent === '-') return 'empty_agent'
  if (isPreviewRobot(agent)) return 'preview_robot'
  if (isMailScanner(agent)) return 'mail_scanner'
  return robotOf(agent) ?? (isImpossible(agent) ? 'impossible_agent' : null)
}

/** What an agent says of itself: whether that is no person's, and which program it names besides (0: a browser). */
export const readAgent = remember((agent) => ({ verdict: classify(agent), program: programNumber(agent) }))

export const agentVerdict = (agent: string): DropReason | null => readAgent(agent).verdict

/** Robots, previewers and scanners that name themselves, those that name nobody, and those that name what cannot be. */
export const agent: HeaderStep = (visit) => agentVerdict(visit.agent)

/** Programs, scanners most of them, that name a browser and no language. */
export const noLanguage: HeaderStep = (visit) =>
  (asksLikeProgram(visit.agent, visit.accept, visit.accept_language) ? 'no_language' : null)
