import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import { tokens } from '@portevoix/contract/networks/tokens'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './preview.module.css'
import { folded, shownAddress } from './shown.ts'

/** The text of a post: line breaks kept, links, hashtags and mentions coloured, folded where the network folds it. */
export const PostText = ({ network, text }: { network: NetworkId; text: string }) => {
  const t = useTranslations('sharing')
  const [open, setOpen] = useState(false)
  const beginning = folded(text, networks[network].fold)
  if (text.trim() === '') return <p className={classes.empty}>{t('preview.empty')}</p>
  return (
    <p className={classes.text} dir="auto">
      {tokens(open || beginning === null ? text : beginning).map((token) =>
        token.kind === 'text' ? (
          token.text
        ) : (
          <span key={token.start} className={classes.entity} data-kind={token.kind}>
            {token.kind === 'link' ? shownAddress(token.text, network) : token.text}
          </span>
        ),
      )}
      {beginning !== null && (
        <>
          {' '}
          <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'preview.less' : 'preview.more')}
          </button>
        </>
      )}
    </p>
  )
}
