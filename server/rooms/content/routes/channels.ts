import { implement } from '@orpc/server'
import type { Channel } from '@portevoix/contract/content/channels'
import { content } from '@portevoix/contract/content'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { programmeOf } from '#room/programme'
import { closeChannel, openChannel, renameChannel } from '../actions/channels.ts'
import { readChannels, type ChannelRow } from '../queries/channels.ts'

const os = implement(content.channels).$context<Request>().use(guard)

const present = ({ id, name, closed, contents }: ChannelRow): Channel => ({ id, name, closed, contents })

export const channelRoutes = os.router({
  list: os.list.handler(({ input: { programme_id }, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, programme_id)
    return { items: (await readChannels(ctx, programme_id)).map(present) }
  })),
  create: os.create.handler(({ input: { programme_id, name }, context }) => context.within(async (ctx) => present(await openChannel(ctx, programme_id, name)))),
  rename: os.rename.handler(({ input: { channel_id, name }, context }) => context.within(async (ctx) => present(await renameChannel(ctx, channel_id, name)))),
  close: os.close.handler(({ input: { channel_id, move_to }, context }) => context.within((ctx) => closeChannel(ctx, channel_id, move_to))),
})
