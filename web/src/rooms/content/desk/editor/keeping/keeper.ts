import type { Content, ContentChanges } from '@portevoix/contract/content/contents'
import { fieldErrors, isProblem, isUnreachable } from '#app/problem.ts'
import { store, type Store } from '#app/store.ts'
import { afterSave, changedFields, changesOf, draftOf, isWholeAddress, rebase, withFields, type Draft, type Field } from './draft.ts'
import { readRecord, writeRecord, type Memory } from './record.ts'

/** `held`: what readers see changes only when asked; `refused`: a field must be corrected first. */
export type Status = 'saved' | 'waiting' | 'saving' | 'offline' | 'failed' | 'refused' | 'held' | 'stopped'

/** Somebody else's version that changed the same fields. */
export interface Conflict { theirs: Content; fields: readonly Field[] }

export interface Seen { version: number; draft: Draft }

export interface Keeping {
  /** As the server has it. */
  content: Content
  /** The server's content that these changes were begun on. */
  seen: Seen
  /** What is saved of what is edited here. */
  base: Draft
  draft: Draft
  status: Status
  /** By field, worded. */
  errors: Readonly<Record<string, string>>
  conflict: Conflict | null
  /** Changes of an earlier visit were found on this device. */
  restored: boolean
  /** Somebody whose changes were joined with these, without a conflict. */
  joined_with: string | null
  /** Whether this device keeps what is not saved yet. */
  kept: boolean
}

interface Options {
  content: Content
  save: (version: number, changes: ContentChanges) => Promise<Content>
  read: () => Promise<Content>
  memory: Memory
}

const typingPause_ms = 1200
const retry_ms = 10_000

export interface Keeper {
  state: Store<Keeping>
  change(part: Partial<Draft>): void
  /** Saves now; true once the server has everything. */
  flush(): Promise<boolean>
  /** Takes a decision on the content (publish…), once all is saved unless told otherwise; null when it could not be taken. */
  decide(call: (version: number) => Promise<Content>, options?: { first?: 'save' | 'nothing' }): Promise<Content | null>
  /** The server's content was read again. */
  meet(content: Content): void
  resolve(theirs: readonly Field[]): void
  drop(): void
  complain(errors: Readonly<Record<string, string>>): void
  /** To be called while the screen lasts; what it returns saves what is left. */
  start(): () => void
}

