import { Counter, Registry } from 'prom-client'
import type { DropReason } from '../rules.ts'

type Answer = 'redirect' | 'card' | 'not_found' | 'unavailable'

/** Counts of the redirect service; kept as plain numbers, and told when they are asked for. */
export interface RedirectMetrics {
  readonly registry: Registry
  answered(answer: Answer): void
  judged(reason: DropReason | null): void
}

const counting = <Label extends string>() => {
  const counts = new Map<Label, number>()
  return { counts, add: (label: Label) => { counts.set(label, (counts.get(label) ?? 0) + 1) } }
}

export const createMetrics = (stored: { batches: number; hits: number }): RedirectMetrics => {
  const registry = new Registry()
  const answers = counting<Answer>()
  const verdicts = counting<DropReason | 'click'>()
  const tell = (name: string, help: string, label: string, counts: ReadonlyMap<string, number>) =>
    new Counter({ name, help, labelNames: [label], registers: [registry], collect() {
      this.reset()
      for (const [value, count] of counts) this.inc({ [label]: value }, count)
    } })
  tell('portevoix_link_answers_total', 'Requests for links, by answer', 'answer', answers.counts)
  tell('portevoix_link_hits_total', 'Hits judged: clicks, and those left out by reason', 'verdict', verdicts.counts)
  const amount = (name: string, help: string, read: () => number) =>
    new Counter({ name, help, registers: [registry], collect() {
      this.reset()
      this.inc(read())
    } })
  amount('portevoix_link_hits_stored_total', 'Hits made durable', () => stored.hits)
  amount('portevoix_link_batches_total', 'Commits that made hits durable', () => stored.batches)
  return { registry, answered: answers.add, judged: (reason) => { verdicts.add(reason ?? 'click') } }
}
