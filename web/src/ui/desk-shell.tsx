import { ActionIcon, Box, Drawer, UnstyledButton } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './desk-shell.module.css'
import { Keys } from './keys.tsx'
import { Mark } from './mark.tsx'
import type { PlaceGroup } from './place.ts'
import { useIsAt } from './use-is-at.ts'
import { useSheet } from './use-sheet.ts'

interface Props {
  organisation: { name: string; logo?: string | null }
  groups: readonly PlaceGroup[]
  banners?: ReactNode
  tools?: ReactNode
  onSearch: () => void
  children: ReactNode
}

const exactly = { exact: true } as const

/** `overlaid`: within a sheet, whose place in the history the followed page takes. */
const Places = ({ groups, overlaid = false }: { groups: readonly PlaceGroup[]; overlaid?: boolean }) => {
  const isAt = useIsAt()
  return (
    <div className={classes.groups}>
      {groups.map((group) => (
        <div key={group.label}>
          {group.label && <p className={classes.group} aria-hidden="true">{group.label}</p>}
          <ul className={classes.list} aria-label={group.label ?? undefined}>
            {group.places.map((place) => (
              <li key={place.to}>
                <Link to={place.to} className={classes.place} activeOptions={exactly} aria-current={isAt(place)} replace={overlaid}>
                  <place.icon size={20} stroke={1.8} aria-hidden />
                  <span className={classes.label}>{place.label}</span>
                  {!!place.count && <span className={classes.count}>{place.count}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

/** The team's frame: everything at hand on the side of a wide screen, in a drawer on a phone. */
export const DeskShell = ({ organisation, groups, banners, tools, onSearch, children }: Props) => {
  const t = useTranslations('ui')
  const menu = useSheet('menu')
  const { ref: measured, height: bannersHeight } = useElementSize()
  return (
    <Box className={classes.shell} __vars={{ '--banners': `${bannersHeight}px` }}>
      <a className={classes.skip} href="#main">{t('shell.skip')}</a>
      <div ref={measured} className={classes.banners}>{banners}</div>
      <header className={classes.bar}>
        <ActionIcon className={classes.burger} aria-label={t('shell.open_menu')} onClick={() => menu.open()}><IconMenu2 size={24} aria-hidden /></ActionIcon>
        <Mark {...organisation} />
        <ActionIcon className={classes.lens} aria-label={t('shell.search')} onClick={onSearch}><IconSearch size={22} aria-hidden /></ActionIcon>
        <div className={classes.tools}>{tools}</div>
      </header>
      <aside className={classes.side}>
        <div className={classes.mark}><Mark {...organisation} /></div>
        <UnstyledButton className={classes.search} onClick={onSearch}>
          <IconSearch size={18} aria-hidden />
          <span>{t('shell.search')}</span>
          <Keys keys="mod+k" />
        </UnstyledButton>
        <nav className={classes.nav} aria-label={t('shell.main')}><Places groups={groups} /></nav>
        <div className={classes.foot}>{tools}</div>
      </aside>
      <Drawer opened={menu.opened} onClose={menu.close} title={t('shell.menu')} size="18.5rem" closeButtonProps={{ 'aria-label': t('close') }}>
        <nav aria-label={t('shell.main')}><Places groups={groups} overlaid /></nav>
      </Drawer>
      <main id="main" className={classes.main} tabIndex={-1}>{children}</main>
    </Box>
  )
}
