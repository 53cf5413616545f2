import type { Content, ContentChanges } from '@portevoix/contract/content/contents'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem, Unreachable } from '#app/problem.ts'
import { contentWith } from './content.fixture.ts'
import { createKeeper } from './keeper.ts'

const pause_ms = 1300

/** A server that keeps one content by the rules of the real one: versions, and a refusal that names a field. */
const server = (content: Content = contentWith()) => {
  const self = {
    content,
    reachable: true,
    saves: [] as ContentChanges[],
    other: (changes: Partial<Content>) => { self.content = { ...self.content, ...changes, version: self.content.version + 1, updated_by: { name: 'Omar Diallo' } } },
    read: () => Promise.resolve(self.content),
    save: async (version: number, changes: ContentChanges): Promise<Content> => {
      await Promise.resolve()
      if (!self.reachable) throw new Unreachable('unreachable')
      if (version !== self.content.version) throw new Problem({ type: 'about:blank', title: '', status: 409, code: 'content.conflict', detail: '' })
      if (changes.title === 'refusé') throw new Problem({ type: 'about:blank', title: '', status: 422, code: 'invalid', detail: '', errors: [{ field: 'changes.title', code: 'invalid', message: 'Pas ce titre.' }] })
      self.saves.push(changes)
      const { title = self.content.title, body_html = self.content.body_html, address = self.content.address } = changes
      self.content = { ...self.content, title, body_html, address, version: version + 1 }
      return self.content
    },
  }
  return self
}

const device = () => {
  let kept: string | null = null
  return { read: () => kept, write: (value: string | null) => { kept = value } }
}

const open = (at: ReturnType<typeof server>, memory = device()) => {
  const keeper = createKeeper({ content: at.content, save: at.save, read: at.read, memory })
  const stop = keeper.start()
  return { keeper, memory, stop, now: () => keeper.state.get() }
}

beforeEach(() => {
  vi.useFakeTimers()
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page))
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

describe('autosave', () => {
  it('waits for a pause, saves once, and says so', async () => {
    const at = server()
    const { keeper, memory, now } = open(at)
    keeper.change({ title: 'P' })
    keeper.change({ title: 'Pompes' })
    expect(now().status).toBe('waiting')
    expect(memory.read()).toContain('Pompes')
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.saves).toEqual([{ title: 'Pompes' }])
    expect(now()).toMatchObject({ status: 'saved', content: { version: 4 } })
    expect(memory.read()).toBeNull()
  })

  it('saves what is typed while a save is on its way', async () => {
    const at = server()
    const { keeper, now } = open(at)
    keeper.change({ title: 'Un' })
    const first = keeper.flush()
    keeper.change({ title: 'Un deux' })
    await first
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.saves).toEqual([{ title: 'Un' }, { title: 'Un deux' }])
    expect(now().status).toBe('saved')
  })

  it('lets the rest go while an address is not whole yet', async () => {
    const at = server()
    const { keeper, now } = open(at)
    keeper.change({ title: 'Neuf', address: 'https://' })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.saves).toEqual([{ title: 'Neuf' }])
    expect(now()).toMatchObject({ status: 'refused', draft: { address: 'https://' } })
    keeper.change({ address: 'https://a.example/' })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.content.address).toBe('https://a.example/')
    expect(now().status).toBe('saved')
  })

  it('keeps what is refused, names the field, and goes on once it is corrected', async () => {
    const at = server()
    const { keeper, now, memory } = open(at)
    keeper.change({ title: 'refusé' })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(now()).toMatchObject({ status: 'refused', errors: { title: 'Pas ce titre.' }, draft: { title: 'refusé' } })
    expect(memory.read()).toContain('refusé')
    keeper.change({ title: 'admis' })
    expect(now().errors).toEqual({})
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(now().status).toBe('saved')
  })

  it('leaves what readers see until it is asked', async () => {
    const at = server(contentWith({ state: 'published' }))
    const { keeper, now, memory } = open(at)
    keeper.change({ title: 'À jour' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(at.saves).toEqual([])
    expect(now().status).toBe('held')
    expect(memory.read()).toContain('À jour')
    expect(await keeper.flush()).toBe(true)
    expect(at.saves).toEqual([{ title: 'À jour' }])
  })

  it('saves what is left when the screen closes', async () => {
    const at = server()
    const { keeper, stop } = open(at)
    keeper.change({ title: 'Parti' })
    stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(at.saves).toEqual([{ title: 'Parti' }])
  })
})

