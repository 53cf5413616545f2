import { Button, Menu } from '@mantine/core'
import type { Persona } from '@portevoix/contract/demonstration'
import { IconArrowBackUp, IconBuildingPlus, IconCheck, IconChevronDown, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNotice } from '#ui/undo.tsx'
import { beneath } from '../beneath.ts'
import { api } from '../client.ts'
import { isProblem } from '../problem.ts'
import { sessionQuery } from '../session.ts'
import { enterAs, leaveDemonstration, removeDemonstration } from './enter.ts'
import classes from './role-switcher.module.css'

/** In the order in which a visit makes sense: what one receives, then what one runs. */
const order = ['ambassador_employee', 'ambassador_customer', 'lead', 'curator', 'moderator', 'manager', 'sponsor', 'admin'] as const satisfies readonly Persona[]

const RoleSwitcher = () => {
  const t = useTranslations('demonstration')
  const router = useRouter()
  const notice = useNotice()
  const { data } = useQuery(api.demonstration.read.queryOptions())
  const first_visit = useQuery(sessionQuery).data?.first_visit
  const told = { onError: (error: Error) => { notice(isProblem(error, 'not_found') ? t('card.gone') : error.message, 'bad') } }
  const home = () => { router.history.push(beneath('/')) }
  const play = useMutation({ mutationFn: enterAs, ...told })
  const leave = useMutation({ mutationFn: leaveDemonstration, onSuccess: home, ...told })
  const remove = useMutation({
    mutationFn: removeDemonstration, ...told,
    onSuccess: () => {
      notice(t('switcher.removed'))
      home()
    },
  })
  if (!data?.persona) return null
  return (
    <Menu position="bottom-end" width={300} withArrow>
      <Menu.Target>
        <Button variant="default" size="compact-md" classNames={{ root: classes.target, label: classes.label }} rightSection={<IconChevronDown size={16} aria-hidden />} loading={play.isPending || leave.isPending || remove.isPending} aria-label={`${t('switcher.label')}. ${t('switcher.current', { persona: t(`personas.${data.persona}`) })}`}>
          {t(`personas.${data.persona}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        <Menu.Label>{t('switcher.choose')}</Menu.Label>
        {order.map((persona) => (
          <Menu.Item key={persona} aria-current={persona === data.persona || undefined} onClick={() => { play.mutate(persona) }} leftSection={<IconCheck size={18} aria-hidden visibility={persona === data.persona ? 'visible' : 'hidden'} />}>
            <span className={classes.name}>{t(`personas.${persona}`)}</span>
            <span className={classes.hint}>{t(`hints.${persona}`)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {data.returns && <Menu.Item leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={() => { leave.mutate() }}>{t('switcher.leave')}</Menu.Item>}
        {first_visit && <Menu.Item leftSection={<IconBuildingPlus size={18} aria-hidden />} onClick={() => { router.history.push(beneath('/welcome')) }}>{t('switcher.begin')}</Menu.Item>}
        <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => { remove.mutate() }}>{t('switcher.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export default RoleSwitcher
