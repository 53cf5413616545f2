import { networks } from '@portevoix/contract/networks/all'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Composition } from '@portevoix/contract/sharing'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { remembered } from '#app/store.ts'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { NetworkShare } from './network-share.tsx'
import { openingText } from './draft.ts'
import classes from './composer.module.css'

const memory = remembered('network')

export interface Writing { text: string; caption_id: string | null; instance: string }
type Writings = Partial<Record<NetworkId, Writing>>

/** What was being written of each content when its sheet was closed, while this page lives: Back is quickly pressed. */
const unfinished = new Map<string, Map<NetworkId, Writing>>()
const unfinishedOf = (drawer: string): Map<NetworkId, Writing> => {
  const kept = unfinished.get(drawer) ?? new Map<NetworkId, Writing>()
  unfinished.set(drawer, kept)
  return kept
}

/** Where each network's text begins; what was typed for one is kept while looking at another. */
const beginning = ({ content, networks: offered }: Composition): Writings =>
  Object.fromEntries(offered.map(({ network, captions, instance }) => {
    const [first] = captions
    return [network, { text: openingText(networks[network], first?.text, content), caption_id: first?.id ?? null, instance: instance ?? '' }]
  }))

export const Compose = ({ composition, onClose }: { composition: Composition; onClose: () => void }) => {
  const t = useTranslations('sharing')
  const [network, setNetwork] = useState<NetworkId>(() => {
    const last = memory.read()
    return (composition.networks.find((offered) => offered.network === last) ?? composition.networks[0])?.network ?? 'linkedin'
  })
  const member = useMember()
  const kept = unfinishedOf(`${member?.member_id ?? ''} ${composition.content.id}`)
  const [writings, setWritings] = useState<Writings>(() => ({ ...beginning(composition), ...Object.fromEntries(kept) }))
  const write = (text: Writing) => {
    kept.set(network, text)
    setWritings((before) => ({ ...before, [network]: text }))
  }
  const choose = (next: NetworkId) => {
    memory.write(next)
    setNetwork(next)
  }
  const writing = writings[network] ?? { text: '', caption_id: null, instance: '' }
  return (
    <div className={classes.compose}>
      <SegmentedFilter wraps label={t('composer.network')} value={network} onChange={choose} options={composition.networks.map((offered) => ({ value: offered.network, label: t(`networks.${offered.network}.name`) }))} />
      <NetworkShare
        key={network}
        composition={composition}
        network={network}
        writing={writing}
        onWrite={(change) => write({ ...writing, ...change })}
        onShared={() => { kept.delete(network) }}
        onClose={onClose}
      />
    </div>
  )
}
