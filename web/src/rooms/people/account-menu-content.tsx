import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconLogout, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { beneath } from '#app/beneath.ts'
import { enterOrganisation, sessionQuery, useMember } from '#app/session.ts'
import { useNotice } from '#ui/undo.tsx'
import classes from './account-menu.module.css'
import { signOut } from './sign-out.ts'

/** One's other organisations, one's settings, and the way out; opens as soon as it is there. */
const AccountMenuContent = ({ face }: { face: ReactNode }) => {
  const t = useTranslations('shell')
  const router = useRouter()
  const notice = useNotice()
  const member = useMember()
  const memberships = useQuery(sessionQuery).data?.memberships ?? []
  if (!member) return null
  const change = async (organisation_id: string) => {
    await enterOrganisation(organisation_id)
    router.history.push(beneath('/'))
  }
  return (
    <Menu position="bottom-end" width={280} withArrow defaultOpened withinPortal={false}>
      <Menu.Target><UnstyledButton className={classes.target}>{face}</UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.who}><strong>{member.name}</strong><span>{member.organisation_name}</span></Menu.Label>
        {memberships.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('account.organisation')}</Menu.Label>
            {memberships.map(({ organisation_id, organisation_name }) => {
              const here = organisation_id === member.organisation_id
              return <Menu.Item key={organisation_id} aria-current={here || undefined} leftSection={<IconCheck size={18} aria-hidden visibility={here ? 'visible' : 'hidden'} />} onClick={() => void change(organisation_id)}>{organisation_name}</Menu.Item>
            })}
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={18} aria-hidden />} onClick={() => { router.history.push(beneath('/settings')) }}>{t('navigation.settings')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => { signOut().catch((error: unknown) => { notice(error instanceof Error ? error.message : String(error), 'bad') }) }}>{t('palette.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export default AccountMenuContent