/** Keeps what is typed: on this device at once, on the server after a pause, and never over somebody else's words. */
export const createKeeper = ({ content: first, save, read, memory }: Options): Keeper => {
  const clean = draftOf(first)
  const state = store<Keeping>({ content: first, seen: { version: first.version, draft: clean }, base: clean, draft: clean, status: 'saved', errors: {}, conflict: null, restored: false, joined_with: null, kept: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  const put = (part: Partial<Keeping>) => state.set({ ...state.get(), ...part })
  const dirty = () => changedFields(state.get().base, state.get().draft).length > 0
  const remember = () => {
    const { seen, base, draft } = state.get()
    const kept = writeRecord(memory, dirty() ? { version: seen.version, seen: seen.draft, base, draft } : null)
    if (kept !== state.get().kept) put({ kept })
  }
  const adopt = (content: Content, part: Partial<Keeping>) => put({ content, seen: { version: content.version, draft: draftOf(content) }, base: draftOf(content), conflict: null, ...part })
  const later = (delay_ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => { void flush() }, delay_ms)
  }
  /** What comes next for changes that are not saved. */
  const settle = () => {
    clearTimeout(timer)
    remember()
    if (state.get().conflict) return put({ status: 'stopped' })
    if (!dirty()) return put({ status: 'saved' })
    if (state.get().content.state === 'published') return put({ status: 'held' })
    put({ status: 'waiting' })
    return later(typingPause_ms)
  }

  /** Puts these changes upon a newer version; false when a choice is needed. */
  const reconcile = (theirs: Content): boolean => {
    const { seen, base, draft } = state.get()
    const mine_too = dirty()
    const { merged, conflicts } = rebase({ seen: seen.draft, base, mine: draft, theirs: draftOf(theirs) })
    if (conflicts.length > 0) {
      put({ conflict: { theirs, fields: conflicts }, status: 'stopped' })
      remember()
      return false
    }
    adopt(theirs, { draft: merged, ...(mine_too && { joined_with: theirs.updated_by?.name ?? '' }) })
    remember()
    return true
  }

  const fail = async (error: unknown): Promise<boolean> => {
    if (isProblem(error, 'content.conflict')) {
      const theirs = await read().catch(() => null)
      if (theirs) return reconcile(theirs) && (dirty() ? send() : true)
    }
    remember()
    if (isProblem(error) && error.status >= 400 && error.status < 500) {
      put({ status: 'refused', errors: { ...state.get().errors, ...byField(error) } })
      return false
    }
    put({ status: isUnreachable(error) ? 'offline' : 'failed' })
    if (state.get().content.state !== 'published') later(retry_ms)
    return false
  }

  const send = async (): Promise<boolean> => {
    const { content, base, draft: sent, conflict } = state.get()
    if (conflict) return false
    // An address that is not whole yet waits; the rest goes.
    const whole = isWholeAddress(sent.address) ? sent : withFields(sent, base, ['address'])
    const changes = changesOf(base, whole)
    if (Object.keys(changes).length === 0) {
      put({ status: whole === sent ? 'saved' : 'refused' })
      remember()
      return whole === sent
    }
    put({ status: 'saving' })
    try {
      const kept = await save(content.version, changes)
      adopt(kept, { ...afterSave(kept, whole, state.get().draft), errors: {} })
    } catch (error) {
      return fail(error)
    }
    if (whole !== sent) { put({ status: 'refused' }); remember(); return false }
    settle()
    return !dirty()
  }

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer)
    if (running) {
      await running
      return dirty() ? flush() : state.get().status === 'saved'
    }
    running = send().finally(() => { running = null })
    return running
  }

  return {
    state,
    flush,
    change: (part) => {
      const touched = Object.keys(part)
      const errors = Object.fromEntries(Object.entries(state.get().errors).filter(([name]) => !touched.some((field) => name === field || name.startsWith(`${field}.`))))
      put({ draft: { ...state.get().draft, ...part }, errors })
      if (running) remember()
      else settle()
    },
    decide: async (call, { first: before = 'save' } = {}) => {
      if (before === 'save' && !(await flush())) return null
      try {
        const sent = state.get().draft
        const decided = await call(state.get().content.version)
        const { seen, base, draft } = state.get()
        if (before === 'save') adopt(decided, { ...afterSave(decided, sent, draft), errors: {} })
        else adopt(decided, { draft: rebase({ seen: seen.draft, base, mine: draft, theirs: draftOf(decided) }).merged })
        settle()
        return decided
      } catch (error) {
        if (isProblem(error, 'content.conflict')) { const theirs = await read().catch(() => null); if (theirs && reconcile(theirs)) settle() }
        else put({ errors: { ...state.get().errors, ...byField(error) } })
        throw error
      }
    },
    meet: (content) => {
      if (running || content.version <= state.get().content.version || state.get().conflict) return
      if (reconcile(content)) settle()
    },
    resolve: (fields) => {
      const { conflict, seen, base, draft } = state.get()
      if (!conflict) return
      const theirs = draftOf(conflict.theirs)
      const { merged } = rebase({ seen: seen.draft, base, mine: draft, theirs })
      adopt(conflict.theirs, { draft: withFields(merged, theirs, fields) })
      settle()
    },
    drop: () => {
      const { content, conflict } = state.get()
      const kept = conflict?.theirs ?? content
      adopt(kept, { draft: draftOf(kept), restored: false, errors: {} })
      settle()
    },
    complain: (errors) => put({ errors: { ...state.get().errors, ...errors } }),
    start: () => {
      const record = dirty() ? null : readRecord(memory)
      if (record) {
        const { version, seen, base, draft } = record
        const current = state.get().content
        const { merged, conflicts } = rebase({ seen, base, mine: draft, theirs: draftOf(current) })
        if (version === current.version) put({ base, draft, restored: true })
        else if (conflicts.length > 0) put({ seen: { version, draft: seen }, base, draft, restored: true, conflict: { theirs: current, fields: conflicts } })
        else put({ draft: merged, restored: true })
        settle()
      }
      const back = () => { if (state.get().status === 'offline' || state.get().status === 'failed') void flush() }
      addEventListener('online', back)
      return () => {
        removeEventListener('online', back)
        clearTimeout(timer)
        if (dirty() && state.get().content.state !== 'published' && !state.get().conflict) void flush().finally(() => clearTimeout(timer))
      }
    },
  }
}

/** The server names fields as they were sent. */
const byField = (error: unknown): Record<string, string> => Object.fromEntries(Object.entries(fieldErrors(error)).map(([field, message]) => [field.replace(/^changes\./, ''), message]))
