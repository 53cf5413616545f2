import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  words: string
  /** Asked for just now: it takes the focus. */
  opened: boolean
  onSearch: (words: string) => void
}

/** Searches while one types. */
export const SearchField = ({ words, opened, onSearch }: Props) => {
  const t = useTranslations('feed.search')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => { if (opened) field.current?.focus() }, [opened])
  const [typed, setTyped] = useState(words)
  const searchSoon = useDebouncedCallback(onSearch, 250)
  const change = (next: string) => {
    setTyped(next)
    searchSoon(next.trim())
  }
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={t('label')}
      placeholder={t('placeholder')}
      value={typed}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={20} aria-hidden />}
      rightSection={typed && <CloseButton size={36} aria-label={t('clear')} onClick={() => change('')} />}
      rightSectionWidth={44}
    />
  )
}
