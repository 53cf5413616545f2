import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { CommandPalette, openPalette } from './command-palette.tsx'
import { HelpSheet, openHelp } from './help-sheet.tsx'
import { useShortcuts } from './shortcuts.ts'

/** A new page is announced and read from its beginning: focus follows the navigation. */
const useFocusOnNavigation = () => {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
    before.current = path
  }, [path])
}

export const Root = () => {
  const t = useTranslations('shell')
  useFocusOnNavigation()
  useShortcuts(t('shortcuts.general'), [
    { keys: 'mod+k', label: t('shortcuts.palette'), run: openPalette },
    { keys: '?', label: t('shortcuts.help'), run: openHelp },
  ])
  return (
    <>
      <Outlet />
      <CommandPalette />
      <HelpSheet />
    </>
  )
}