describe('offline', () => {
  it('keeps the changes on the device and sends them when the network is back', async () => {
    const at = server()
    at.reachable = false
    const { keeper, now, memory } = open(at)
    keeper.change({ title: 'Dans le train' })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(now().status).toBe('offline')
    expect(memory.read()).toContain('Dans le train')
    at.reachable = true
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(at.content.title).toBe('Dans le train')
    expect(now().status).toBe('saved')
    expect(memory.read()).toBeNull()
  })

  it('finds an earlier visit’s changes again, and saves or drops them', async () => {
    const at = server()
    at.reachable = false
    const { keeper, memory, stop } = open(at)
    keeper.change({ title: 'Pas perdu' })
    await keeper.flush()
    stop()
    at.reachable = true
    const again = open(at, memory)
    expect(again.now()).toMatchObject({ restored: true, draft: { title: 'Pas perdu' } })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.content.title).toBe('Pas perdu')
    again.keeper.change({ title: 'Rien' })
    again.keeper.drop()
    expect(again.now()).toMatchObject({ status: 'saved', draft: { title: 'Pas perdu' } })
    expect(memory.read()).toBeNull()
  })
})

describe('two people', () => {
  it('joins changes of different fields by itself', async () => {
    const at = server()
    const { keeper, now } = open(at)
    at.other({ body_html: '<p>Le leur</p>' })
    keeper.change({ title: 'Le mien' })
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.content).toMatchObject({ title: 'Le mien', body_html: '<p>Le leur</p>' })
    expect(now()).toMatchObject({ status: 'saved', joined_with: 'Omar Diallo', conflict: null, draft: { body_html: '<p>Le leur</p>' } })
  })

  it.each([
    ['mine', [], 'Le mien'],
    ['theirs', ['title'], 'Le leur'],
  ] as const)('keeps both versions of the same field until somebody chooses: %s', async (_choice, theirs, title) => {
    const at = server()
    const { keeper, now, memory, stop } = open(at)
    at.other({ title: 'Le leur', body_html: '<p>Autre</p>' })
    keeper.change({ title: 'Le mien' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(now()).toMatchObject({ status: 'stopped', draft: { title: 'Le mien' }, conflict: { fields: ['title'], theirs: { title: 'Le leur' } } })
    expect(at.content.title).toBe('Le leur')
    stop()
    // Leaving and coming back does not decide for anybody.
    const again = open(at, memory)
    expect(again.now()).toMatchObject({ status: 'stopped', draft: { title: 'Le mien' }, conflict: { fields: ['title'] } })
    again.keeper.resolve(theirs)
    await vi.advanceTimersByTimeAsync(pause_ms)
    expect(at.content).toMatchObject({ title, body_html: '<p>Autre</p>' })
    expect(again.now()).toMatchObject({ status: 'saved', draft: { title, body_html: '<p>Autre</p>' } })
  })

  it('shows a newer version at once where nothing was changed here', () => {
    const at = server()
    const { keeper, now } = open(at)
    at.other({ title: 'Le leur' })
    keeper.meet(at.content)
    expect(now()).toMatchObject({ status: 'saved', draft: { title: 'Le leur' }, joined_with: null })
  })
})

describe('decisions', () => {
  it('are taken on what was just saved', async () => {
    const at = server()
    const { keeper, now } = open(at)
    keeper.change({ title: 'Prêt' })
    await keeper.decide((version) => {
      expect(version).toBe(4)
      at.content = { ...at.content, state: 'published', version: version + 1 }
      return Promise.resolve(at.content)
    })
    expect(at.saves).toEqual([{ title: 'Prêt' }])
    expect(now()).toMatchObject({ status: 'saved', content: { state: 'published', version: 5 } })
  })

  it('are not taken while something could not be saved', async () => {
    const at = server()
    at.reachable = false
    const { keeper } = open(at)
    keeper.change({ title: 'Prêt' })
    expect(await keeper.decide(() => Promise.reject(new Error('must not be asked')))).toBeNull()
  })

  it('that do not save first leave the changes as they are', async () => {
    const at = server(contentWith({ state: 'published' }))
    const { keeper, now } = open(at)
    keeper.change({ title: 'Plus tard' })
    await keeper.decide(() => {
      at.content = { ...at.content, state: 'expired', expires_at: '2026-03-02T08:00:00.000Z', version: 4 }
      return Promise.resolve(at.content)
    }, { first: 'nothing' })
    expect(at.saves).toEqual([])
    expect(now()).toMatchObject({ status: 'waiting', draft: { title: 'Plus tard', expires_at: '2026-03-02T08:00:00.000Z' } })
  })
})
