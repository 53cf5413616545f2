import { implement } from '@orpc/server'
import { programme, type Programme } from '@portevoix/contract/programme'
import { networkIds } from '@portevoix/contract/networks/shape'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found } from '#kit/problem'
import { charterInForce, charterVersions, previewOf, publishCharter } from './actions/charter.ts'
import { createProgramme } from './actions/create-programme.ts'
import { joinProgramme, leaveProgramme } from './actions/join-and-leave.ts'
import { setThemes, updateProgramme } from './actions/update-programme.ts'
import { readProgramme, readProgrammes, type ProgrammeRow } from './queries/programmes.ts'
import { readThemes } from './queries/themes.ts'
import { isCharterToAccept } from './rules.ts'

const os = implement(programme).$context<Request>().use(guard)

const shown = ({ charter_version, accepted_version, ...row }: ProgrammeRow): Programme => ({
  ...row, networks: networkIds.filter((id) => row.networks.includes(id)),
  created_at: row.created_at.toISOString(), joined_at: row.joined_at?.toISOString() ?? null,
  charter_to_accept: isCharterToAccept(charter_version, accepted_version),
})
const shownVersion = <Row extends { published_at: Date }>({ published_at, ...row }: Row) => ({ ...row, published_at: published_at.toISOString() })

export const routes = os.router({
  list: os.list.handler(({ context }) => context.within(async (ctx) => ({ items: (await readProgrammes(ctx)).map(shown) }))),
  create: os.create.handler(({ input, context }) => context.within(async (ctx) => shown(await createProgramme(ctx, input)))),
  read: os.read.handler(({ input, context }) => context.within(async (ctx) => shown(found(await readProgramme(ctx, input.programme_id))))),
  update: os.update.handler(({ input: { programme_id, ...changes }, context }) => context.within(async (ctx) => shown(await updateProgramme(ctx, programme_id, changes)))),
  themes: os.themes.handler(({ input, context }) => context.within(async (ctx) => {
    found(await readProgramme(ctx, input.programme_id))
    return { items: await readThemes(ctx, input.programme_id) }
  })),
  setThemes: os.setThemes.handler(({ input, context }) => context.within(async (ctx) => ({ items: await setThemes(ctx, input.programme_id, input.themes) }))),
  charter: os.charter.handler(({ input, context }) => context.within(async (ctx) => {
    const { accepted, published_at, ...charter } = await charterInForce(ctx, input.programme_id, input.language ?? context.language)
    return {
      ...charter, published_at: published_at.toISOString(),
      accepted: accepted && { version: accepted.version, language: accepted.language === 'en' ? 'en' as const : 'fr' as const, accepted_at: accepted.accepted_at.toISOString() },
    }
  })),
  charterVersions: os.charterVersions.handler(({ input, context }) => context.within(async (ctx) => ({ items: (await charterVersions(ctx, input.programme_id)).map(shownVersion) }))),
  publishCharter: os.publishCharter.handler(({ input: { programme_id, ...draft }, context }) => context.within(async (ctx) => shownVersion(await publishCharter(ctx, programme_id, draft)))),
  previewCharter: os.previewCharter.handler(({ input }) => ({ html: previewOf(input.markdown) })),
  join: os.join.handler(({ input: { programme_id, ...accepted }, context }) => context.within(async (ctx) => shown(await joinProgramme(ctx, programme_id, accepted)))),
  leave: os.leave.handler(({ input, context }) => context.within((ctx) => leaveProgramme(ctx, input.programme_id))),
})
