import { IconChevronDown } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import classes from './theme-choice.module.css'

interface Props { themes: readonly { id: string; name: string }[]; theme_id: string | undefined; onChoose: (theme_id: string | undefined) => void }

/** Narrows to one theme, among the other filters; a wide screen has the themes beside the feed instead. */
export const ThemeChoice = ({ themes, theme_id, onChoose }: Props) => {
  const t = useTranslations('feed.themes')
  return (
    <span className={classes.choice} data-chosen={theme_id !== undefined || undefined}>
      <select className={classes.select} aria-label={t('label')} value={theme_id ?? ''} onChange={(event) => onChoose(event.currentTarget.value || undefined)}>
        <option value="">{t('any')}</option>
        {themes.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      <IconChevronDown size={18} aria-hidden className={classes.arrow} />
    </span>
  )
}
