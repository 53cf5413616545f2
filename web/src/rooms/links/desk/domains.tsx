import { Button, Group, TextInput } from '@mantine/core'
import type { Domain } from '@portevoix/contract/links'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors, isProblem } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { DomainCard } from './domain-card.tsx'
import classes from './domains.module.css'
import { usePreference } from './use-domains.ts'

const AddDomain = () => {
  const t = useTranslations('links.domains')
  const notice = useNotice()
  const queryClient = useQueryClient()
  const { form, forget } = useKeptForm('domain.new', { initialValues: { host: '' } })
  const add = useMutation(api.links.addDomain.mutationOptions({
    onSuccess: async ({ shown_host }) => {
      forget()
      notice(t('added', { host: shown_host }))
      await queryClient.invalidateQueries({ queryKey: api.links.domains.key() })
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      if (!isProblem(error) || error.status !== 422) notice(error.message, 'bad')
    },
  }))
  return (
    <Section title={t('add_title')}>
      <form onSubmit={form.onSubmit((values) => { add.mutate(values) })} noValidate>
        <Group align="flex-start">
          <TextInput
            className={classes.field} label={t('host')} description={t('host_hint')} required maxLength={300} inputMode="url" autoCapitalize="off" autoCorrect="off" autoComplete="off" spellCheck={false}
            {...form.getInputProps('host')}
          />
          <Button type="submit" className={classes.add} loading={add.isPending}>{t('add')}</Button>
        </Group>
      </form>
    </Section>
  )
}

/** While a record is waited for, the platform looks for it by itself. */
const waiting_ms = 20_000

const List = ({ items, usual_address }: { items: readonly Domain[]; usual_address: string }) => {
  const t = useTranslations('links.domains')
  const prefer = usePreference(items)
  const ids = [...new Set(items.flatMap(({ verified_by }) => verified_by ?? []))]
  const names = useQuery({ ...api.people.members.names.queryOptions({ input: { ids } }), enabled: ids.length > 0 }).data?.items
  if (items.length === 0) return <EmptyState title={t('empty_title')}>{t('empty', { address: usual_address })}</EmptyState>
  return (
    <section className={classes.cards} aria-label={t('list')}>
      {items.map((domain) => <DomainCard key={domain.id} domain={domain} by={names?.find(({ id }) => id === domain.verified_by)?.name} usual_address={usual_address} onPrefer={prefer} />)}
    </section>
  )
}

/** The hosts on which the organisation's links are reached. */
const Domains = () => {
  const t = useTranslations('links.domains')
  const ui = useTranslations('ui')
  const list = useQuery(api.links.domains.queryOptions({ refetchInterval: ({ state: { data } }) => (data?.items.some(({ state }) => state === 'pending') ? waiting_ms : false) }))
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <AddDomain />
      {list.data ? <List {...list.data} /> : list.isPending ? <RowSkeletons /> : (
        <EmptyState scene="offline" title={t('failed')} action={<Button onClick={() => { void list.refetch() }}>{ui('retry')}</Button>}>{list.error.message}</EmptyState>
      )}
    </Page>
  )
}

export default Domains
