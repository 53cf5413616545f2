import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { PersonAvatar } from '#ui/person-avatar.tsx'
import classes from './account-menu.module.css'

const load = () => import('./account-menu-content.tsx')
const Content = lazy(load)

/** Who one is here; what opens from it comes when it is reached for. */
const AccountMenu = () => {
  const t = useTranslations('shell')
  const member = useMember()
  const [asked, setAsked] = useState(false)
  if (!member) return null
  const face = <><PersonAvatar name={member.name} size="sm" /><span className={classes.name} aria-hidden>{member.name}</span><VisuallyHidden>{t('account.of', { name: member.name })}</VisuallyHidden></>
  const button = (
    <UnstyledButton className={classes.target} aria-haspopup="menu" aria-expanded={false} onPointerEnter={() => void load()} onFocus={() => void load()} onClick={() => setAsked(true)}>{face}</UnstyledButton>
  )
  return asked ? <Suspense fallback={button}><Content face={face} /></Suspense> : button
}

export default AccountMenu
