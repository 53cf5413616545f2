import { Alert, Button, Checkbox, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { PageHeader } from '#ui/page.tsx'
import { RichTextView } from '#ui/rich-text-view.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './charter.module.css'

const route = getRouteApi('/plain/charter/$programme_id')

/** The charter in force, to be read in peace; agreeing to it is what makes an ambassador. */
const Charter = () => {
  const t = useTranslations('programme.accept')
  const ui = useTranslations('ui')
  const format = useFormat()
  const locale = useLocale()
  const navigate = useNavigate()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const { programme_id } = route.useParams()
  const home = route.useSearch().next ?? '/'
  const [agreed, setAgreed] = useState(false)
  const [reminded, setReminded] = useState(false)
  const programme = useQuery(api.programme.read.queryOptions({ input: { programme_id } }))
  const charter = useQuery(api.programme.charter.queryOptions({ input: { programme_id, language: locale } }))
  const join = useMutation(api.programme.join.mutationOptions({
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      notice(t('welcome'))
      await navigate({ to: home })
    },
    onError: (error) => {
      setAgreed(false)
      notice(error.message, 'bad')
      void charter.refetch()
    },
  }))
  const failed = programme.error ?? charter.error
  if (failed) return <EmptyState level={1} scene="lost" title={failed.message} action={<Button component={Link} to={home}>{ui('back')}</Button>} />
  if (!programme.data || !charter.data) return <TextSkeleton lines={12} />
  const { version, published_at, html, accepted, small } = charter.data
  const in_force = accepted !== null && accepted.version === version && !programme.data.charter_to_accept
  const again = accepted !== null && !in_force
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (agreed) join.mutate({ programme_id, version, language: locale })
    else setReminded(true)
  }
  return (
    <article className={classes.charter}>
      <PageHeader
        title={t(again ? 'again_title' : 'title', { programme: programme.data.name })}
        lead={again ? t('again_lead', { version: accepted.version }) : t('lead')}
      />
      {programme.data.purpose !== '' && <blockquote className={classes.purpose}>{programme.data.purpose}</blockquote>}
      <Text size="sm" c="dimmed">{t('version', { version, date: format.date(published_at) })}</Text>
      <div lang={locale}><RichTextView html={html} /></div>
      {small && <Alert color="gray" title={t('small_title')}>{t('small')}</Alert>}
      {in_force ? <Group><Button component={Link} to={home}>{ui('back')}</Button></Group> : (
        <form className={classes.agree} onSubmit={submit} noValidate>
          <Checkbox size="md" label={t('agree')} checked={agreed} onChange={(event) => { setAgreed(event.currentTarget.checked) }} aria-describedby="charter-agree" />
          <FieldError id="charter-agree">{reminded && !agreed ? t('agree_first') : null}</FieldError>
          <Text size="sm" c="dimmed">{t('proof')}</Text>
          <Group justify="flex-end">
            <Button component={Link} to={home} variant="default">{t('later')}</Button>
            <Button type="submit" size="md" loading={join.isPending}>{t(again ? 'go_on' : 'join')}</Button>
          </Group>
        </form>
      )}
    </article>
  )
}

export default Charter
