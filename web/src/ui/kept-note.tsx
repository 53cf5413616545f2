import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from './kept-note.module.css'

interface Props {
  /** Where nothing came back there is nothing to say. */
  restored: boolean
  forget: () => void
}

/** Says that what was typed on an earlier visit is there again, and offers to go back to what is saved. */
export const KeptNote = ({ restored, forget }: Props) => {
  const t = useTranslations('ui.kept')
  if (!restored) return null
  return (
    <div className={classes.note}>
      <output>{t('restored')}</output>
      <Button variant="default" onClick={forget}>{t('drop')}</Button>
    </div>
  )
}
