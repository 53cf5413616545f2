import { Checkbox, SimpleGrid } from '@mantine/core'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface Props { value: readonly NetworkId[]; onChange: (value: NetworkId[]) => void; description?: string; error?: ReactNode }

/** The networks that a programme uses, several at once, in the order every screen shows them. */
export const NetworkChoice = ({ value, onChange, description, error }: Props) => {
  const t = useTranslations('programme')
  return (
    <Checkbox.Group
      label={t('settings.networks')} description={description} error={error} value={[...value]}
      onChange={(chosen) => { onChange(networkIds.filter((id) => chosen.includes(id))) }}
    >
      <SimpleGrid mt="xs" cols={{ base: 2, xs: 3 }} spacing="md" verticalSpacing={0}>{networkIds.map((id) => <Checkbox key={id} value={id} label={t(`networks.${id}`)} />)}</SimpleGrid>
    </Checkbox.Group>
  )
}
