import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

/** Searches while one types. */
export const SearchField = ({ words, onSearch }: { words: string; onSearch: (words: string) => void }) => {
  const t = useTranslations('feed.search')
  const [typed, setTyped] = useState(words)
  const searchSoon = useDebouncedCallback(onSearch, 250)
  const change = (next: string) => {
    setTyped(next)
    searchSoon(next.trim())
  }
  return (
    <TextInput
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
