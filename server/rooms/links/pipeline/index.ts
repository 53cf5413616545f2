import type { DropReason } from '../rules.ts'
import { visitorOf } from '../visitor.ts'
import { agent, noLanguage } from './agent.ts'
import { burst } from './burst.ts'
import { head } from './head.ts'
import { listedNetwork } from './listed-network.ts'
import { notOpened } from './not-opened.ts'
import { prefetch } from './prefetch.ts'
import { removed } from './removed.ts'
import { headFirst, manyLinks } from './scanner.ts'
import { sharer } from './sharer.ts'
import type { HeaderStep, Knowledge, Visit, VisitorStep } from './visit.ts'

/** Asked in this order; the first reason given is the hit's. */
const headerSteps: readonly HeaderStep[] = [removed, head, prefetch, agent, notOpened, noLanguage, listedNetwork]
const visitorSteps: readonly VisitorStep[] = [sharer, headFirst, burst, manyLinks]

/** A click has no reason and a visitor; a hit that its headers left out has no visitor, for nothing needs to tell it apart. */
export interface Verdict { reason: DropReason | null; visitor: string | null }

/** Decides whether a visit is a click. */
export const judge = (visit: Visit, known: Knowledge): Verdict => {
  for (const step of headerSteps) {
    const reason = step(visit, known)
    if (reason !== null) return { reason, visitor: null }
  }
  const visitor = visitorOf(known.salt, visit.link.id, visit)
  for (const step of visitorSteps) {
    const reason = step(visit, known, visitor)
    if (reason !== null) return { reason, visitor }
  }
  return { reason: null, visitor }
}
