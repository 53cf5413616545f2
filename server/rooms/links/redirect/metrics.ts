import { Counter, Gauge, Registry } from 'prom-client'
import type { DropReason } from '../rules.ts'
import type { RedirectState } from './service.ts'

type Answer = 'redirect' | 'card' | 'not_found' | 'unavailable' | 'misdirected'

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

export const createMetrics = (state: () => RedirectState): RedirectMetrics => {
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
  const gauge = (name: string, help: string, read: () => number) => new Gauge({ name, help, registers: [registry], collect() { this.set(read()) } })
  gauge('portevoix_links_journal_bytes', 'Octets of hits on this disk that wait for the database', () => state().waiting_bytes)
  gauge('portevoix_links_journal_trouble', '1 while the journal takes no hits', () => (state().trouble === null ? 0 : 1))
  gauge('portevoix_links_segments_set_aside', 'Segments and journals on this disk that wait for a person', () => state().set_aside)
  gauge('portevoix_links_database_up', '1 while the database can be reached', () => (state().database ? 1 : 0))
  gauge('portevoix_links_oldest_batch_seconds', 'For how long the oldest stored hits have waited for the rollups', () => state().oldest_batch_seconds)
  gauge('portevoix_links_domains', 'Hosts of organisations that links are served on', () => state().domains ?? 0)
  gauge('portevoix_links_hits_lost', 'Hits of requests answered since the process began that could not be stored, or were spoilt on the disk', () => state().lost)
  return { registry, answered: answers.add, judged: (reason) => { verdicts.add(reason ?? 'click') } }
}
