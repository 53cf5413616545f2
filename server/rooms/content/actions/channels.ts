import { audit } from '#room/organisations'
import { programmeOf } from '#room/programme'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { found, refuseField } from '#kit/problem'
import { changeChannel, channelExists, channelNameTaken, holdOpenChannel, insertChannel, moveContents, type ChannelRow } from '../queries/channels.ts'

/** @throws Problem 422 when an open channel of the programme has this name. */
export const openChannel = async (ctx: Ctx, programme_id: string, name: string): Promise<ChannelRow> => {
  await programmeOf(ctx, programme_id)
  const { id } = (await insertChannel(ctx, { id: newId(), programme_id, name })) ?? refuseField('name', 'content.channel_exists')
  return { id, programme_id, name, closed: false, contents: 0 }
}

/** @throws Problem 422 when another open channel of the programme has this name. */
export const renameChannel = async (ctx: Ctx, id: string, name: string): Promise<ChannelRow> => {
  const channel = found(await holdOpenChannel(ctx, id))
  if (await channelNameTaken(ctx, channel, name)) refuseField('name', 'content.channel_exists')
  await changeChannel(ctx, id, { name })
  return { ...channel, name }
}

/**
 * Closes a channel: it can be chosen no more. Its contents stay in it (`move_to` undefined), go to another, or to none.
 * @throws Problem 422 when they are to go to a channel that is not another open one of the programme.
 */
export const closeChannel = async (ctx: Ctx, id: string, move_to: string | null | undefined): Promise<{ contents: number }> => {
  const { programme_id, name, contents } = found(await holdOpenChannel(ctx, id))
  if (move_to === id || (move_to && !(await channelExists(ctx, programme_id, move_to, false)))) refuseField('move_to', 'content.no_other_channel')
  if (move_to !== undefined) await moveContents(ctx, id, move_to)
  await changeChannel(ctx, id, { archived_at: ctx.now })
  await audit(ctx, 'channel.closed', id, { channel: name, contents })
  return { contents }
}
