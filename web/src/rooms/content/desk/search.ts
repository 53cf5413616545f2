export const inboxStates = ['new', 'kept', 'snoozed', 'dismissed'] as const
export type InboxState = (typeof inboxStates)[number]

export interface InboxSearch { state: InboxState; source_id?: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the inbox's address says; anything else is the beginning. */
export const inboxSearchOf = (search: Record<string, unknown>): InboxSearch => {
  const source_id = typeof search['source_id'] === 'string' && uuid.test(search['source_id']) ? search['source_id'] : undefined
  return { state: inboxStates.find((state) => state === search['state']) ?? 'new', ...(source_id && { source_id }) }
}
