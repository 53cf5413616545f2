import type { Content } from '@portevoix/contract/content/contents'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { isProblem } from '#app/problem.ts'
import { queryClient } from '#app/queries.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { goToFirstRefused } from './go-to-field.ts'
import { useObstacleWords } from './obstacles.tsx'
import type { Editing } from '../keeping/use-keeper.ts'

type Verb = 'publish' | 'schedule' | 'unschedule' | 'expire'

const forget = () => Promise.all([api.content.contents.list.key(), api.content.contents.counts.key(), api.content.contents.mix.key(), api.feed.key()].map((queryKey) => queryClient.invalidateQueries({ queryKey })))

/** The decisions on a content, each said and, where it can be, taken back. */
export const useDecisions = ({ content: { id: content_id }, keeper }: Pick<Editing, 'content' | 'keeper'>) => {
  const t = useTranslations('editor.write')
  const format = useFormat()
  const notice = useNotice()
  const undo = useUndo()
  const words = useObstacleWords()
  const [pending, setPending] = useState<Verb | null>(null)

  /** Shows what is missing at its field, and goes to the first. */
  const show = () => {
    notice(t('not_ready'), 'bad')
    goToFirstRefused(keeper.state.get().errors)
  }
  const take = async (verb: Verb, call: (version: number) => Promise<Content>, first: 'save' | 'nothing'): Promise<Content | null> => {
    setPending(verb)
    try {
      const decided = await keeper.decide(call, { first })
      if (decided === null) {
        if (keeper.state.get().status === 'refused') show()
        return null
      }
      queryClient.setQueryData(api.content.contents.read.queryKey({ input: { content_id } }), decided)
      await forget()
      return decided
    } catch (error) {
      if (isProblem(error, 'content.not_in_this_state')) await client.content.contents.read({ content_id }).then((now) => { keeper.meet(now) }, () => undefined)
      if (isProblem(error) && error.status === 422) show()
      else notice(error instanceof Error ? error.message : String(error), 'bad')
      return null
    } finally {
      setPending(null)
    }
  }
  /** Nothing is asked of the server while something is known to be missing. */
  const complete = async (): Promise<boolean> => {
    if (!(await keeper.flush())) return keeper.state.get().status !== 'refused' || (show(), false)
    const { obstacles } = keeper.state.get().content
    if (obstacles.length === 0) return true
    keeper.complain(Object.fromEntries(obstacles.map((obstacle) => [obstacle.field, words(obstacle)])))
    show()
    return false
  }

  const scheduleAt = (publish_at: string) => take('schedule', (version) => client.content.contents.schedule({ content_id, version, publish_at }), 'save')
  const takeBack = () => take('unschedule', () => client.content.contents.unschedule({ content_id }), 'nothing')
  const goOut = () => take('publish', (version) => client.content.contents.publish({ content_id, version }), 'save')
  const orFail = async (done: Promise<Content | null>) => { if ((await done) === null) throw new Error('not undone') }

  return {
    pending,
    publish: async () => { if ((await complete()) && (await goOut())) notice(t('published')) },
    schedule: async (publish_at: string) => {
      const before = keeper.state.get().content.publish_at
      if (!(await complete()) || !(await scheduleAt(publish_at))) return
      undo({ message: t('scheduled', { date: format.dateTime(publish_at) }), undo: () => orFail(before === null ? takeBack() : scheduleAt(before)) })
    },
    unschedule: async () => {
      const before = keeper.state.get().content.publish_at
      if (!(await takeBack())) return
      if (before === null) notice(t('unscheduled'))
      else undo({ message: t('unscheduled'), undo: () => orFail(scheduleAt(before)) })
    },
    expire: async () => {
      const before = keeper.state.get().content.expires_at
      if (!(await take('expire', () => client.content.contents.expire({ content_id }), 'nothing'))) return
      undo({ message: t('expired'), undo: () => orFail(take('publish', (version) => client.content.contents.publish({ content_id, version, expires_at: before }), 'nothing')) })
    },
  }
}
