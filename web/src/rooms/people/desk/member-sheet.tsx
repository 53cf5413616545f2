import { Button, Drawer, Group, Stack, TextInput, Title } from '@mantine/core'
import type { Member } from '@portevoix/contract/people/members'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { ConfirmByTyping } from '#ui/confirm-by-typing.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { KeptNote } from '#ui/kept-note.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { GroupsField, RolesField, TribeField } from '../place-fields.tsx'
import classes from './desk.module.css'

/** Who a member is here; those who may change it. What cannot be taken back is asked twice. */
export const MemberSheet = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const t = useTranslations()
  const notice = useNotice()
  const undoable = useUndo()
  const queryClient = useQueryClient()
  const removing = useSheet('remove-member')
  const { form, settle, ...kept } = useKeptForm(`member.${member.id}`, { initialValues: { name: member.name, tribe: member.tribe, roles: member.roles, group_ids: member.group_ids, managed_group_ids: member.managed_group_ids } })
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.people.members.key() })
  const { id, name } = member

  const save = useMutation({
    mutationFn: async (values: typeof form.values) => {
      if (member.may.manage) {
        if (form.isDirty('name') || form.isDirty('tribe')) await client.people.members.update({ id, name: values.name, tribe: values.tribe })
        if (form.isDirty('roles') || form.isDirty('managed_group_ids')) await client.people.members.set_roles({ id, roles: values.roles, managed_group_ids: values.managed_group_ids })
      }
      if (form.isDirty('group_ids')) await client.people.members.set_groups({ id, group_ids: values.group_ids })
    },
    onSuccess: async () => {
      await refresh()
      notice(t('people.members.saved', { name: form.getValues().name }))
      settle()
      onClose()
    },
    onError: (error) => { form.setErrors(fieldErrors(error)) },
  })
  const access = useMutation({
    mutationFn: async (suspended: boolean) => (suspended ? client.people.members.suspend({ id }) : client.people.members.reinstate({ id })),
    onSuccess: async (_, suspended) => {
      await refresh()
      const back = async () => {
        await (suspended ? client.people.members.reinstate({ id }) : client.people.members.suspend({ id }))
        await refresh()
      }
      undoable({ message: t(suspended ? 'people.members.suspended_done' : 'people.members.reinstated_done', { name }), undo: back })
      onClose()
    },
  })
  const remove = async () => {
    try {
      await client.people.members.remove({ id })
      await refresh()
      notice(t('people.members.removed', { name }))
      onClose()
    } catch (error) {
      notice(error instanceof Error ? error.message : String(error), 'bad')
    }
  }
  const refused = save.error ?? access.error

  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={name} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <ReturnFocus />
      <form onSubmit={form.onSubmit((values) => { save.mutate(values) })} noValidate>
        <Stack gap="lg">
          <p className={classes.note}>{member.email}</p>
          <KeptNote {...kept} />
          {member.may.manage && (
            <>
              <TextInput label={t('people.members.name')} required maxLength={120} {...form.getInputProps('name')} />
              <TribeField value={form.values.tribe} onChange={(tribe) => { form.setFieldValue('tribe', tribe) }} />
              <RolesField label={t('people.members.roles')} value={form.values.roles} onChange={(roles) => { form.setFieldValue('roles', roles) }} />
              {form.values.roles.includes('manager') && (
                <GroupsField label={t('people.members.managed_groups')} description={t('people.members.managed_groups_hint')} value={form.values.managed_group_ids} onChange={(ids) => { form.setFieldValue('managed_group_ids', ids) }} />
              )}
            </>
          )}
          <GroupsField label={t('people.members.groups')} value={form.values.group_ids} onChange={(ids) => { form.setFieldValue('group_ids', ids) }} />
          <FieldError>{refused && Object.keys(fieldErrors(refused)).length === 0 ? refused.message : null}</FieldError>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => { kept.forget(); onClose() }}>{t('ui.cancel')}</Button>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>{t('ui.save')}</Button>
          </Group>
          {member.may.manage && (
            <section aria-labelledby="member-access">
              <Title order={3} id="member-access">{t('people.members.access')}</Title>
              {!member.suspended_at && <p className={classes.note}>{t('people.members.suspend_hint')}</p>}
              <Group mt="sm">
                <Button variant="default" loading={access.isPending} onClick={() => { access.mutate(!member.suspended_at) }}>{member.suspended_at ? t('people.members.reinstate') : t('people.members.suspend')}</Button>
                {member.may.remove && <Button variant="light" color="red" onClick={() => { removing.open() }}>{t('people.members.remove')}</Button>}
              </Group>
            </section>
          )}
        </Stack>
      </form>
      <ConfirmByTyping opened={removing.opened} onClose={removing.close} title={t('people.members.remove_title', { name })} word={name} action={t('people.members.remove')} onConfirm={remove}>{t('people.members.remove_what')}</ConfirmByTyping>
    </Drawer>
  )
}
