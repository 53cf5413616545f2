import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { campaignNetworks, type CampaignNetwork } from '@portevoix/contract/networks/campaign'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors, isProblem } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { useNotice } from '#ui/undo.tsx'
import classes from './campaign.module.css'
import { useCampaignNetworkName } from './network-name.ts'
import { slugTyped } from './slug.ts'

interface Values { slug: string; label: string; network: CampaignNetwork }
const isCampaignNetwork = (name: string): name is CampaignNetwork => campaignNetworks.some((one) => one === name)

/** Chooses the address of a link without a sharer. */
export const NewLink = ({ content_id, prefix }: { content_id: string; prefix: string }) => {
  const t = useTranslations('sharing.campaign')
  const notice = useNotice()
  const queryClient = useQueryClient()
  const nameOf = useCampaignNetworkName()
  const { form, restored, forget } = useKeptForm<Values>(`campaign.${content_id}`, { initialValues: { slug: '', label: '', network: 'print' } })
  const make = useMutation(api.sharing.campaign_links.make.mutationOptions({
    onSuccess: async ({ shown_address: address }) => {
      forget()
      notice(t('made', { address }))
      await queryClient.invalidateQueries({ queryKey: api.sharing.campaign_links.key() })
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      if (!isProblem(error) || error.status !== 422) notice(error.message, 'bad')
    },
  }))
  const { slug } = form.values
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => { make.mutate({ content_id, ...values, slug: values.slug.replace(/-$/, '') }) })} noValidate>
      {restored && <div className={classes.whole}><KeptNote restored forget={forget} /></div>}
      <TextInput
        className={classes.whole} label={t('slug')} required maxLength={80} autoCapitalize="off" autoCorrect="off" autoComplete="off" spellCheck={false}
        description={slug === '' ? t('slug_hint') : t('will_be', { address: `${prefix}${slug.replace(/-$/, '')}` })}
        {...form.getInputProps('slug')} onChange={(event) => { form.setFieldValue('slug', slugTyped(event.currentTarget.value)) }}
      />
      <TextInput label={t('label')} description={t('label_hint')} required maxLength={80} {...form.getInputProps('label')} />
      <NativeSelect
        label={t('network')} data={campaignNetworks.map((value) => ({ value, label: nameOf(value) }))}
        value={form.values.network} onChange={({ currentTarget: { value } }) => { if (isCampaignNetwork(value)) form.setFieldValue('network', value) }}
      />
      <Group justify="flex-end" className={classes.whole}><Button type="submit" loading={make.isPending}>{t('make')}</Button></Group>
    </form>
  )
}
