import { sql } from 'kysely'
import type { ContentState } from '@portevoix/contract/content/contents'
import type { Ctx } from '#kit/context'

export interface GroupContent { id: string; title: string; state: ContentState; group_ids: string[] }

/** The contents whose audience names a group, in every programme; those that are out first. */
export const readContentsOfGroup = async ({ tx, organisation_id }: Ctx, group_id: string): Promise<GroupContent[]> => (await sql<GroupContent>`
  select id, title, state, group_ids from content.contents where organisation_id = ${organisation_id} and group_ids @> array[${group_id}::uuid]
  order by array_position(array['published', 'scheduled', 'draft', 'expired'], state), placed_at desc, id desc`.execute(tx)).rows
