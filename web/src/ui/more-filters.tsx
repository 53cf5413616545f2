import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './more-filters.module.css'

interface Props {
  /** How many of them narrow something now. */
  count: number
  children: ReactNode
}

/** Fields that narrow a list: in sight on a desk, behind one button on a phone, where the list comes first. */
export const MoreFilters = ({ count, children }: Props) => {
  const t = useTranslations('ui')
  const id = useId()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" className={classes.toggle} leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />} aria-expanded={opened} aria-controls={id} onClick={() => setOpened(!opened)}>{t('filters', { count })}</Button>
      <div id={id} className={classes.fields} data-opened={opened || undefined}>{children}</div>
    </>
  )
}
