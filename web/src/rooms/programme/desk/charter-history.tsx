import { Button, Group, Stack, Text } from '@mantine/core'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { CharterVersion } from '@portevoix/contract/programme'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { MarkdownView } from '#ui/markdown-view.tsx'
import { Section } from '#ui/page.tsx'
import { useFormat } from '#ui/use-format.ts'

/** As the catalogue knows fewer than the anonymity threshold. */
const few = -2

/** Every version that was ever in force, with how many proofs are kept of it. */
export const CharterHistory = ({ versions }: { versions: readonly CharterVersion[] }) => {
  const t = useTranslations('programme.charter')
  const format = useFormat()
  const locale = useLocale()
  const [shown, setShown] = useState<number | null>(null)
  return (
    <Section title={t('history')}>
      <Stack>
        {versions.map(({ version, published_at, acceptances, markdown_fr, markdown_en }) => (
          <div key={version}>
            <Group justify="space-between">
              <div>
                <Text fw={600}>{t('version_of', { version, date: format.date(published_at) })}</Text>
                <Text size="sm" c="dimmed">{t(acceptances !== null && acceptances >= anonymityThreshold ? 'acceptances_at_least' : 'acceptances', { count: acceptances ?? few })}</Text>
              </div>
              <Button variant="default" aria-expanded={shown === version} onClick={() => { setShown(shown === version ? null : version) }}>{t(shown === version ? 'hide' : 'show', { version })}</Button>
            </Group>
            {shown === version && <MarkdownView text={locale === 'fr' ? markdown_fr : markdown_en} level={3} />}
          </div>
        ))}
      </Stack>
    </Section>
  )
}
