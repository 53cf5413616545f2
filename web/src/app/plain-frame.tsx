import { UnstyledButton } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { PlainShell } from '#ui/plain-shell.tsx'
import { Banners } from './banners.tsx'
import { useHost } from './host.ts'
import { chooseLanguage, language } from './language.ts'
import classes from './plain-frame.module.css'
import { useStore } from './store.ts'

/** Before anybody is known, the page itself offers the other language. */
const OtherLanguage = () => {
  const t = useTranslations()
  const other = useStore(language) === 'fr' ? 'en' : 'fr'
  return <UnstyledButton className={classes.language} lang={other} onClick={() => void chooseLanguage(other)}>{t(`ui.language.${other}`)}</UnstyledButton>
}

const PlainFrame = () => {
  const t = useTranslations('shell')
  const host = useHost()
  return <PlainShell organisation={{ name: host?.name ?? 'Portevoix', logo: host?.logo_address ?? null }} words={t('door.words')} banners={<Banners />} tools={<OtherLanguage />}><Outlet /></PlainShell>
}

export default PlainFrame
