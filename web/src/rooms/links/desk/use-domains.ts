import type { Domain } from '@portevoix/contract/links'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'

/** Puts what the server said of one domain where the list shows it; the one that is preferred is the only one. */
export const useKeepDomain = () => {
  const queryClient = useQueryClient()
  return (kept: Domain) => queryClient.setQueryData(api.links.domains.queryKey(), (list) => list && {
    ...list, items: list.items.map((one) => (one.id === kept.id ? kept : { ...one, preferred: one.preferred && !kept.preferred })),
  })
}

/** Looks the record up now, and says what came of it where the domain's card does not. */
export const useCheck = () => {
  const t = useTranslations('links.domains')
  const notice = useNotice()
  const keep = useKeepDomain()
  return useMutation(api.links.checkDomain.mutationOptions({
    onSuccess: (domain) => {
      keep(domain)
      if (domain.state === 'verified') notice(t('found', { host: domain.shown_host }))
    },
    onError: () => { notice(t('check_failed'), 'bad') },
  }))
}

const prefer = (id: string | null, before: string | null): Promise<Domain | null> =>
  id !== null ? client.links.preferDomain({ id }) : before !== null ? client.links.unpreferDomain({ id: before }) : Promise.resolve(null)

/** Chooses the domain of new shares, null for none: shown at once, taken back where it fails, and undone on demand. */
export const usePreference = (domains: readonly Domain[]) => {
  const t = useTranslations('links.domains')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const undoable = useUndo()
  const key = api.links.domains.queryKey()
  const show = (id: string | null) => queryClient.setQueryData(key, (list) => list && { ...list, items: list.items.map((one) => ({ ...one, preferred: one.id === id })) })
  const before = domains.find((one) => one.preferred)?.id ?? null
  const change = useMutation({
    mutationFn: ({ id, instead_of }: { id: string | null; instead_of: string | null }) => prefer(id, instead_of),
    onMutate: async ({ id }) => {
      await queryClient.cancelQueries({ queryKey: key })
      show(id)
    },
    onError: (error, { instead_of }) => {
      show(instead_of)
      notice(error.message, 'bad')
    },
  })
  return (id: string | null) => {
    const host = domains.find((one) => one.id === id)?.shown_host ?? ''
    change.mutate({ id, instead_of: before }, {
      onSuccess: () => { undoable({ message: id === null ? t('unprefer_done') : t('prefer_done', { host }), undo: () => change.mutateAsync({ id: before, instead_of: id }) }) },
    })
  }
}
