import { z } from 'zod'
import { job, type Job } from '#kit/jobs'
import { within } from '#kit/within'
import { organisationIds } from '#room/organisations'
import { enrichItems } from './actions/enrich-item.ts'
import { pollSource } from './actions/poll-source.ts'
import { expireDue, publishDue } from './actions/publication.ts'
import { readDueContents } from './queries/contents.ts'
import { freeDismissedImages, wakeItems } from './queries/items.ts'
import { deleteUnusedMedia } from './queries/media.ts'
import { claimDueSources, readOrganisationsDue } from './queries/sources.ts'

const lease_ms = 10 * 60_000
const sourcesAtOnce = 200
const day_ms = 86_400_000

const ofSource = z.object({ organisation_id: z.uuid(), source_id: z.uuid() })
const ofItems = z.object({ organisation_id: z.uuid(), item_ids: z.array(z.uuid()) })
const ofContent = z.object({ organisation_id: z.uuid(), content_id: z.uuid() })

/** Sees what is due and hands it out, one job each: what one of them meets harms no other. */
const tick: Job = {
  name: 'content.tick', schedule: '* * * * *',
  run: async (kit) => {
    for (const organisation_id of await readOrganisationsDue(kit.db, kit.clock())) {
      await within(kit, organisation_id, async (ctx) => {
        await wakeItems(ctx)
        for (const source_id of await claimDueSources(ctx, new Date(ctx.now.getTime() + lease_ms), sourcesAtOnce)) {
          await kit.jobs.send(ctx.tx, 'content.poll-source', { organisation_id, source_id }, { singleton_key: source_id })
        }
        const { to_publish, to_expire } = await readDueContents(ctx)
        for (const content_id of to_publish) await kit.jobs.send(ctx.tx, 'content.publish-scheduled', { organisation_id, content_id }, { singleton_key: content_id })
        for (const content_id of to_expire) await kit.jobs.send(ctx.tx, 'content.end', { organisation_id, content_id }, { singleton_key: content_id })
      })
    }
  },
}

/** Pictures that nothing shows any more leave after a day; those of dismissed items after a month. */
const sweep: Job = {
  name: 'content.sweep-media', schedule: '40 3 * * *',
  run: async (kit) => {
    for (const organisation_id of await organisationIds(kit)) {
      await within(kit, organisation_id, async (ctx) => {
        await freeDismissedImages(ctx, new Date(ctx.now.getTime() - 30 * day_ms))
        await deleteUnusedMedia(ctx, new Date(ctx.now.getTime() - day_ms))
      })
    }
  },
}

export const jobs: readonly Job[] = [
  tick,
  sweep,
  job({ name: 'content.poll-source', input: ofSource, run: (kit, { organisation_id, source_id }) => pollSource(kit, organisation_id, source_id) }),
  job({ name: 'content.enrich-items', input: ofItems, run: (kit, { organisation_id, item_ids }) => enrichItems(kit, organisation_id, item_ids) }),
  job({ name: 'content.publish-scheduled', input: ofContent, run: (kit, { organisation_id, content_id }) => publishDue(kit, organisation_id, content_id) }),
  job({ name: 'content.end', input: ofContent, run: (kit, { organisation_id, content_id }) => expireDue(kit, organisation_id, content_id) }),
]
