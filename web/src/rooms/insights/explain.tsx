import { Popover, UnstyledButton } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import type { Explanation } from '#ui/figure.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './explain.module.css'

/** Opens how a chart's or a list's figures are counted, as a single figure's does. */
export const Explain = ({ label, definition, filters, sample, robots, note }: Explanation & { label: string }) => {
  const t = useTranslations('ui.figure')
  const format = useFormat()
  const facts = [
    [t('definition'), definition], [t('filters'), filters], [t('sample'), sample], [t('robots'), robots === undefined ? undefined : format.number(robots)], [t('note'), note],
  ] as const
  return (
    <Popover width={340} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={t('explain', { label })}><IconInfoCircle size={20} aria-hidden /></UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('explain', { label })}>
        <dl className={classes.facts} tabIndex={-1} data-autofocus>
          {facts.map(([name, fact]) => fact && <div key={name}><dt>{name}</dt><dd>{fact}</dd></div>)}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
