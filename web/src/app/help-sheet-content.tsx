import { Modal, Stack, Switch, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Keys } from '#ui/keys.tsx'
import { ReturnFocus } from '#ui/return-focus.tsx'
import classes from './help-sheet-content.module.css'
import { allowSingleKeys, shortcutGroups, singleKeys } from './shortcuts.ts'
import { useStore } from './store.ts'

const HelpSheetContent = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations()
  const groups = useStore(shortcutGroups)
  return (
    <Modal opened onClose={onClose} title={t('shell.shortcuts.title')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <ReturnFocus />
      <Stack gap="lg">
        {groups.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <Title order={3} size="h4">{title}</Title>
            <dl className={classes.list}>
              {shortcuts.map(({ keys, label }) => <div key={keys} className={classes.line}><dt>{label}</dt><dd><Keys keys={keys} /></dd></div>)}
            </dl>
          </section>
        ))}
        <Switch checked={useStore(singleKeys)} onChange={(event) => allowSingleKeys(event.currentTarget.checked)} label={t('shell.shortcuts.single_keys')} description={t('shell.shortcuts.single_keys_hint')} />
      </Stack>
    </Modal>
  )
}

export default HelpSheetContent
