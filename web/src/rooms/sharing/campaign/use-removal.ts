import type { CampaignLink } from '@portevoix/contract/sharing/campaign-links'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'

/** Lets a link lead nowhere, or to its content again; either is taken back on demand. */
export const useRemoval = ({ id, label }: CampaignLink) => {
  const t = useTranslations('sharing.campaign')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const undoable = useUndo()
  const change = useMutation({
    mutationFn: (removed: boolean) => (removed ? client.sharing.campaign_links.remove({ id }) : client.sharing.campaign_links.restore({ id })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.sharing.campaign_links.key() }),
    onError: (error) => { notice(error.message, 'bad') },
  })
  const to = (removed: boolean, done?: () => void) => {
    change.mutate(removed, {
      onSuccess: () => {
        done?.()
        undoable({ message: removed ? t('removed', { label }) : t('restored', { label }), undo: () => change.mutateAsync(!removed) })
      },
    })
  }
  return { pending: change.isPending, remove: (done: () => void) => { to(true, done) }, restore: () => { to(false) } }
}
